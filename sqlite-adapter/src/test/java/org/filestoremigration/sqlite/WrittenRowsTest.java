package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.store.RefusedRowException;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleModels;
import org.filestoremigration.domain.store.SampleRuns;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is in a written database, seen without this project's reader. */
class WrittenRowsTest {

    private static final Trace TRACE = new Trace(
            "tr-1",
            SampleExperiments.FULL.experimentId(),
            1_700_000_000_000L,
            5L,
            TraceState.OK,
            null,
            null,
            null,
            List.of(
                    new Tag("mlflow.linkedPrompts", "[{\"name\": \"ask\", \"version\": \"2\"}]"),
                    new Tag("mlflow.traceName", "answer")),
            List.of(
                    new Tag("mlflow.trace.session", "s-1"),
                    new Tag("mlflow.trace.tokenUsage", "{\"input_tokens\": 3, \"output_tokens\": 4}")),
            List.of());

    private static final Assessment SCORE = new Assessment(
            "a-1",
            "tr-1",
            "score",
            AssessmentType.FEEDBACK,
            "7",
            null,
            1,
            2,
            "CODE",
            "default",
            null,
            null,
            null,
            null,
            false,
            null);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("mlflow.db");
    }

    private void write(MlflowSchema schema, Consumer<StoreWriter> content) {
        try (StoreWriter writer = SqliteStore.create(file, schema)) {
            writer.write(SampleExperiments.FULL);
            content.accept(writer);
            writer.commit();
        }
    }

    /** Each row as SQL literals, which tell the storage classes apart. */
    private List<String> rows(String table, String columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        String quoted = "quote(" + columns.replace(", ", ") || ' ' || quote(") + ")";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + quoted + " FROM " + table + " ORDER BY rowid")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    static List<MlflowSchema> schemas() {
        return MlflowSchema.all();
    }

    @Test
    void bindsValuesAsMlflowsDriverDoes() throws SQLException {
        write(MlflowSchema.NEWEST_TESTED, writer -> {
            Run run = SampleRuns.with(SampleRuns.RUNNING, List.of(new LatestMetric("m", 1, false, 2L, 3)));
            writer.write(run);
            writer.write(
                    run,
                    List.of(Metric.of("m", 1, 2, 3), Metric.of("m", Double.NaN, 2, 3))
                            .iterator());
            writer.write(withAssessment());
        });

        String id = "'" + SampleRuns.RUNNING.runId() + "'";
        assertThat(rows("metrics", "run_uuid, \"key\", value, timestamp, step, is_nan"))
                .containsExactly(id + " 'm' 1.0 2 3 0", id + " 'm' 0.0 2 3 1");
        assertThat(rows("latest_metrics", "run_uuid, \"key\", value, timestamp, step, is_nan"))
                .containsExactly(id + " 'm' 1.0 2 3 0");
        assertThat(rows(
                        "assessments",
                        "valid, value, aggregate_value, is_numeric_value, experiment_id, trace_timestamp_ms"))
                .containsExactly("0 '7' 7.0 1 154018651289039231 1700000000000");
        assertThat(rows("experiments", "experiment_id, workspace")).containsExactly("154018651289039231 'default'");
    }

    private static Trace withAssessment() {
        return new Trace(
                TRACE.traceId(),
                TRACE.experimentId(),
                TRACE.timestampMs(),
                TRACE.executionTimeMs(),
                TRACE.state(),
                "client",
                "request",
                "response",
                TRACE.tags(),
                TRACE.metadata(),
                List.of(SCORE));
    }

    /** A batch of one key is bound in another way than points of several keys, and the last ones one by one. */
    @Test
    void keepsEachBitOfADouble() throws SQLException {
        Random random = new Random(42);
        List<Metric> points = IntStream.range(0, 20_025)
                .mapToObj(step -> Metric.of(
                        "m" + step / 10_000, Double.longBitsToDouble(random.nextLong() & ~(1L << 62)), step, step))
                .toList();
        write(MlflowSchema.NEWEST_TESTED, writer -> {
            writer.write(SampleRuns.RUNNING);
            assertThat(writer.write(SampleRuns.RUNNING, points.iterator())).isEqualTo(20_025);
        });

        List<Metric> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM metrics ORDER BY step")) {
            while (result.next()) {
                found.add(new Metric(
                        result.getString("key"),
                        result.getDouble("value"),
                        result.getBoolean("is_nan"),
                        result.getLong("timestamp"),
                        result.getLong("step")));
            }
        }
        assertThat(found).isEqualTo(points);
    }

    @Test
    void linksInputsAsMlflowDoes() throws SQLException {
        write(MlflowSchema.NEWEST_TESTED, writer -> {
            writer.write(SampleExperiments.CUSTOMERS);
            writer.write(SampleRuns.FULL);
        });

        String run = "'" + SampleRuns.FULL.runId() + "'";
        List<String> datasets = rows("datasets", "dataset_uuid");
        assertThat(datasets).hasSize(1);
        assertThat(rows("inputs", "source_type, source_id, destination_type, destination_id, step"))
                .contains(
                        "'DATASET' " + datasets.get(0) + " 'RUN' " + run + " 0",
                        "'DATASET' '0123456789abcdef0123456789abcdef' 'RUN' " + run + " 0",
                        "'RUN_INPUT' " + run + " 'MODEL_INPUT' 'm-gone' 0",
                        "'RUN_OUTPUT' " + run
                                + " 'MODEL_OUTPUT' 'm-00000000000000000000000000000002' 9223372036854775807")
                .hasSize(7);
    }

    @Test
    void promotesWhatMlflowKeepsInColumns() throws SQLException {
        write(MlflowSchema.NEWEST_TESTED, writer -> writer.write(TRACE));

        assertThat(rows("trace_info", "trace_name, session_id, input_tokens, total_tokens, db_payload_generation"))
                .containsExactly("'answer' 's-1' 3 NULL 0");
        assertThat(rows("trace_tags", "\"key\", value"))
                .containsExactly("'mlflow.linkedPrompts' '[{\"name\": \"ask\", \"version\": \"2\"}]'");
        assertThat(rows("trace_request_metadata", "\"key\"")).isEmpty();
        assertThat(rows(
                        "entity_associations",
                        "source_type, source_id, destination_type, destination_id, created_time"))
                .containsExactly("'trace' 'tr-1' 'prompt_version' 'ask/2' NULL");
    }

    @Test
    void leavesInRowsWhatARevisionHasNoColumnsFor() throws SQLException {
        write(MlflowSchema.forVersion("3.16.1"), writer -> writer.write(withAssessment()));

        assertThat(rows("trace_tags", "\"key\"")).containsExactly("'mlflow.linkedPrompts'", "'mlflow.traceName'");
        assertThat(rows("trace_request_metadata", "\"key\""))
                .containsExactly("'mlflow.trace.session'", "'mlflow.trace.tokenUsage'");
        assertThat(rows("assessments", "value, valid")).containsExactly("'7' 0");
    }

    /** From a run to a trace: what every revision holds. */
    @ParameterizedTest
    @MethodSource("schemas")
    void fillsEachRevision(MlflowSchema schema) throws SQLException {
        write(schema, writer -> {
            writer.write(SampleRuns.RUNNING);
            writer.write(TRACE);
            if (!schema.unsupported().contains(Feature.LOGGED_MODELS)) {
                writer.write(SampleModels.PENDING);
            }
        });

        try (SqliteStore store = SqliteStore.open(file);
                Stream<Run> runs = store.runs(SampleExperiments.FULL);
                Stream<Trace> traces = store.traces(SampleExperiments.FULL)) {
            assertThat(store.schema()).isSameAs(schema);
            assertThat(runs).containsExactly(SampleRuns.RUNNING);
            assertThat(traces).containsExactly(TRACE);
            assertThat(store.checks())
                    .allMatch(check -> check.complaints().isEmpty())
                    .hasSize(2);
        }
    }

    @Test
    void refusesWhatARevisionCannotHold() {
        try (StoreWriter writer = SqliteStore.create(file, MlflowSchema.forVersion("2.22.5"))) {
            assertThatThrownBy(() -> writer.write(SampleModels.FULL))
                    .isInstanceOf(TargetException.class)
                    .hasMessage("The chosen schema has no table logged_models;"
                            + " choose the schema of a newer MLflow release.");
            assertThatThrownBy(() -> writer.write(withAssessment()))
                    .isInstanceOf(TargetException.class)
                    .hasMessage("The chosen schema has no columns for the previews and the client request id of trace"
                            + " tr-1; choose the schema of a newer MLflow release.");
        }
    }

    private static Span span(SpanContent content, @Nullable String model) {
        return new Span(
                "tr-1",
                SampleExperiments.FULL.experimentId(),
                "00000000000000ff",
                null,
                "chat",
                "LLM",
                "OK",
                5,
                null,
                content,
                0.1,
                null,
                -2.0,
                model,
                "");
    }

    /** Python's {@code json.dumps} escapes what is not ASCII; an empty text is none. */
    @Test
    void keepsCostAndModelOfASpanBesideItsColumnsUpToMlflow316() throws Exception {
        SpanContent longText = SpanContent.of("{\"a\": \"" + "x".repeat(300_000) + "\"}");
        assertThat(longText).isInstanceOf(LongContent.class);
        write(MlflowSchema.forVersion("3.10.1"), writer -> {
            writer.write(TRACE);
            writer.write(span(longText, "gpt \"\u00fc\" \ud83d\ude00"));
        });

        assertThat(rows("spans", "span_id, type, length(content), dimension_attributes"))
                .containsExactly("'00000000000000ff' 'LLM' 300009"
                        + " '{\"mlflow.llm.model\": \"gpt \\\"\\u00fc\\\" \\ud83d\\ude00\"}'");
        assertThat(rows("span_metrics", "trace_id, span_id, key, value"))
                .containsExactly(
                        "'tr-1' '00000000000000ff' 'input_cost' 0.1", "'tr-1' '00000000000000ff' 'total_cost' -2.0");
        try (SqliteStore store = SqliteStore.open(file);
                Stream<Trace> traces = store.traces(SampleExperiments.FULL)) {
            List<Trace> all = traces.toList();
            try (Stream<Span> spans = store.spans(all.get(0))) {
                assertThat(spans)
                        .extracting(
                                Span::inputCost,
                                Span::outputCost,
                                Span::totalCost,
                                Span::modelName,
                                Span::modelProvider)
                        .containsExactly(tuple(0.1, null, -2.0, "gpt \"\u00fc\" \ud83d\ude00", null));
            }
            store.checkTheRest();
            assertThat(store.findings().takeIrregularities()).isEmpty();
        }
    }

    @Test
    void refusesCostAndModelOfASpanWhereTheyHaveNoPlace() {
        try (StoreWriter writer = SqliteStore.create(file, MlflowSchema.forVersion("3.9.0"))) {
            Span span = span(SpanContent.of("{}"), null);
            assertThatThrownBy(() -> writer.write(span))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "The chosen schema has no place for cost and model of span 00000000000000ff of trace tr-1;"
                                    + " choose the schema of a newer MLflow release.");
        }
    }

    @Test
    void refusesARowWithoutItsOwner() {
        try (StoreWriter writer = SqliteStore.create(file, MlflowSchema.NEWEST_TESTED)) {
            writer.write(SampleRuns.RUNNING);

            assertThatThrownBy(writer::commit)
                    .isInstanceOf(RefusedRowException.class)
                    .hasMessage("The table runs of the new database " + file
                            + " has a row without its owner in experiments.");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesASecondRowWithOneKey() {
        try (StoreWriter writer = SqliteStore.create(file, MlflowSchema.NEWEST_TESTED)) {
            writer.write(SampleExperiments.FULL);
            writer.write(SampleExperiments.FULL);

            assertThatThrownBy(writer::commit)
                    .isInstanceOf(RefusedRowException.class)
                    .hasMessageContaining("UNIQUE constraint failed: experiments.experiment_id");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void saysThatTheDiskIsFull() {
        try (NewDatabase database = NewDatabase.create(file, MlflowSchema.NEWEST_TESTED)) {
            assertThat(database.failure(new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL)))
                    .hasMessage("The disk is full: there is no space for the new database " + file
                            + "; free some space or choose a target on another disk.");
        }
    }

    @Test
    void refusesAFileWithContent() throws Exception {
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> SqliteStore.create(file, MlflowSchema.NEWEST_TESTED))
                .isInstanceOf(TargetException.class)
                .hasMessage("The new database " + file + " already exists; choose another file.");
        assertThat(file).hasContent("mine");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere").resolve("mlflow.db");

        assertThatThrownBy(() -> SqliteStore.create(nowhere, MlflowSchema.NEWEST_TESTED))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("The new database " + nowhere + " cannot be written: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with blanks.db",
                "100%.db",
                "%41%3f%00.db",
                "what?.db",
                "a?mode=memory&cache=shared",
                "#1.db",
                "file:x.db",
                ":memory:",
                ":resource:x.db",
                "&amp;=+.db",
                "\u00FCml\u00E4ut \u6F22\u5B57 \uD83D\uDE80.db",
                "quote'\".db",
                "back\\slash.db"
            })
    void writesTheFileThatThePathNames(String name) throws Exception {
        Path odd = folder.resolve(name);
        try (StoreWriter writer = SqliteStore.create(odd, MlflowSchema.NEWEST_TESTED)) {
            writer.write(SampleExperiments.FULL);
            writer.commit();
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(odd);
        }
        assertThat(Files.size(odd)).isGreaterThan(100_000);
    }

    /** As MLflow's own fresh databases: see SQLite's file format, section 1.3. */
    @Test
    void hasTheHeaderOfMlflowsDatabases() throws Exception {
        write(MlflowSchema.NEWEST_TESTED, writer -> writer.write(SampleRuns.RUNNING));

        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file), 0, 100);
        assertThat(header.getShort(16)).as("page size").isEqualTo((short) 4096);
        assertThat(header.get(18)).as("write version: no WAL").isEqualTo((byte) 1);
        assertThat(header.get(19)).as("read version: no WAL").isEqualTo((byte) 1);
        assertThat(header.get(20)).as("reserved bytes").isEqualTo((byte) 0);
        assertThat(header.getInt(28)).as("pages").isEqualTo((int) (Files.size(file) / 4096));
        assertThat(header.getInt(36)).as("free pages").isZero();
        assertThat(header.getInt(44)).as("schema format").isEqualTo(4);
        assertThat(header.getInt(52)).as("auto-vacuum").isZero();
        assertThat(header.getInt(56)).as("UTF-8").isEqualTo(1);
        assertThat(header.getInt(60)).as("user version").isZero();
        assertThat(header.getInt(68)).as("application id").isZero();
    }

    @Test
    void touchesNoOtherFile() throws Exception {
        try (StoreWriter writer = SqliteStore.create(file, MlflowSchema.NEWEST_TESTED)) {
            Migration.copy(SampleStore.create().reader(), writer, Progress.NONE);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
            writer.commit();
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void writesTheSameBytesForTheSameStore() throws Exception {
        Path second = folder.resolve("second.db");
        for (Path target : List.of(file, second)) {
            try (StoreWriter writer = SqliteStore.create(target, MlflowSchema.NEWEST_TESTED)) {
                Migration.copy(SampleStore.create().reader(), writer, Progress.NONE);
                writer.commit();
            }
        }

        assertThat(second).hasSameBinaryContentAs(file);
    }
}
