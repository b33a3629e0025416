package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text in which nothing hides: line ends, control characters and blanks where the eye does not expect them become
 * symbols, so that two values that look the same and are not can be told apart, and no text moves a terminal's cursor
 * or turns the direction of a page.
 */
public final class VisibleText {

    /**
     * A stretch of text, either as it is or a symbol in the place of one character.
     *
     * @param symbol whether the text stands for something else
     */
    public record Piece(String text, boolean symbol) {}

    private static final String BLANK = "\u2423";
    private static final String LINE_FEED = "\u21B5";
    private static final String TAB = "\u21E5";
    private static final String OWN_SYMBOLS = BLANK + LINE_FEED + TAB + "\u27E8";

    private VisibleText() {}

    /** A value with its symbols, as one line. */
    public static String of(String value) {
        return joined(pieces(value));
    }

    /** The same of a sentence or a path, whose blanks stay as they are, so that it can be copied. */
    public static String sentence(String text) {
        return joined(pieces(text, true));
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** A value in stretches that are shown as they are, and symbols. */
    public static List<Piece> pieces(String value) {
        return pieces(value, false);
    }

    private static List<Piece> pieces(String text, boolean keepsBlanks) {
        List<Piece> pieces = new ArrayList<>();
        int plainFrom = 0;
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int character = text.codePointAt(i);
            next = i + Character.charCount(character);
            String symbol = keepsBlanks && character == ' ' ? "" : symbol(text, i, character);
            if (!symbol.isEmpty()) {
                if (plainFrom < i) {
                    pieces.add(new Piece(text.substring(plainFrom, i), false));
                }
                pieces.add(new Piece(symbol, true));
                plainFrom = next;
            }
        }
        if (plainFrom < text.length()) {
            pieces.add(new Piece(text.substring(plainFrom), false));
        }
        return pieces;
    }

    /** What stands for a character, empty if it may stand for itself. */
    private static String symbol(String text, int index, int character) {
        if (character == ' ') {
            return isInnerBlank(text, index) ? "" : BLANK;
        } else if (character == '\n') {
            return LINE_FEED;
        } else if (character == '\t') {
            return TAB;
        } else if (character == '\r') {
            return "\u27E8CR\u27E9";
        }
        boolean named = OWN_SYMBOLS.indexOf(character) >= 0 || isHidden(Character.getType(character));
        return named ? "\u27E8U+%04X\u27E9".formatted(character) : "";
    }

    /** One blank between two characters that are none. */
    private static boolean isInnerBlank(String text, int index) {
        return index > 0 && index + 1 < text.length() && text.charAt(index - 1) > ' ' && text.charAt(index + 1) > ' ';
    }

    private static boolean isHidden(int type) {
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SPACE_SEPARATOR
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }
}
