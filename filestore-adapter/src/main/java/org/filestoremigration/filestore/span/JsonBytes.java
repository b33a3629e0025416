package org.filestoremigration.filestore.span;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** The bytes of a JSON text in UTF-8, passed over value by value without a look at what they mean. */
final class JsonBytes {

    private static final int CHUNK = 1 << 16;

    /** What reads the values gives up no deeper, and neither does Python. */
    private static final int DEEPEST = 1000;

    private final SeekableByteChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
    private long position;

    JsonBytes(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /** How many bytes have been passed. */
    long position() {
        return position;
    }

    /** The next byte that is not a blank, not passed; −1 at the end. */
    int peek() throws IOException {
        int next = look();
        while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
            pass();
            next = look();
        }
        return next;
    }

    /** Passes the next byte that is not a blank if it is this one. */
    boolean skip(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        pass();
        return true;
    }

    /** Passes a whole value; false if it does not end, or nests too deeply. */
    boolean skipValue() throws IOException {
        int depth = 0;
        do {
            int next = peek();
            if (next < 0) {
                return false;
            }
            if (next == '"') {
                if (!skipString()) {
                    return false;
                }
            } else if (next == '{' || next == '[') {
                depth++;
                pass();
            } else if (next == '}' || next == ']') {
                depth--;
                pass();
            } else if (next == ',' || next == ':') {
                pass();
            } else {
                skipWord();
            }
        } while (depth > 0 && depth < DEEPEST);
        return depth == 0;
    }

    private boolean skipString() throws IOException {
        pass();
        for (int next = look(); next != '"'; next = look()) {
            if (next < 0) {
                return false;
            }
            pass();
            if (next == '\\' && look() >= 0) {
                pass();
            }
            passPlain();
        }
        pass();
        return true;
    }

    private void skipWord() throws IOException {
        int next = look();
        while (next >= 0 && " \t\n\r,:]}[{\"".indexOf(next) < 0) {
            pass();
            next = look();
        }
    }

    /** Passes what is in the chunk and ends no string. */
    private void passPlain() {
        byte[] bytes = chunk.array();
        int at = chunk.position();
        while (at < chunk.limit() && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        position += at - chunk.position();
        chunk.position(at);
    }

    private int look() throws IOException {
        if (!chunk.hasRemaining()) {
            chunk.clear();
            int count = channel.read(chunk);
            chunk.flip();
            if (count <= 0) {
                return -1;
            }
        }
        return chunk.get(chunk.position()) & 0xFF;
    }

    private void pass() {
        chunk.get();
        position++;
    }
}
