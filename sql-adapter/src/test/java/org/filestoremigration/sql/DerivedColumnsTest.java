package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against inputs and outputs of MLflow 3.17.2's own functions, in {@code derived-columns.json}. */
class DerivedColumnsTest {

    private final Map<?, ?> vectors = vectors();

    @Test
    void findsTokenNumbersAsMlflowDoes() {
        assertThat(cases("token_usage")).hasSize(46).allSatisfy(vector -> {
            TraceColumns columns = columns(TraceColumns.TOKEN_USAGE, vector);
            assertThat(present(columns.tokenColumns())).isEqualTo(longs(required(vector, "columns")));
            assertThat(present(columns.costColumns())).isEmpty();
            provesReadBack(TraceColumns.TOKEN_USAGE, columns, vector);
        });
    }

    @Test
    void findsCostsAsMlflowDoes() {
        assertThat(cases("cost")).hasSize(27).allSatisfy(vector -> {
            TraceColumns columns = columns(TraceColumns.COST, vector);
            assertThat(present(columns.costColumns())).isEqualTo(withoutNegativeZero(required(vector, "columns")));
            assertThat(present(columns.tokenColumns())).isEmpty();
            provesReadBack(TraceColumns.COST, columns, vector);
        });
    }

    @Test
    void aggregatesAssessmentValuesAsMlflowDoes() {
        assertThat(cases("assessment")).hasSize(33).allSatisfy(vector -> {
            Object aggregate = vector.get("aggregate_value");
            assertThat(AssessmentColumns.of((String) required(vector, "value_json")))
                    .isEqualTo(new AssessmentColumns(
                            aggregate == null ? null : Double.valueOf((Double) aggregate + 0.0),
                            required(vector, "is_numeric_value").equals(BigInteger.ONE)));
        });
    }

    @Test
    void keepsNameAndSessionInFullLength() {
        String name = "😀".repeat(5000);
        List<Tag> tags = List.of(new Tag("a", "b"), new Tag("mlflow.traceName", name));
        List<Tag> metadata = List.of(new Tag("mlflow.trace.session", "s".repeat(300)), new Tag("z", ""));
        TraceColumns columns = TraceColumns.of(tags, metadata);
        assertThat(columns.traceName()).isEqualTo(name);
        assertThat(columns.sessionId()).isEqualTo("s".repeat(300));
        assertThat(columns.tagRows(tags)).containsExactly(new Tag("a", "b"));
        assertThat(columns.metadataRows(metadata)).containsExactly(new Tag("z", ""));
        assertThat(columns.tags(columns.tagRows(tags))).isEqualTo(tags);
        assertThat(columns.metadata(columns.metadataRows(metadata))).isEqualTo(metadata);
    }

    @Test
    void keepsAnEmptyNameApartFromNone() {
        TraceColumns columns = TraceColumns.of(List.of(new Tag("mlflow.traceName", "")), List.of());
        assertThat(columns.traceName()).isEmpty();
        assertThat(columns.tags(List.of())).containsExactly(new Tag("mlflow.traceName", ""));
        assertThat(TraceColumns.of(List.of(), List.of()).tags(List.of())).isEmpty();
    }

    @Test
    void readsHugeExponentsWithoutWritingThemOut() {
        assertThat(usage("\"0e99999999999\"").inputTokens()).isZero();
        assertThat(usage("\"1e99999999999\"").inputTokens()).isNull();
        assertThat(usage("\"0.00e1000000000000000001\"").inputTokens()).isZero();
        assertThat(usage("\"0.00e1000000000000000002\"").inputTokens()).isNull();
        assertThat(usage("\"-0e-1999999999999999997\"").inputTokens()).isZero();
        assertThat(usage("\"-0e-1999999999999999998\"").inputTokens()).isNull();
        assertThat(usage("\"1e-99999999999\"").inputTokens()).isNull();
        assertThat(usage("\"1e999999999\"").inputTokens()).isNull();
        assertThat(usage("\"1000e-3\"").inputTokens()).isOne();
    }

    private static TraceColumns usage(String inputTokens) {
        return TraceColumns.of(
                List.of(), List.of(new Tag(TraceColumns.TOKEN_USAGE, "{\"input_tokens\": " + inputTokens + "}")));
    }

    private static TraceColumns columns(String key, Map<?, ?> vector) {
        return TraceColumns.of(List.of(), List.of(new Tag(key, (String) required(vector, "in"))));
    }

    /** MLflow's text comes back from the columns alone; any other needs its row, and comes back with it. */
    private static void provesReadBack(String key, TraceColumns columns, Map<?, ?> vector) {
        Object readBack = vector.get("read_back");
        assertThat(columns.rebuilt(key))
                .isEqualTo(readBack == null ? null : ((String) readBack).replace("-0.0}", "0.0}"));
        List<Tag> metadata = List.of(new Tag(key, (String) required(vector, "in")));
        boolean rowNeeded = !(Boolean) required(vector, "roundtrips");
        assertThat(columns.metadataRows(metadata)).isEqualTo(rowNeeded ? metadata : List.of());
        assertThat(columns.metadata(columns.metadataRows(metadata))).isEqualTo(metadata);
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> columns) {
        Map<String, Object> present = new TreeMap<>();
        columns.forEach((column, value) -> {
            if (value != null) {
                present.put(column, value);
            }
        });
        return present;
    }

    private static Map<Object, Object> longs(Object columns) {
        Map<Object, Object> longs = new TreeMap<>();
        ((Map<?, ?>) columns).forEach((column, value) -> longs.put(column, ((BigInteger) value).longValueExact()));
        return longs;
    }

    private static Map<Object, Object> withoutNegativeZero(Object columns) {
        Map<Object, Object> doubles = new TreeMap<>();
        ((Map<?, ?>) columns).forEach((column, value) -> doubles.put(column, (Double) value + 0.0));
        return doubles;
    }

    private static Object required(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private List<Map<?, ?>> cases(String group) {
        return ((List<?>) required(vectors, group))
                .stream().<Map<?, ?>>map(vector -> (Map<?, ?>) vector).toList();
    }

    private static Map<?, ?> vectors() {
        try (InputStream resource = DerivedColumnsTest.class.getResourceAsStream("derived-columns.json")) {
            String text = new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
            return (Map<?, ?>)
                    Objects.requireNonNull(PythonJson.read(text).orElseThrow().value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
