package org.filestoremigration.cli;

/** Text from a store, made fit for a terminal. */
final class Printable {

    private Printable() {}

    /**
     * The text with control characters, line ends, bidirectional marks and lone surrogates written as escapes: a name in
     * a store must not be able to move the cursor or forge a line.
     */
    static String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(escaped, codePoint));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                escaped.append(
                        switch (codePoint) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> String.format("\\u%04X", codePoint);
                        });
            default -> escaped.appendCodePoint(codePoint);
        }
    }
}
