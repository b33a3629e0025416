package org.filestoremigration.domain.migration;

/** What becomes of a file below the source; of several the worst counts, which is the last. */
public enum FileOutcome {
    /** Its content is in the target, exactly. */
    MIGRATED,
    /** Its content is in the target in the one form that MLflow's SQL schema can hold. */
    NORMALIZED,
    /** By design no part of the database: artifacts, trace spans, derived files, foreign files. */
    LEFT_ALONE,
    /** It holds, or may hold, data that cannot be migrated exactly. */
    BLOCKED
}
