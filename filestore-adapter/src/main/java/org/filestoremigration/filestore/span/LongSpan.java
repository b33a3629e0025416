package org.filestoremigration.filestore.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.filestoremigration.domain.migration.SendableText;
import org.filestoremigration.domain.migration.UnconvertibleSpanException;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.SpanContent;

/**
 * A span in a file whose long attributes stay there: the rest of it is read with a short mark in the place of each, and the
 * marks in the row's text stand for what is read again when the text is.
 */
final class LongSpan {

    /** In bytes: shorter attributes are read as they are. */
    private static final int MIN_LENGTH = 1 << 16;

    private static final int MAX_KEY = 200;

    /** Those that become columns, too. */
    private static final List<String> COLUMNS = List.of(
            "\"mlflow.spanType\"",
            "\"mlflow.traceRequestId\"",
            "\"mlflow.llm.cost\"",
            "\"mlflow.llm.model\"",
            "\"mlflow.llm.provider\"");

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final long length;
    private final List<LongString> strings = new ArrayList<>();

    /** In no text that was written before. */
    private final String mark = '\uE000' + UUID.randomUUID().toString() + ':';

    private LongSpan(Path file, FileChannel channel, long start, long length) {
        this.file = file;
        this.channel = channel;
        this.start = start;
        this.length = length;
    }

    /**
     * Finds the long attributes of a span.
     *
     * @param start where its JSON object begins, in bytes
     */
    static LongSpan of(Path file, FileChannel channel, long start, long length) throws IOException {
        LongSpan span = new LongSpan(file, channel, start, length);
        span.find(new JsonBytes(channel.position(start)), false);
        return span;
    }

    /** Looks through an object; what is no JSON is left to whoever reads the rest. */
    private void find(JsonBytes json, boolean attributes) throws IOException {
        if (!json.skip('{')) {
            return;
        }
        do {
            json.peek();
            long keyAt = json.position();
            if (json.peek() != '"' || !json.skipValue()) {
                return;
            }
            String key = key(keyAt, json.position() - keyAt);
            if (!json.skip(':')) {
                return;
            }
            int first = json.peek();
            long valueAt = json.position();
            if (!attributes && first == '{' && key.equals("\"attributes\"")) {
                find(json, true);
            } else if (!json.skipValue()) {
                return;
            } else if (attributes && first == '"' && !COLUMNS.contains(key)) {
                add(valueAt, json.position() - valueAt);
            }
        } while (json.skip(','));
        json.skip('}');
    }

    private void add(long valueAt, long size) {
        if (size >= MIN_LENGTH) {
            strings.add(new LongString(file, start + valueAt + 1, size - 2));
        }
    }

    private String key(long at, long size) throws IOException {
        return size > MAX_KEY ? "" : new String(bytes(start + at, size), UTF_8);
    }

    /** The span as JSON with marks. */
    byte[] marked() throws IOException {
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        long from = start;
        for (int i = 0; i < strings.size(); i++) {
            LongString string = strings.get(i);
            marked.write(bytes(from, string.start() - from));
            marked.write((mark + i).getBytes(UTF_8));
            from = string.start() + string.length();
        }
        marked.write(bytes(from, start + length - from));
        return marked.toByteArray();
    }

    private byte[] bytes(long at, long size) throws IOException {
        return SpanFile.bytes(channel, at, Math.toIntExact(size));
    }

    /** Refuses long attributes that are no text, or that MLflow's server cannot send. */
    void requireSendable() throws IOException, UnconvertibleSpanException {
        for (LongString string : strings) {
            try (Reader text = string.open()) {
                SendableText.require(text, "a long attribute of a span");
                while (text.skip(MIN_LENGTH) > 0) {
                    // To the end, for what is no text there.
                }
            } catch (CharacterCodingException e) {
                throw new UnconvertibleSpanException("it is not UTF-8");
            } catch (EscapedText.InvalidStringException e) {
                throw new UnconvertibleSpanException(SpanFile.NO_JSON);
            }
        }
    }

    /** The text with what the marks stand for. */
    SpanContent unmarked(SpanContent content) {
        return strings.isEmpty() ? content : LongContent.from(new Unmarked(content.toString()));
    }

    private final class Unmarked implements LongContent.Source {

        private final String content;

        Unmarked(String content) {
            this.content = content;
        }

        @Override
        public void forEachPiece(Consumer<String> consumer) {
            unmark(content, consumer);
        }

        @Override
        public RuntimeException changed() {
            return SpanFile.changed(file, new IOException("another text"));
        }
    }

    private void unmark(String content, Consumer<String> consumer) {
        int from = 0;
        for (int at = content.indexOf(mark); at >= 0; at = content.indexOf(mark, from)) {
            consumer.accept(content.substring(from, at));
            from = content.indexOf('"', at);
            try {
                strings.get(Integer.parseInt(content.substring(at + mark.length(), from)))
                        .forEachPiece(consumer);
            } catch (IOException e) {
                throw new SourceException("the file " + file + " cannot be read: " + StoreException.reason(e), e);
            }
        }
        consumer.accept(content.substring(from));
    }
}
