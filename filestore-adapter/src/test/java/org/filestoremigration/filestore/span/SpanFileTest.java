package org.filestoremigration.filestore.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.migration.UnconvertibleSpanException;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpanFileTest {

    private static final ExperimentId EXPERIMENT = new ExperimentId(7);

    private static final String ATTRIBUTES = "\"attributes\": {\"mlflow.traceRequestId\": \"\\\"tr-1\\\"\"}";
    private static final String BODY = "\"parent_span_id\": null, \"name\": \"chat\", \"start_time_unix_nano\": 5,"
            + " \"end_time_unix_nano\": 9, \"events\": [], \"status\": {\"code\": \"STATUS_CODE_OK\", \"message\": \"\"}, "
            + ATTRIBUTES + ", \"links\": []";
    private static final String IDS = "\"trace_id\": \"tk4T+TqK2XS2MntF9NMlgg==\", \"span_id\": \"kII5qUMWgBU=\", ";
    private static final String SPAN = "{" + IDS + BODY + "}";

    @TempDir
    private Path folder;

    private SpanForm form = SpanForm.COLUMNS;

    private SpanFile read(byte[] content, long expected) throws IOException, UnconvertibleSpanException {
        Path file = Files.write(folder.resolve("traces.json"), content);
        return SpanFile.read(file, "tr-1", EXPERIMENT, expected, form, TextLimits.NONE);
    }

    @Test
    void staysAFileWhereAColumnOfTheTargetIsTooShort() throws IOException {
        Path file = Files.writeString(folder.resolve("traces.json"), "{\"spans\": [" + SPAN + "]}");
        TextLimits texts = new TextLimits(Map.of("spans.name", 3), Set.of(), Set.of());

        assertThatThrownBy(() -> SpanFile.read(file, "tr-1", EXPERIMENT, 1, form, texts))
                .isInstanceOfSatisfying(
                        UnconvertibleSpanException.class,
                        e -> assertThat(e.reason())
                                .startsWith(
                                        "the name of the span 908239a943168015 does not fit: it has 4 characters, and"
                                                + " the target's column spans.name allows 3"));
    }

    private List<Span> spans(String... spans) throws IOException, UnconvertibleSpanException {
        String text = "{\"spans\": [" + String.join(", ", spans) + "]}";
        try (Stream<Span> read = read(text.getBytes(StandardCharsets.UTF_8), 0).spans()) {
            return read.toList();
        }
    }

    @Test
    void readsASpanOfTodayAsItStands() throws Exception {
        assertThat(spans(SPAN))
                .containsExactly(new Span(
                        "tr-1",
                        EXPERIMENT,
                        "908239a943168015",
                        null,
                        "chat",
                        null,
                        "OK",
                        5,
                        9L,
                        SpanContent.of(SPAN),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void readsASpanOfMlflow2() throws Exception {
        String second = """
                {"name": "root \\u00e9 \\ud83d\\ude00", "context": {"span_id": "0x193a9710a83d79aa",\
                 "trace_id": "0xd83c74295f9a948519f0419ccf5e2f39"}, "parent_id": "0x1", "start_time": 1795908257287515657,\
                 "end_time": null, "status_code": "ERROR", "status_message": "caf\\u00e9", "attributes":\
                 {"mlflow.traceRequestId": "\\"a\\"", "mlflow.spanType": "\\"LLM\\""}, "events": [{"name": "e",\
                 "timestamp": 3, "attributes": {}}]}""";
        Span span = spans(second).get(0);
        assertThat(span.spanId()).isEqualTo("193a9710a83d79aa");
        assertThat(span.parentSpanId()).isEqualTo("0000000000000001");
        assertThat(span.type()).isEqualTo("LLM");
        assertThat(span.endTimeUnixNano()).isNull();
        assertThat(span.content().toString())
                .isEqualTo("{\"trace_id\": \"2Dx0KV+alIUZ8EGcz14vOQ==\", \"span_id\": \"GTqXEKg9eao=\","
                        + " \"parent_span_id\": \"AAAAAAAAAAE=\", \"name\": \"root é 😀\","
                        + " \"start_time_unix_nano\": 1795908257287515657, \"end_time_unix_nano\": null, \"events\":"
                        + " [{\"name\": \"e\", \"time_unix_nano\": 3, \"attributes\": {}}], \"status\": {\"code\":"
                        + " \"STATUS_CODE_ERROR\", \"message\": \"café\"}, \"attributes\": {\"mlflow.traceRequestId\":"
                        + " \"\\\"a\\\"\", \"mlflow.spanType\": \"\\\"LLM\\\"\"}, \"links\": []}");
    }

    @Test
    void takesCostAndModelFromAttributes() throws Exception {
        Span span = spans(SPAN.replace(
                        "\"\\\"tr-1\\\"\"",
                        "\"\\\"tr-1\\\"\", \"mlflow.llm.cost\": \"{\\\"input_cost\\\": 1, \\\"total_cost\\\": \\\"2.5\\\"}\","
                                + " \"mlflow.llm.model\": \"5\", \"mlflow.llm.provider\": \"\\\"" + "p".repeat(501)
                                + "\\\"\""))
                .get(0);
        assertThat(span.inputCost()).isEqualTo(1.0);
        assertThat(span.outputCost()).isNull();
        assertThat(span.totalCost()).isEqualTo(2.5);
        assertThat(span.modelName()).isEqualTo("5");
        assertThat(span.modelProvider()).isEqualTo("p".repeat(500));
    }

    /** The content, which MLflow reads, is the same in all of them. */
    @Test
    void takesCostAndModelAsFarAsTheTargetKeepsThem() throws Exception {
        String priced = SPAN.replace(
                "\"\\\"tr-1\\\"\"",
                "\"\\\"tr-1\\\"\", \"mlflow.llm.cost\": \"{\\\"total_cost\\\": 2.5}\", \"mlflow.llm.model\": \"\\\"\\\"\","
                        + " \"mlflow.llm.provider\": \"\\\"" + "p".repeat(501) + "\\\"\"");

        form = SpanForm.CONTENT;
        Span inContent = spans(priced).get(0);
        form = SpanForm.DIMENSIONS;
        Span inDimensions = spans(priced).get(0);
        form = SpanForm.COLUMNS;
        Span inColumns = spans(priced).get(0);

        assertThat(List.of(inContent, inDimensions, inColumns))
                .extracting(Span::content)
                .containsOnly(SpanContent.of(priced));
        assertThat(List.of(inContent, inDimensions, inColumns))
                .extracting(Span::totalCost, Span::modelName, Span::modelProvider)
                .containsExactly(
                        tuple(null, null, null), tuple(2.5, null, "p".repeat(501)), tuple(2.5, "", "p".repeat(500)));
    }

    /** Only where the name of a model becomes a text of its own. */
    @Test
    void staysAFileWhereHalfASurrogatePairWouldBeAModel() throws Exception {
        String odd = SPAN.replace("\"\\\"tr-1\\\"\"", "\"\\\"tr-1\\\"\", \"mlflow.llm.model\": \"\\\"\\\\ud800\\\"\"");
        for (SpanForm kept : List.of(SpanForm.DIMENSIONS, SpanForm.COLUMNS)) {
            form = kept;
            assertThatThrownBy(() -> spans(odd))
                    .isInstanceOf(UnconvertibleSpanException.class)
                    .hasMessage("the attribute mlflow.llm.model contains half a surrogate pair");
        }
        form = SpanForm.CONTENT;
        assertThat(spans(odd)).extracting(Span::content).containsExactly(SpanContent.of(odd));
    }

    @Test
    void keepsWhatIsOddAndReadable() throws Exception {
        String odd = SPAN.replace(
                "\"\\\"tr-1\\\"\"",
                "\"\\\"tr-1\\\"\", \"n\": null, \"i\": 1, \"f\": 1e5, \"half\": \"\\ud800\", \"nan\": NaN,"
                        + " \"slash\": \"\\/\\u007f\", \"deep\": \"" + "[".repeat(20_000) + "\"");
        assertThat(spans(odd).get(0).content().toString())
                .contains("\"n\": null, \"i\": 1, \"f\": 100000.0, \"half\": \"\\ud800\", \"nan\": NaN,"
                        + " \"slash\": \"/\u007f\", \"deep\": \"[[[");
        assertThat(spans(SPAN.replace("\"start_time_unix_nano\": 5", "\"start_time_unix_nano\": \"7\""))
                        .get(0)
                        .startTimeUnixNano())
                .isEqualTo(7);
        assertThat(spans(SPAN.replace("_nano\": 9", "_nano\": 9.9")).get(0).endTimeUnixNano())
                .isEqualTo(9);
        assertThat(spans(SPAN.replace("kII5qUMWgBU=", "AQ==")).get(0).spanId()).isEqualTo("0000000000000001");
        assertThat(spans(SPAN.replace("\"links\": []", "\"links\": null"))
                        .get(0)
                        .content()
                        .toString())
                .endsWith("\"links\": []}");
    }

    @Test
    void deliversSpansInTheOrderOfTheirIds() throws Exception {
        assertThat(spans(SPAN, SPAN.replace("kII5qUMWgBU=", "AAAAAAAAAAE="), SPAN.replace("kII5qUMWgBU=", "/w==")))
                .extracting(Span::spanId)
                .containsExactly("0000000000000001", "00000000000000ff", "908239a943168015");
    }

    static Stream<Arguments> filesThatKeepTheirSpans() {
        return Stream.of(
                damaged("", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("[]", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("null", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("{\"spans\": [" + SPAN, "it is not the JSON that MLflow writes, or is cut off"),
                damaged("{\"spans\": [" + SPAN + "]} x", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("\uFEFF{\"spans\": [" + SPAN + "]}", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("{\"spans\": null}", "it is not the JSON that MLflow writes, or is cut off"),
                damaged("{}", "it has no spans"),
                damaged("{\"spans\": []}", "it has no spans"),
                span("null", "a span is not a JSON object"),
                span(SPAN.replace(ATTRIBUTES, "\"attributes\": null"), "the attributes of a span is not a JSON object"),
                span(
                        SPAN.replace(ATTRIBUTES, "\"attributes\": {}"),
                        "a span lacks the attribute mlflow.traceRequestId"),
                span(SPAN.replace("\"chat\"", "null"), "the name of a span is not text"),
                span(SPAN.replace("\"chat\"", "\"\\ud800\""), "the name of a span contains half a surrogate pair"),
                span(SPAN.replace("_nano\": 5", "_nano\": null"), "the start time is not a number"),
                span(SPAN.replace("_nano\": 5", "_nano\": -5"), "the start time is outside the range of the database"),
                span(
                        SPAN.replace("_nano\": 9", "_nano\": 9223372036854775808"),
                        "the end time is outside the range of the database"),
                span(SPAN.replace("STATUS_CODE_OK", "FINE"), "the status of a span is unknown to MLflow: FINE"),
                span(SPAN.replace("\"events\": []", "\"events\": null"), "the events of a span is not a list"),
                span(
                        SPAN.replace(
                                "\"events\": []",
                                "\"events\": [{\"name\": \"e\", \"time_unix_nano\": 1, \"attributes\": null}]"),
                        "the attributes of an event is not a JSON object"),
                span(SPAN.replace("\"links\": []", "\"links\": [{}]"), "the trace_id of a link is not text"),
                span(SPAN.replace("kII5qUMWgBU=", "?"), "the span_id is not an id as MLflow writes it"),
                span(SPAN.replace("kII5qUMWgBU=", "AQAAAAAAAAAA"), "the span_id is longer than 8 bytes"),
                span(
                        SPAN.replace("\"\\\"tr-1\\\"\"", "\"\\\"tr-1\\\"\", \"n\": \"[9223372036854775808]\""),
                        "the attribute n contains an integer beyond 64 bits"),
                span(
                        SPAN.replace(
                                "\"\\\"tr-1\\\"\"",
                                "\"\\\"tr-1\\\"\", \"n\": \"" + "[".repeat(47) + "]".repeat(47) + "\""),
                        "the attribute n is nested too deeply"),
                damaged("{\"spans\": [" + SPAN + ", " + SPAN + "]}", "it has the span 908239a943168015 twice"));
    }

    private static Arguments damaged(String text, String reason) {
        return Arguments.of(text, reason);
    }

    private static Arguments span(String span, String reason) {
        return Arguments.of("{\"spans\": [" + span + "]}", reason);
    }

    @ParameterizedTest
    @MethodSource("filesThatKeepTheirSpans")
    void leavesSpansInAFileThatIsDamaged(String text, String reason) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), 0))
                .isInstanceOf(UnconvertibleSpanException.class)
                .hasMessage(reason);
    }

    @Test
    void leavesSpansInAFileThatIsNotUtf8OrTooShort() {
        byte[] latin = ("{\"spans\": [" + SPAN.replace("chat", "é") + "]}").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(latin, 0)).hasMessage("it is not UTF-8");
        byte[] one = ("{\"spans\": [" + SPAN + "]}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(one, 2)).hasMessage("it has 1 spans, the trace 2");
        byte[] wide = ("{\"spans\": [" + SPAN + "]}").getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> read(wide, 0)).isInstanceOf(UnconvertibleSpanException.class);
        String deep = "{\"spans\": [" + "[".repeat(200_000) + "]".repeat(200_000) + "]}";
        assertThatThrownBy(() -> read(deep.getBytes(StandardCharsets.UTF_8), 0))
                .isInstanceOf(UnconvertibleSpanException.class);
    }

    @Test
    void readsALongListOneSpanAtATime() throws Exception {
        StringBuilder text = new StringBuilder("{\"spans\": [");
        for (int i = 1; i <= 20_000; i++) {
            text.append(i == 1 ? "" : ",")
                    .append(SPAN.replace("kII5qUMWgBU=", Base64.getEncoder().encodeToString(new byte[] {
                        (byte) (i >> 8), (byte) i
                    })));
        }
        SpanFile file = read(text.append("]}").toString().getBytes(StandardCharsets.UTF_8), 20_000);
        assertThat(file.size()).isEqualTo(20_000);
        try (Stream<Span> spans = file.spans()) {
            assertThat(spans.skip(19_999).findFirst().map(Span::spanId)).contains("0000000000004e20");
        }
    }
}
