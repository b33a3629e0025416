package org.filestoremigration.cli;

import java.util.Locale;

/** A number with its noun. */
final class Counted {

    private Counted() {}

    /** @param noun takes an s in the plural */
    static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
