package org.filestoremigration.domain.store;

/** The part of two long texts that shows how they differ, so that no report and no memory fills up with values. */
public final class Excerpt {

    /** Texts up to this many characters are kept whole. */
    public static final int LIMIT = 2_000;

    private static final int BEFORE = 60;
    private static final int SHOWN = 400;

    private Excerpt() {}

    /** How far two texts are the same. */
    public static int commonPrefix(String left, String right) {
        int length = Math.min(left.length(), right.length());
        int same = 0;
        while (same < length && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        return same;
    }

    /** The text, or if it is long, a part of it that begins shortly before {@code position} and says where it is. */
    public static String of(String text, int position) {
        if (text.length() <= LIMIT) {
            return text;
        }
        int start = boundary(text, Math.max(0, Math.min(position, text.length()) - BEFORE));
        int end = boundary(text, Math.min(text.length(), start + SHOWN));
        return "[characters %d to %d of %d] %s".formatted(start + 1, end, text.length(), text.substring(start, end));
    }

    /** Never between the two halves of a character beyond U+FFFF. */
    private static int boundary(String text, int index) {
        boolean within = index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
        return within ? index - 1 : index;
    }
}
