package org.filestoremigration.domain.migration;

/** Whether artifacts are where a location says. */
public enum LocationState {
    /** Where this migration has put copies. */
    COPIED,
    /** Below the source, and there. */
    IN_SOURCE,
    /** The location of a deleted experiment: MLflow has moved its files to {@code .trash} and kept the location. */
    IN_TRASH,
    /** Outside the source, on this machine, and there. */
    ELSEWHERE,
    /** Nowhere on this machine. */
    ABSENT,
    /** MLflow reads it from the folder in which it was started. */
    RELATIVE,
    /** A server has them: counted, not looked at. */
    REMOTE
}
