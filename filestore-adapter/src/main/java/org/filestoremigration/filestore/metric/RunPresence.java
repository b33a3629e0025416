package org.filestoremigration.filestore.metric;

/** What becomes of the run that a logged model's point names, and of the point with it. */
public enum RunPresence {
    /** The run is migrated, and the point too. */
    MIGRATED,
    /** The run is blocked: the point belongs to its item. */
    BLOCKED,
    /** The run is there, but in an experiment that is not to be migrated. */
    NOT_ASKED_FOR,
    /** There is no such run: {@code mlflow gc} removed it. */
    GONE
}
