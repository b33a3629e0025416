package org.filestoremigration.filestore.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.SendableText;
import org.filestoremigration.domain.migration.SpanConversion;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.migration.UnconvertibleSpanException;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code traces.json} of one trace: its spans in the order of their ids, one at a time, so that memory holds no
 * more than the largest of them. Every span has been read once before the first is delivered.
 */
public final class SpanFile {

    /** {@code TRACE_DATA_FILE_NAME}. */
    public static final String NAME = "traces.json";

    static final String NO_JSON = "it is not the JSON that MLflow writes, or is cut off";

    private static final String SPANS = "spans";

    /** What Java puts in the place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Path file;
    private final String traceId;
    private final ExperimentId experimentId;
    private final SpanForm form;
    private final TextLimits texts;
    private final List<Place> places = new ArrayList<>();

    /** Where a span is in the file, in bytes. */
    private record Place(String spanId, long start, long length) {}

    private SpanFile(Path file, String traceId, ExperimentId experimentId, SpanForm form, TextLimits texts) {
        this.file = file;
        this.traceId = traceId;
        this.experimentId = experimentId;
        this.form = form;
        this.texts = texts;
    }

    /**
     * Reads the whole file.
     *
     * @param expected how many spans the trace says that it has
     * @param form in which the target holds spans
     * @param texts what the target's columns hold
     * @throws UnconvertibleSpanException if not everything in it can become rows that MLflow reads and sends, and that the
     *     target holds
     * @throws IOException if it cannot be read
     */
    public static SpanFile read(
            Path file, String traceId, ExperimentId experimentId, long expected, SpanForm form, TextLimits texts)
            throws UnconvertibleSpanException, IOException {
        SpanFile spans = new SpanFile(file, traceId, experimentId, form, texts);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel values = FileChannel.open(file, StandardOpenOption.READ)) {
            spans.index(new JsonBytes(channel), values);
        }
        if (spans.places.isEmpty()) {
            throw new UnconvertibleSpanException("it has no spans");
        }
        if (spans.places.size() < expected) {
            throw new UnconvertibleSpanException("it has " + spans.places.size() + " spans, the trace " + expected);
        }
        spans.places.sort(Comparator.comparing(Place::spanId));
        for (int i = 1; i < spans.places.size(); i++) {
            if (spans.places.get(i).spanId().equals(spans.places.get(i - 1).spanId())) {
                throw new UnconvertibleSpanException(
                        "it has the span " + spans.places.get(i).spanId() + " twice");
            }
        }
        return spans;
    }

    /** How many spans there are. */
    public int size() {
        return places.size();
    }

    private void index(JsonBytes json, FileChannel values) throws IOException, UnconvertibleSpanException {
        require(json.skip('{'));
        boolean found = false;
        if (!json.skip('}')) {
            do {
                json.peek();
                long start = json.position();
                require(json.peek() == '"' && json.skipValue());
                Object key = value(values, start, json.position() - start);
                require(json.skip(':'));
                if (SPANS.equals(key)) {
                    require(!found);
                    found = true;
                    indexSpans(json, values);
                } else {
                    json.peek();
                    long other = json.position();
                    require(json.skipValue());
                    requireJson(values, other, json.position() - other);
                }
            } while (json.skip(','));
            require(json.skip('}'));
        }
        require(json.peek() < 0);
    }

    /** What no reader uses any more; MLflow 2 put the inputs of a trace there once again. */
    private void requireJson(FileChannel values, long start, long length)
            throws IOException, UnconvertibleSpanException {
        if (length <= SpanContent.MAX_HELD) {
            value(values, start, length);
            return;
        }
        try (Reader text = new LongString(file, start, length).raw()) {
            require(SendableText.isJson(text));
        } catch (CharacterCodingException e) {
            throw new UnconvertibleSpanException("it is not UTF-8");
        }
    }

    private void indexSpans(JsonBytes json, FileChannel values) throws IOException, UnconvertibleSpanException {
        require(json.skip('['));
        if (json.skip(']')) {
            return;
        }
        do {
            json.peek();
            long start = json.position();
            require(json.skipValue());
            long length = json.position() - start;
            Span span = checked(values, start, length);
            demandRoom(span);
            places.add(new Place(span.spanId(), start, length));
        } while (json.skip(','));
        require(json.skip(']'));
    }

    private void demandRoom(Span span) throws UnconvertibleSpanException {
        demandRoom(span, "span_id", span.spanId());
        demandRoom(span, "parent_span_id", span.parentSpanId());
        demandRoom(span, "name", span.name());
        demandRoom(span, "type", span.type());
        demandRoom(span, "status", span.status());
        if (span.content() instanceof SpanContent.Held content) {
            demandRoom(span, "content", content.text());
        }
        demandRoom(span, "model_name", span.modelName());
        demandRoom(span, "model_provider", span.modelProvider());
    }

    private void demandRoom(Span span, String column, @Nullable String text) throws UnconvertibleSpanException {
        TextLimits.Excess excess =
                text == null ? null : texts.excess("spans." + column, text).orElse(null);
        if (excess != null) {
            throw new UnconvertibleSpanException(
                    "the " + column + " of the span " + span.spanId() + " does not fit: " + excess.reason());
        }
    }

    private static void require(boolean valid) throws UnconvertibleSpanException {
        if (!valid) {
            throw new UnconvertibleSpanException(NO_JSON);
        }
    }

    private static Object value(FileChannel channel, long start, long length)
            throws IOException, UnconvertibleSpanException {
        require(length > 0 && length < Integer.MAX_VALUE);
        return value(bytes(channel, start, (int) length));
    }

    /** Bytes of a file; what is behind its end is zero. */
    static byte[] bytes(FileChannel channel, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) > 0) {
            // Until all of it is there.
        }
        return bytes.array();
    }

    private static Object value(byte[] bytes) throws UnconvertibleSpanException {
        Optional<PythonJson.Parsed> parsed = PythonJson.read(text(bytes));
        require(parsed.isPresent());
        return parsed.map(PythonJson.Parsed::value).orElse(NULL);
    }

    /** A strict decoder would need twice the memory: it is asked only where something may be wrong. */
    private static String text(byte[] bytes) throws UnconvertibleSpanException {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new UnconvertibleSpanException("it is not UTF-8");
            }
        }
        return text;
    }

    /** Stands for {@code null}, which is neither a span nor a key. */
    private static final Object NULL = new Object();

    /** The spans by id; to be closed. */
    public Stream<Span> spans() {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return places.stream().map(place -> span(channel, place)).onClose(() -> close(channel));
        } catch (IOException e) {
            throw changed(e);
        }
    }

    /** A span without what of it is long; everything is looked at. */
    private Span checked(FileChannel channel, long start, long length) throws IOException, UnconvertibleSpanException {
        if (length <= SpanContent.MAX_HELD) {
            return converted(value(channel, start, length));
        }
        LongSpan marked = LongSpan.of(file, channel, start, length);
        marked.requireSendable();
        return converted(value(marked.marked()));
    }

    private Span span(FileChannel channel, long start, long length) throws IOException, UnconvertibleSpanException {
        if (length <= SpanContent.MAX_HELD) {
            return checked(channel, start, length);
        }
        LongSpan marked = LongSpan.of(file, channel, start, length);
        Span span = converted(value(marked.marked()));
        return Span.with(marked.unmarked(span.content()), span);
    }

    private Span converted(Object span) throws UnconvertibleSpanException {
        return SpanConversion.convert(span, traceId, experimentId, form);
    }

    private Span span(FileChannel channel, Place place) {
        try {
            Span span = span(channel, place.start(), place.length());
            if (span.spanId().equals(place.spanId())) {
                return span;
            }
        } catch (IOException e) {
            throw changed(e);
        } catch (UnconvertibleSpanException e) {
            throw changed(new IOException(e));
        }
        throw changed(new IOException("other spans"));
    }

    private SourceException changed(IOException e) {
        return changed(file, e);
    }

    static SourceException changed(Path file, IOException e) {
        return new SourceException(
                "the file " + file + " changed while it was read: stop whatever writes to it and migrate again ("
                        + StoreException.reason(e) + ")",
                e);
    }

    private void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw changed(e);
        }
    }
}
