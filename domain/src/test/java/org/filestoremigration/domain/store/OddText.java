package org.filestoremigration.domain.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;

/** Texts that a careless store changes, all of them legal in a FileStore, and sorted lists of them. */
final class OddText {

    /** U+1D6FC: one code point, two UTF-16 units, four bytes. {@link String#compareTo} puts it before {@link #FULLWIDTH}. */
    static final String ASTRAL = "\uD835\uDEFC";

    /** U+FF21. */
    static final String FULLWIDTH = "\uFF21";

    /** One letter in one code point; a normalizing file system makes it {@link #DECOMPOSED}. */
    static final String COMPOSED = "caf\u00E9";

    /** The same to the eye, another key to MLflow. */
    static final String DECOMPOSED = "cafe\u0301";

    static final String LINE_ENDS = "one\r\ntwo\rthree\n\nfive\n";
    static final String CONTROLS = "before\u0001after";
    static final String BYTE_ORDER_MARK = "\uFEFFmarked";
    static final String BLANKS = " \t blanks around \u00A0\u2028 ";

    /** Longer than each length that MLflow's schema declares. */
    static final String LONG = "l\u00F6ng ".repeat(2_000);

    private OddText() {}

    /** Tags from keys and values in turn, sorted. */
    static List<Tag> tags(String... keysAndValues) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.add(new Tag(keysAndValues[i], keysAndValues[i + 1]));
        }
        Collections.sort(tags);
        return tags;
    }

    /** Params from keys and values in turn, sorted. */
    static List<Param> params(String... keysAndValues) {
        return tags(keysAndValues).stream()
                .map(tag -> new Param(tag.key(), String.valueOf(tag.value())))
                .toList();
    }

    /** Every odd text under a key that is odd itself, slashes and all. */
    static String[] oddities() {
        return new String[] {
            "empty",
            "",
            "line ends",
            LINE_ENDS,
            "controls",
            CONTROLS,
            "byte order mark",
            BYTE_ORDER_MARK,
            "blanks",
            BLANKS,
            "long",
            LONG,
            "a/b/c d",
            "slashes/in/key",
            "UPPER",
            "1",
            "upper",
            "2",
            ASTRAL,
            "\uD83D\uDE80 astral",
            FULLWIDTH,
            "fullwidth",
            COMPOSED,
            "composed",
            DECOMPOSED,
            "decomposed",
            "quote\"s 'n' \\backslash",
            "'; DROP TABLE runs; --",
            "null",
            "null",
            "yaml",
            "- !!python/none {a: [1, 2.50]}",
        };
    }
}
