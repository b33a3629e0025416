package org.filestoremigration.verification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.SpanContent;
import org.jspecify.annotations.Nullable;

/** Writes the values of {@link ContentDigest}'s format into a hash. */
final class CanonicalBytes {

    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte INTEGER = 2;
    private static final byte FLOAT = 3;
    private static final byte FALSE = 4;
    private static final byte TRUE = 5;
    private static final byte LIST = 6;
    private static final byte LONG_TEXT = 7;

    private final MessageDigest hash;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    // Metric points repeat their key, mostly as the same object.
    private @Nullable String lastText;
    private byte[] lastBytes = {};

    CanonicalBytes(MessageDigest hash) {
        this.hash = hash;
    }

    /** The letter that begins an entity. */
    CanonicalBytes entity(char letter) {
        room(1).put((byte) letter);
        return this;
    }

    @SuppressWarnings("ReferenceEquality") // only a short cut
    CanonicalBytes text(@Nullable String text) {
        if (text == null) {
            room(1).put(NULL);
            return this;
        }
        if (text != lastText) {
            lastText = text;
            lastBytes = text.getBytes(StandardCharsets.UTF_8);
        }
        room(5).put(TEXT).putInt(lastBytes.length);
        if (lastBytes.length > buffer.capacity()) {
            flush();
            hash.update(lastBytes);
        } else {
            room(lastBytes.length).put(lastBytes);
        }
        return this;
    }

    /** The text of a span, which is not there where it is long. */
    CanonicalBytes content(SpanContent content) {
        if (content instanceof LongContent text) {
            room(9).put(LONG_TEXT).putLong(text.bytes());
            room(32).put(HexFormat.of().parseHex(text.sha256()));
            return this;
        }
        return text(content.toString());
    }

    /** A value that is its name, such as a status; null for NULL. */
    CanonicalBytes name(@Nullable Object named) {
        return text(named == null ? null : named.toString());
    }

    CanonicalBytes integer(long value) {
        room(9).put(INTEGER).putLong(value);
        return this;
    }

    CanonicalBytes integer(@Nullable Long value) {
        if (value == null) {
            room(1).put(NULL);
            return this;
        }
        return integer(value.longValue());
    }

    CanonicalBytes floatingPoint(double value) {
        room(9).put(FLOAT).putDouble(value);
        return this;
    }

    CanonicalBytes floatingPoint(@Nullable Double value) {
        if (value == null) {
            room(1).put(NULL);
            return this;
        }
        return floatingPoint(value.doubleValue());
    }

    CanonicalBytes bool(boolean value) {
        room(1).put(value ? TRUE : FALSE);
        return this;
    }

    CanonicalBytes list(int size) {
        room(5).put(LIST).putInt(size);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    void flush() {
        hash.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
