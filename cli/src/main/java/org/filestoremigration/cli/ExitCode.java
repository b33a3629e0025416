package org.filestoremigration.cli;

import java.util.Arrays;

/** What a run of the program came to, as its exit status says it. */
enum ExitCode {
    /** Complete and verified; normalisations are allowed. */
    COMPLETE(0),
    /** Verification found differences. */
    DIFFERENT(1),
    WRONG_USAGE(2),
    /** The source holds data that cannot be migrated exactly; nothing was written. */
    BLOCKED(3),
    /** The source cannot be read, is no FileStore, or changed while it was read. */
    SOURCE_UNUSABLE(4),
    /** The target was refused or cannot be written. */
    TARGET_UNUSABLE(5),
    /** Complete but for the blocked items that {@code --on-bad skip} left out. */
    INCOMPLETE(6),
    /** A defect of this program. */
    DEFECT(70),
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The code of a status that this program has returned. */
    static ExitCode of(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElseThrow();
    }
}
