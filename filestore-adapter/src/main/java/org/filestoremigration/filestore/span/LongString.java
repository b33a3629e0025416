package org.filestoremigration.filestore.span;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.filestoremigration.domain.python.PythonJson;

/**
 * A long part of a JSON file, mostly the inside of a string.
 *
 * @param start in bytes; of a string, behind the opening quote
 * @param length in bytes; of a string, to the closing quote
 */
record LongString(Path file, long start, long length) {

    private static final int PIECE = 1 << 17;

    /**
     * Opens the text that it stands for.
     *
     * @throws IOException from there on a {@link java.nio.charset.CharacterCodingException} if it is not UTF-8, and a
     *     {@link EscapedText.InvalidStringException} if it is no JSON
     */
    Reader open() throws IOException {
        return new EscapedText(raw());
    }

    /** Opens it as it is in the file. */
    Reader raw() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(start);
        InputStream bytes = new Part(Channels.newInputStream(channel), length);
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Hands over the string without its quotes as Python writes it. */
    void forEachPiece(Consumer<String> consumer) throws IOException {
        try (Reader text = open()) {
            char[] piece = new char[PIECE + 1];
            int filled = text.read(piece, 0, PIECE);
            while (filled > 0) {
                if (Character.isHighSurrogate(piece[filled - 1])) {
                    filled += Math.max(0, text.read(piece, filled, 1));
                }
                String written = PythonJson.writeUnicode(new String(piece, 0, filled));
                consumer.accept(written.substring(1, written.length() - 1));
                filled = text.read(piece, 0, PIECE);
            }
        }
    }

    /** So many bytes of a stream. */
    private static final class Part extends FilterInputStream {

        private long left;

        Part(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
