package org.filestoremigration.domain.tracking;

/**
 * The order of text in every sorted sequence of a store: by Unicode code point.
 *
 * <p>It is the order of UTF-8 bytes and so that of SQLite's {@code BINARY} collation. {@link String#compareTo} differs:
 * it puts characters beyond U+FFFF before U+E000.
 */
public final class TextOrder {

    private TextOrder() {}

    /** Negative, zero or positive as {@code left} comes before, with or after {@code right}. */
    public static int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogate = Character.isSurrogate(a);
                return surrogate == Character.isSurrogate(b) ? Character.compare(a, b) : surrogate ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
