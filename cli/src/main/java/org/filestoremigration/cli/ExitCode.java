package org.filestoremigration.cli;

import java.util.Arrays;

/** What a run of the program came to, as its exit status says it. */
public enum ExitCode {
    /** Normalizations are allowed. */
    COMPLETE(0, "Complete."),
    DIFFERENT(1, "Verification found differences."),
    WRONG_USAGE(2, "Wrong usage."),
    BLOCKED(3, "The source holds data that cannot be migrated exactly; nothing was written."),
    SOURCE_UNUSABLE(4, "The source cannot be read, is not a FileStore, or changed while it was read."),
    TARGET_UNUSABLE(5, "The target was refused or cannot be written."),
    INCOMPLETE(6, "Complete except for the blocked items, which were left out."),
    DEFECT(70, "A defect of this program."),
    INTERRUPTED(130, "Interrupted; nothing was left behind.");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }

    /** The code of a status that this program has returned. */
    public static ExitCode of(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElseThrow();
    }
}
