package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One reader for all revisions: each in a database of its own. */
class EveryRevisionTest {

    @TempDir
    private Path folder;

    static List<MlflowSchema> schemas() {
        return MlflowSchema.all();
    }

    static Stream<MlflowSchema> schemasThatHoldEverything() {
        return MlflowSchema.all().stream().filter(schema -> schema.unsupported().isEmpty());
    }

    private Path file() {
        return folder.resolve("mlflow.db");
    }

    private void fill(MlflowSchema schema) throws SQLException {
        try (TestDatabase database = TestDatabase.create(file(), schema)) {
            database.run("r")
                    .insert("params", "run_uuid, key, value", "r", "p", "v")
                    .insert("tags", "run_uuid, key, value", "r", "t", "v")
                    .insert("metrics", "run_uuid, key, value, timestamp, step", "r", "m", 0.5, 2, 3)
                    .insert(
                            "latest_metrics",
                            "run_uuid, key, value, timestamp, step, is_nan",
                            "r",
                            "m",
                            0.5,
                            2,
                            3,
                            false)
                    .insert(
                            "inputs",
                            "input_uuid, source_type, source_id, destination_type, destination_id",
                            "i",
                            "DATASET",
                            "d",
                            "RUN",
                            "r")
                    .insert("input_tags", "input_uuid, name, value", "i", "k", "v")
                    .trace("tr-1")
                    .insert("trace_tags", "request_id, key, value", "tr-1", "t", "v")
                    .insert("trace_request_metadata", "request_id, key, value", "tr-1", "k", "v")
                    .insert("registered_models", "name", "m")
                    .insert("registered_model_tags", "name, key, value", "m", "k", "v")
                    .insert("model_versions", "name, version", "m", 1)
                    .insert("model_version_tags", "name, version, key, value", "m", 1, "k", "v");
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsRunsAndTracesAndNothingIrregular(MlflowSchema schema) throws Exception {
        fill(schema);
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(store.schema()).isSameAs(schema);
            Experiment experiment = only(store.experiments());
            Run run = only(store.runs(experiment));
            assertThat(run.params()).hasSize(1);
            assertThat(run.tags()).containsExactly(new Tag("t", "v"));
            assertThat(run.datasetInputs()).hasSize(1);
            assertThat(only(store.metrics(run))).isEqualTo(new Metric("m", 0.5, false, 2, 3));
            assertThat(run.latestMetrics()).hasSize(1);
            Trace trace = only(store.traces(experiment));
            assertThat(trace.tags()).containsExactly(new Tag("t", "v"));
            assertThat(trace.metadata()).containsExactly(new Tag("k", "v"));
            assertThat(only(store.modelVersions(only(store.registeredModels()))).tags())
                    .containsExactly(new Tag("k", "v"));
            assertThat(store.loggedModels(experiment)).isEmpty();
            store.checkTheRest();
            assertThat(store.findings().takeIrregularities()).isEmpty();
        }
    }

    private static <T> T only(Stream<T> stream) {
        try (stream) {
            List<T> all = stream.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private void writeTheSample(MlflowSchema schema) {
        try (StoreReader sample = SampleStore.create().reader();
                StoreWriter writer = SqliteStore.create(file(), schema)) {
            Migration.copy(sample, writer, Progress.NONE);
            writer.commit();
        }
    }

    @ParameterizedTest
    @MethodSource("schemasThatHoldEverything")
    void readsWhatTheWriterWrites(MlflowSchema schema) {
        writeTheSample(schema);
        try (StoreReader sample = SampleStore.create().reader();
                SqliteStore store = SqliteStore.open(file())) {
            assertThat(StoreContent.of(store))
                    .isEqualTo(StoreContent.of(sample))
                    .isNotEmpty();
            store.checkTheRest();
            assertThat(store.findings().takeIrregularities()).isEmpty();
            assertThat(schema.unsupported()).isEqualTo(Set.<Feature>of());
        }
    }

    /** What the readers themselves ask, all of it: an owner's rows cost what the owner has, not what the table has. */
    @ParameterizedTest
    @MethodSource("schemas")
    void asksAnIndexForTheRowsOfAnOwner(MlflowSchema schema) throws Exception {
        if (schema.unsupported().isEmpty()) {
            writeTheSample(schema);
        } else {
            fill(schema);
        }
        DatabaseFile open = DatabaseFile.open(file());
        RecordingDatabase database = new RecordingDatabase(open);
        try (SqliteStore store = new SqliteStore(database, schema, Share.WHOLE)) {
            assertThat(StoreContent.of(store)).isNotEmpty();
            Set<String> ofAnOwner = new TreeSet<>(database.prepared);
            ofAnOwner.removeIf(sql -> !sql.contains("?"));
            assertThat(ofAnOwner)
                    .contains(MetricQueries.POINTS, MetricQueries.KEYS)
                    .hasSizeGreaterThan(12);
            ofAnOwner.add(MetricQueries.SORTED);
            for (String sql : ofAnOwner) {
                assertThat(plan(open.connection(), sql))
                        .as(sql)
                        .isNotEmpty()
                        .noneMatch(step -> step.startsWith("SCAN"));
            }
            for (String sql : List.of(MetricQueries.POINTS, MetricQueries.SORTED, MetricQueries.KEYS)) {
                assertThat(plan(open.connection(), sql))
                        .as(sql)
                        .first()
                        .asString()
                        .matches("SEARCH metrics USING (COVERING )?INDEX index_metrics_run_uuid.*");
            }
        }
    }

    /** Remembers the statements that were prepared. */
    private static final class RecordingDatabase extends SqliteDatabase {

        private final Set<String> prepared = new TreeSet<>();

        RecordingDatabase(DatabaseFile file) throws SQLException {
            super(file);
        }

        @Override
        protected PreparedStatement prepare(String sql) throws SQLException {
            prepared.add(sql);
            return super.prepare(sql);
        }
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
