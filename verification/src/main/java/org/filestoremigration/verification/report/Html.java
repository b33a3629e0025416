package org.filestoremigration.verification.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Builds an HTML document. Whatever comes from a store goes through {@link #visible}: it is escaped, and what hides in
 * it is shown as symbols.
 */
final class Html {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param attributes names and values by turns
     */
    Html open(String tag, String... attributes) {
        tag(tag, attributes);
        open.push(tag);
        return this;
    }

    private void tag(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element that was opened last and ends the line. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    /** An element that holds nothing and has no end. */
    Html empty(String tag, String... attributes) {
        tag(tag, attributes);
        return this;
    }

    /** This program's own words. */
    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element with this program's own words. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** Markup that this program wrote. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A text of the store. */
    Html visible(String text) {
        for (VisibleText.Piece piece : VisibleText.pieces(text)) {
            if (piece.symbol()) {
                element("span", piece.text(), "class", "symbol");
            } else {
                escape(piece.text());
            }
        }
        return this;
    }

    /** A value of the store, NULL and the empty text distinguished from all other texts. */
    Html value(@Nullable String value) {
        if (value == null) {
            return element("span", "NULL", "class", "null");
        } else if (value.isEmpty()) {
            return element("span", "empty text", "class", "null");
        }
        return open("code").visible(value).close();
    }

    /** A place in the source. */
    Html place(SourcePlace place) {
        open("span", "class", "path").visible(place.path());
        if (place.line() > 0) {
            element("span", ":" + place.line(), "class", "line");
        }
        if (place.key() != null) {
            open("span", "class", "line").text(" \u2192 ").visible(place.key()).close();
        }
        return close();
    }

    /** Thousands parted by a narrow blank. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202F');
    }

    /** A number with its noun, which takes an s in the plural. */
    static String number(long number, String noun) {
        return number(number) + "\u00A0" + noun + (number == 1 ? "" : "s");
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
