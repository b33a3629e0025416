package org.filestoremigration.filestore.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.migration.UnconvertibleSpanException;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A span with a long attribute becomes the row that a short one becomes. */
class LongSpanTest {

    private static final String FILLING = "x".repeat(300_000);

    @TempDir
    private Path folder;

    private static String span(String attributes) {
        return "{\"trace_id\": \"tk4T+TqK2XS2MntF9NMlgg==\", \"span_id\": \"kII5qUMWgBU=\", \"parent_span_id\": null,"
                + " \"name\": \"chat\", \"start_time_unix_nano\": 5, \"end_time_unix_nano\": 9, \"events\": [],"
                + " \"status\": {\"code\": \"STATUS_CODE_OK\", \"message\": \"\"}, \"attributes\":"
                + " {\"mlflow.traceRequestId\": \"\\\"tr-1\\\"\"" + attributes + "}, \"links\": []}";
    }

    private Span read(String span) throws IOException, UnconvertibleSpanException {
        Path file = Files.writeString(folder.resolve("traces.json"), "{\"spans\": [" + span + "]}");
        SpanFile spans = SpanFile.read(file, "tr-1", new ExperimentId(7), 1, SpanForm.COLUMNS, TextLimits.NONE);
        try (Stream<Span> stream = spans.spans()) {
            return stream.toList().get(0);
        }
    }

    private static String written(SpanContent content) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        assertThat(content).isInstanceOfSatisfying(LongContent.class, found -> found.forEachPiece(text::writeBytes));
        return text.toString(UTF_8);
    }

    /** Pieces of 131,072 characters: an emoji lies across the end of the first. */
    @Test
    void writesTheTextAsPythonDoes() throws Exception {
        String before = "y".repeat((1 << 17) - 1);
        Span span = read(span(", \"a\": \"" + before + "\\ud83d\\ude00\u00e9\\/\\u0001\\ud800 \\\"" + FILLING
                + "\", \"b\": \"1\", \"c\": \"" + FILLING + "\", \"mlflow.spanType\": \"\\\"LLM\\\"\""));

        assertThat(span.type()).isEqualTo("LLM");
        assertThat(written(span.content()))
                .isEqualTo(span(", \"a\": \"" + before + "\ud83d\ude00\u00e9/\\u0001\\ud800 \\\"" + FILLING
                        + "\", \"b\": \"1\", \"c\": \"" + FILLING + "\", \"mlflow.spanType\": \"\\\"LLM\\\"\""));
        assertThat(span.content()).isEqualTo(SpanContent.of(written(span.content())));
    }

    @Test
    void isNotWrittenWhereTheFileBecameAnother() throws Exception {
        Span span = read(span(", \"a\": \"" + FILLING + "\""));
        Path file = folder.resolve("traces.json");
        Files.writeString(file, Files.readString(file).replace("xxx\"", "xxy\""));

        assertThatThrownBy(() -> written(span.content()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("changed while it was read");
    }

    /** Later keys of the same name count, and blanks are Python's. */
    @Test
    void writesOneOfTwoAttributesOfOneName() throws Exception {
        Span span = read(span(",\n \"a\" : \"" + FILLING + "\" , \"a\": \"z" + FILLING + "\""));
        assertThat(written(span.content())).isEqualTo(span(", \"a\": \"z" + FILLING + "\""));
    }

    @Test
    void holdsATextThatIsNotLongAfterAll() throws Exception {
        Span span = read(span(", \"a\": \"" + "\\u0078".repeat(50_000) + "\""));
        assertThat(span.content()).isEqualTo(new SpanContent.Held(span(", \"a\": \"" + "x".repeat(50_000) + "\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 9223372036854775808, \\\"", "{\\\"a\\\": -9223372036854775809, \\\"b\\\": \\\""})
    void refusesAnIntegerThatNoMessageHolds(String start) {
        String end = start.startsWith("[") ? "\\\"]" : "\\\"}";
        assertThatThrownBy(() -> read(span(", \"a\": \"" + start + FILLING + end + "\"")))
                .isInstanceOfSatisfying(
                        UnconvertibleSpanException.class,
                        e -> assertThat(e.reason())
                                .isEqualTo("a long attribute of a span contains an integer beyond 64 bits"));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        String deep = "[".repeat(47) + "\\\"" + FILLING + "\\\"" + "]".repeat(47);
        assertThatThrownBy(() -> read(span(", \"a\": \"" + deep + "\"")))
                .isInstanceOfSatisfying(
                        UnconvertibleSpanException.class,
                        e -> assertThat(e.reason()).isEqualTo("a long attribute of a span is nested too deeply"));
    }

    /** A text that is no JSON is no value: whatever stands in it can be sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808 ",
                "[9223372036854775808, ",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "[9223372036854775807, -9223372036854775808, 1e400, -Infinity, NaN] "
            })
    void takesATextThatIsNoJson(String start) throws Exception {
        Span span = read(span(", \"a\": \"" + start + FILLING + "\""));
        assertThat(written(span.content())).isEqualTo(span(", \"a\": \"" + start + FILLING + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\x", "\\u00g0", "\n"})
    void refusesAStringThatIsNoJson(String part) {
        assertThatThrownBy(() -> read(span(", \"a\": \"" + FILLING + part + "\"")))
                .isInstanceOfSatisfying(
                        UnconvertibleSpanException.class,
                        e -> assertThat(e.reason()).isEqualTo(SpanFile.NO_JSON));
    }

    @Test
    void refusesOtherBytesThanUtf8() throws Exception {
        byte[] bytes = ("{\"spans\": [" + span(", \"a\": \"" + FILLING + "?\"") + "]}").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xFF;
        Path file = Files.write(folder.resolve("traces.json"), bytes);
        assertThatThrownBy(() -> SpanFile.read(file, "tr-1", new ExperimentId(7), 1, SpanForm.COLUMNS, TextLimits.NONE))
                .isInstanceOfSatisfying(
                        UnconvertibleSpanException.class,
                        e -> assertThat(e.reason()).isEqualTo("it is not UTF-8"));
    }

    /** MLflow 2 wrote the inputs of a trace beside its spans once more. */
    @Test
    void looksAtWhatIsBesideTheSpans() throws Exception {
        String text = "{\"spans\": [" + span("") + "], \"request\": \"" + FILLING + "\"%s}";
        Path file = Files.writeString(folder.resolve("traces.json"), text.formatted(""));
        assertThat(SpanFile.read(file, "tr-1", new ExperimentId(7), 1, SpanForm.COLUMNS, TextLimits.NONE)
                        .size())
                .isEqualTo(1);
        Files.writeString(file, text.formatted(", \"response\": [" + "1,".repeat(200_000) + "]"));
        assertThatThrownBy(() -> SpanFile.read(file, "tr-1", new ExperimentId(7), 1, SpanForm.COLUMNS, TextLimits.NONE))
                .isInstanceOf(UnconvertibleSpanException.class);
    }
}
