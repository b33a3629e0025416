package org.filestoremigration.domain.python;

/** How Python treats characters of text. */
public final class PythonText {

    private PythonText() {}

    /** As {@code str.isspace()} for one character; Java's notion of white space is another. */
    public static boolean isSpace(int codePoint) {
        return (codePoint >= 0x09 && codePoint <= 0x0D)
                || (codePoint >= 0x1C && codePoint <= 0x20)
                || codePoint == 0x85
                || codePoint == 0xA0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000;
    }

    /** As {@code str.strip()}; {@link String#strip()} keeps some of Python's white space and takes none of its own. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * As Python prepares a text that is to be a number: white space beyond ASCII becomes a blank, a decimal digit of any
     * script its ASCII form, anything else a question mark.
     */
    public static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> ascii.append(ascii(codePoint)));
        return ascii.toString();
    }

    private static char ascii(int codePoint) {
        if (codePoint < 127) {
            return (char) codePoint;
        }
        if (isSpace(codePoint)) {
            return ' ';
        }
        int digit =
                Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(codePoint, 10) : -1;
        return digit < 0 ? '?' : (char) ('0' + digit);
    }
}
