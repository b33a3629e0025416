package org.filestoremigration.cli;

import java.util.Locale;

/** What happens to data that cannot be migrated exactly. */
enum OnBad {
    /** Nothing is written. */
    FAIL,
    /** The smallest part that can go is left out. */
    SKIP;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
