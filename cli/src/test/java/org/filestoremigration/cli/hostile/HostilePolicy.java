package org.filestoremigration.cli.hostile;

import java.util.List;

/** What a user may want done about bad data. */
enum HostilePolicy {
    FAIL(""),
    SKIP("--on-bad skip"),
    REPAIR("--repair"),
    REPAIR_AND_SKIP("--repair --on-bad skip"),
    FOLLOW("--follow-symlinks");

    private final String options;

    HostilePolicy(String options) {
        this.options = options;
    }

    List<String> options() {
        return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
    }
}
