package org.filestoremigration.domain.migration;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.python.PythonNumber;

/**
 * A long text as {@link SpanJson} looks at a short one: if it is JSON, in the dialect of {@link PythonJson}, MLflow's server
 * must be able to put its value into a message. Nothing of the text is held.
 */
public final class SendableText {

    /** So many digits fit into 64 bits, whatever they are. */
    private static final int SHORT = 18;

    private final Reader text;
    private int next;
    private boolean wide;
    private boolean deep;

    private SendableText(Reader text) throws IOException {
        this.text = text;
        this.next = text.read();
    }

    /**
     * Reads a text to its end, or to where it is no JSON.
     *
     * @param what names it
     * @throws UnconvertibleSpanException if it is JSON that cannot be sent
     */
    public static void require(Reader text, String what) throws IOException, UnconvertibleSpanException {
        SendableText json = new SendableText(text);
        if (!json.isJson()) {
            return;
        } else if (json.wide) {
            throw new UnconvertibleSpanException(what + SpanJson.TOO_WIDE);
        } else if (json.deep) {
            throw new UnconvertibleSpanException(what + SpanJson.TOO_DEEP);
        }
    }

    /** Whether a text is JSON; it is read to its end, or to where it is none. */
    public static boolean isJson(Reader text) throws IOException {
        return new SendableText(text).isJson();
    }

    private boolean isJson() throws IOException {
        skipBlanks();
        if (!value(0, 0)) {
            return false;
        }
        skipBlanks();
        return next < 0;
    }

    private boolean value(int depth, int nested) throws IOException {
        return switch (next) {
            case '"' -> string();
            case '{' -> elements('}', depth + 1, nested + SpanJson.OBJECT);
            case '[' -> elements(']', depth + 1, nested + SpanJson.LIST);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case 'N' -> word("NaN");
            case 'I' -> word("Infinity");
            default -> number();
        };
    }

    private boolean elements(char end, int depth, int nested) throws IOException {
        deep |= nested > SpanJson.DEEPEST;
        pass();
        skipBlanks();
        if (depth > PythonJson.DEEPEST) {
            return false;
        } else if (skip(end)) {
            return true;
        }
        do {
            skipBlanks();
            if ((end == '}' && !key()) || !value(depth, nested)) {
                return false;
            }
            skipBlanks();
        } while (skip(','));
        return skip(end);
    }

    private boolean key() throws IOException {
        boolean read = string();
        skipBlanks();
        read &= skip(':');
        skipBlanks();
        return read;
    }

    private boolean string() throws IOException {
        if (!skip('"')) {
            return false;
        }
        while (next != '"') {
            if (next < ' ') {
                return false;
            }
            boolean escape = next == '\\';
            pass();
            if (escape && !escaped()) {
                return false;
            }
        }
        return skip('"');
    }

    private boolean escaped() throws IOException {
        if (!skip('u')) {
            boolean known = next >= 0 && "\"\\/bfnrt".indexOf(next) >= 0;
            pass();
            return known;
        }
        for (int i = 0; i < 4; i++) {
            if (next >= 128 || Character.digit(next, 16) < 0) {
                return false;
            }
            pass();
        }
        return true;
    }

    private boolean word(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (!skip(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() throws IOException {
        boolean negative = skip('-');
        if (negative && next == 'I') {
            return word("Infinity");
        }
        StringBuilder whole = new StringBuilder();
        if (!skip('0') && !digits(whole)) {
            return false;
        }
        boolean fraction = skip('.');
        if (fraction && !digits(new StringBuilder())) {
            return false;
        }
        boolean exponent = skip('e') || skip('E');
        if (exponent && !skip('+')) {
            skip('-');
        }
        if (exponent && !digits(new StringBuilder())) {
            return false;
        }
        if (fraction || exponent || whole.length() == 0) {
            return true;
        }
        wide |= whole.length() > SHORT && SpanJson.isWide(new BigInteger((negative ? "-" : "") + whole));
        return whole.length() <= PythonNumber.MAX_DIGITS;
    }

    /** Passes digits, keeping as many as tell whether they are too many. */
    private boolean digits(StringBuilder digits) throws IOException {
        boolean any = false;
        for (; next >= '0' && next <= '9'; pass()) {
            any = true;
            if (digits.length() <= PythonNumber.MAX_DIGITS) {
                digits.append((char) next);
            }
        }
        return any;
    }

    private void skipBlanks() throws IOException {
        while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
            pass();
        }
    }

    private boolean skip(char wanted) throws IOException {
        if (next != wanted) {
            return false;
        }
        pass();
        return true;
    }

    private void pass() throws IOException {
        next = text.read();
    }
}
