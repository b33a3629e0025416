package org.filestoremigration.cli;

import java.util.Locale;

/** Where the spans of traces go. */
enum SpansOption {
    /** They stay files among the artifacts. */
    ARTIFACTS,
    /** They become rows, which MLflow can search. */
    DATABASE;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
