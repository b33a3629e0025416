package org.filestoremigration.domain.merge;

/** Whose value counts where both stores have one, the two differ and no rule explains it. */
public enum OnConflict {
    /** Nobody's: all conflicts are listed, and the caller writes nothing. */
    FAIL,
    /** The value that was there before. */
    TARGET,
    /** The value that comes. */
    SOURCE
}
