package org.filestoremigration.filestore.span;

import java.io.IOException;
import java.io.Reader;

/** What a JSON string stands for: its escapes are resolved while it is read. */
final class EscapedText extends Reader {

    private final Reader string;
    private final char[] chunk = new char[8192];
    private int at;
    private int filled;

    /** A string that is no JSON. */
    static final class InvalidStringException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** @param string without its quotes; closing this closes it */
    EscapedText(Reader string) {
        this.string = string;
    }

    @Override
    public int read() throws IOException {
        int next = next();
        if (next >= 0 && next < ' ') {
            throw new InvalidStringException();
        }
        return next == '\\' ? escaped(next()) : next;
    }

    private int next() throws IOException {
        if (at == filled) {
            filled = Math.max(0, string.read(chunk, 0, chunk.length));
            at = 0;
        }
        return at < filled ? chunk[at++] : -1;
    }

    private int escaped(int kind) throws IOException {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int hex = next();
                    int digit = hex < 128 ? Character.digit(hex, 16) : -1;
                    if (digit < 0) {
                        throw new InvalidStringException();
                    }
                    code = code * 16 + digit;
                }
                yield code;
            }
            default -> throw new InvalidStringException();
        };
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = 0;
        for (int next = length == 0 ? -1 : read(); next >= 0; next = read()) {
            target[offset + count++] = (char) next;
            if (count == length) {
                return count;
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        string.close();
    }
}
