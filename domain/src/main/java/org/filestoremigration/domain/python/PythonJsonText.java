package org.filestoremigration.domain.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON text while it is read, in the dialect of Python's {@code json.loads}. */
final class PythonJsonText {

    private final String text;
    private int position;
    private int depth;

    PythonJsonText(String text) {
        this.text = text;
    }

    Optional<PythonJson.Parsed> read() {
        try {
            skipBlanks();
            Object value = value();
            skipBlanks();
            return position == text.length() ? Optional.of(new PythonJson.Parsed(value)) : Optional.empty();
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private @Nullable Object value() throws NotJsonException {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            case 'N' -> word("NaN", Double.NaN);
            case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
            default -> text.startsWith("-Infinity", position) ? word("-Infinity", Double.NEGATIVE_INFINITY) : number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws NotJsonException {
        if (!text.startsWith(word, position)) {
            throw new NotJsonException();
        }
        position += word.length();
        return meaning;
    }

    private Map<String, @Nullable Object> object() throws NotJsonException {
        enter();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!skip('}')) {
            do {
                skipBlanks();
                String key = string();
                skipBlanks();
                require(':');
                skipBlanks();
                map.put(key, value());
                skipBlanks();
            } while (skip(','));
            require('}');
        }
        depth--;
        return map;
    }

    private List<@Nullable Object> array() throws NotJsonException {
        enter();
        List<@Nullable Object> list = new ArrayList<>();
        if (!skip(']')) {
            do {
                skipBlanks();
                list.add(value());
                skipBlanks();
            } while (skip(','));
            require(']');
        }
        depth--;
        return list;
    }

    private void enter() throws NotJsonException {
        if (++depth > PythonJson.DEEPEST) {
            throw new NotJsonException();
        }
        position++;
        skipBlanks();
    }

    private String string() throws NotJsonException {
        require('"');
        int start = position;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        boolean plain = end < text.length() && text.charAt(end) == '"';
        // Texts may be very long: a builder that grows would hold them two times more.
        StringBuilder string = new StringBuilder(plain ? 0 : Math.max(0, lengthOfString()));
        while (true) {
            char c = next();
            if (c == '"') {
                return plain ? text.substring(start, end) : string.toString();
            }
            if (c < ' ') {
                throw new NotJsonException();
            }
            if (!plain) {
                string.append(c == '\\' ? escaped(next()) : c);
            }
        }
    }

    /** How many characters are before the quote that ends a string, an escape counted as one. */
    private int lengthOfString() {
        int length = 0;
        for (int i = position; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\') {
                i += i + 1 < text.length() && text.charAt(i + 1) == 'u' ? 5 : 1;
            }
            length++;
        }
        return length;
    }

    private char escaped(char c) throws NotJsonException {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    char hex = next();
                    int digit = hex < 128 ? Character.digit(hex, 16) : -1;
                    if (digit < 0) {
                        throw new NotJsonException();
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw new NotJsonException();
        };
    }

    private Number number() throws NotJsonException {
        int start = position;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        int end = position;
        if (position + 1 < text.length() && text.charAt(position) == '.' && isDigit(text.charAt(position + 1))) {
            position++;
            digits();
        }
        skipExponent();
        String literal = text.substring(start, position);
        if (position > end) {
            return Double.valueOf(literal);
        }
        if (literal.length() - (literal.startsWith("-") ? 1 : 0) > PythonNumber.MAX_DIGITS) {
            throw new NotJsonException();
        }
        return new BigInteger(literal);
    }

    /** An {@code e} without digits is left where it stands, and then makes the text invalid. */
    private void skipExponent() throws NotJsonException {
        int before = position;
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            if (position < text.length() && isDigit(text.charAt(position))) {
                digits();
            } else {
                position = before;
            }
        }
    }

    private void digits() throws NotJsonException {
        if (!isDigit(peek())) {
            throw new NotJsonException();
        }
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void require(char c) throws NotJsonException {
        if (!skip(c)) {
            throw new NotJsonException();
        }
    }

    private char peek() throws NotJsonException {
        if (position >= text.length()) {
            throw new NotJsonException();
        }
        return text.charAt(position);
    }

    private char next() throws NotJsonException {
        char c = peek();
        position++;
        return c;
    }

    private static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        NotJsonException() {
            super(null, null, false, false);
        }
    }
}
