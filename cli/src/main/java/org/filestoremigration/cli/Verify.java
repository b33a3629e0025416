package org.filestoremigration.cli;

import java.util.Locale;

/** How a migration is proven. */
enum Verify {
    /** By one digest of what was read, and one of what the database returns. */
    DIGEST,
    /** By a second reading of the source, compared field by field. */
    FULL;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
