package org.filestoremigration.domain.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A long text, known by its size and its hash; two are equal if these are. One that is yet to be written can be read again,
 * piece by piece, from where it is.
 */
public final class LongContent implements SpanContent {

    /** Where a text is read from. */
    @FunctionalInterface
    public interface Source {

        /** Hands over the text in pieces, none of which ends between the halves of a surrogate pair. */
        void forEachPiece(Consumer<String> consumer);

        /** What to throw where it is another text when it is read again. */
        default RuntimeException changed() {
            return new IllegalStateException("the text changed while it was read");
        }
    }

    private final long bytes;
    private final String sha256;
    private final @Nullable Source source;

    private LongContent(long bytes, String sha256, @Nullable Source source) {
        this.bytes = bytes;
        this.sha256 = sha256;
        this.source = source;
    }

    /** Reads a text once. */
    static LongContent of(Source source) {
        Hash hash = new Hash();
        source.forEachPiece(piece -> hash.update(piece.getBytes(UTF_8)));
        return new LongContent(hash.bytes, hash.finish(), source);
    }

    /** Of a text that is in pieces; it is held after all where it is not long. */
    public static SpanContent from(Source source) {
        LongContent text = of(source);
        if (text.bytes > MAX_HELD) {
            return text;
        }
        StringBuilder held = new StringBuilder();
        source.forEachPiece(held::append);
        return new Held(held.toString());
    }

    /** What a text comes to while it is read in bytes of UTF-8. */
    public static final class Hash {

        private final MessageDigest digest;
        private long bytes;

        public Hash() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        public void update(byte[] more) {
            bytes += more.length;
            digest.update(more);
        }

        private String finish() {
            return HexFormat.of().formatHex(digest.digest());
        }

        /** The text, which is where it belongs and cannot be read from here again. */
        public LongContent stored() {
            return new LongContent(bytes, finish(), null);
        }
    }

    /** In UTF-8. */
    public long bytes() {
        return bytes;
    }

    /** Of the text in UTF-8: 64 hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * Hands over the text in UTF-8, exactly {@link #bytes()} of it.
     *
     * @throws IllegalStateException if it was {@linkplain Hash#stored() stored}
     * @throws RuntimeException {@link Source#changed()} if it is not the same any more
     */
    public void forEachPiece(Consumer<byte[]> consumer) {
        Source from = source;
        if (from == null) {
            throw new IllegalStateException("a text of a database is not written again: " + this);
        }
        Hash again = new Hash();
        from.forEachPiece(piece -> {
            byte[] encoded = piece.getBytes(UTF_8);
            again.update(encoded);
            if (again.bytes > bytes) {
                throw from.changed();
            }
            consumer.accept(encoded);
        });
        if (!again.finish().equals(sha256)) {
            throw from.changed();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LongContent text && text.bytes == bytes && text.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    /** For a person. */
    @Override
    public String toString() {
        return "a text of " + bytes + " bytes with the SHA-256 " + sha256;
    }
}
