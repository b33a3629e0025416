package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every field of every record, from rows that SQL wrote. */
class SqliteStoreTest {

    private static final Experiment DEFAULT = new Experiment(
            new ExperimentId(0), "Default", "file:///mlruns/0", LifecycleStage.ACTIVE, 1L, 2L, List.of());

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("mlflow.db");
    }

    private TestDatabase create() throws SQLException {
        return TestDatabase.create(file());
    }

    private static <T> List<T> all(Stream<T> stream) {
        try (stream) {
            return stream.toList();
        }
    }

    private static void hasNoIrregularity(SqliteStore store) {
        store.checkTheRest();
        assertThat(store.findings().takeIrregularities()).isEmpty();
    }

    @Test
    void readsExperimentsByIdWithTagsByKey() throws Exception {
        try (TestDatabase database = create()) {
            database.insert("experiments", "experiment_id, name", 999_999_999_999_999_999L, "nulls")
                    .insert(
                            "experiments",
                            "experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time",
                            7,
                            "größe 😀",
                            "s3://bucket/7",
                            "deleted",
                            3,
                            4)
                    .insert("experiment_tags", "key, value, experiment_id", "\uFFFD", "1", 7)
                    .insert("experiment_tags", "key, value, experiment_id", "😀", null, 7)
                    .insert("experiment_tags", "key, value, experiment_id", "b", "", 7)
                    .insert("experiment_tags", "key, value, experiment_id", "B", "\r\n\0x", 7)
                    .insert("experiment_tags", "key, value, experiment_id", "a", "of another", 0);
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(all(store.experiments()))
                    .containsExactly(
                            new Experiment(
                                    new ExperimentId(0),
                                    "Default",
                                    "file:///mlruns/0",
                                    LifecycleStage.ACTIVE,
                                    1L,
                                    2L,
                                    List.of(new Tag("a", "of another"))),
                            new Experiment(
                                    new ExperimentId(7),
                                    "größe 😀",
                                    "s3://bucket/7",
                                    LifecycleStage.DELETED,
                                    3L,
                                    4L,
                                    List.of(
                                            new Tag("B", "\r\n\0x"),
                                            new Tag("b", ""),
                                            new Tag("\uFFFD", "1"),
                                            new Tag("😀", null))),
                            new Experiment(
                                    new ExperimentId(999_999_999_999_999_999L),
                                    "nulls",
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of()));
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsDatasetsByTheirFileStoreId() throws Exception {
        String columns = "dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source,"
                + " dataset_schema, dataset_profile";
        try (TestDatabase database = create()) {
            for (String name : List.of("one", "two", "three", "four")) {
                database.insert("datasets", columns, "uuid-" + name, 0, name, "d", "local", "{}", null, "[1]");
            }
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            List<Dataset> datasets = all(store.datasets(DEFAULT));
            assertThat(datasets)
                    .extracting(Dataset::datasetId)
                    .containsExactly(
                            "43b974c633151773183720c41d91774a",
                            "5a05cae4f14ff5b392f468cafdcf0f3f",
                            "61e8b65e285581c03ee303431e7dc3de",
                            "a3c2171dc9141d8e9e99cac195af5a58");
            assertThat(datasets.get(0))
                    .isEqualTo(new Dataset(new ExperimentId(0), "three", "d", "local", "{}", null, "[1]"));
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsRunsByIdWithAllThatHangsOnThem() throws Exception {
        try (TestDatabase database = create()) {
            database.run("b")
                    .insert("runs", "run_uuid, experiment_id", "a", 0)
                    .insert("params", "key, value, run_uuid", "x/y", "", "b")
                    .insert("params", "key, value, run_uuid", "lr", "0.1\n", "b")
                    .insert("tags", "key, value, run_uuid", "z", "1", "b")
                    .insert("tags", "key, value, run_uuid", "mlflow.note", null, "b")
                    .insert(
                            "datasets",
                            "dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source",
                            "u1",
                            0,
                            "iris",
                            "d1",
                            "local",
                            "{}")
                    .insert(
                            "inputs",
                            "input_uuid, source_type, source_id, destination_type, destination_id",
                            "i1",
                            "DATASET",
                            "u1",
                            "RUN",
                            "b")
                    .insert(
                            "inputs",
                            "input_uuid, source_type, source_id, destination_type, destination_id",
                            "i2",
                            "DATASET",
                            "gone",
                            "RUN",
                            "b")
                    .insert("input_tags", "input_uuid, name, value", "i1", "mlflow.data.context", "training")
                    .insert("input_tags", "input_uuid, name, value", "i1", "a", "b")
                    .insert(
                            "inputs",
                            "input_uuid, source_type, source_id, destination_type, destination_id, step",
                            "i3",
                            "RUN_OUTPUT",
                            "b",
                            "MODEL_OUTPUT",
                            "m-2",
                            5)
                    .insert(
                            "inputs",
                            "input_uuid, source_type, source_id, destination_type, destination_id, step",
                            "i4",
                            "RUN_INPUT",
                            "b",
                            "MODEL_INPUT",
                            "m-1",
                            0);
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(all(store.runs(DEFAULT)))
                    .containsExactly(
                            new Run(
                                    "a",
                                    new ExperimentId(0),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of()),
                            new Run(
                                    "b",
                                    new ExperimentId(0),
                                    "name of b",
                                    SourceType.LOCAL,
                                    "train.py",
                                    "main",
                                    "c0ffee",
                                    "ann",
                                    RunStatus.FINISHED,
                                    10L,
                                    20L,
                                    null,
                                    LifecycleStage.ACTIVE,
                                    "file:///mlruns/0/b",
                                    List.of(new Param("lr", "0.1\n"), new Param("x/y", "")),
                                    List.of(new Tag("mlflow.note", null), new Tag("z", "1")),
                                    List.of(
                                            new DatasetInput(
                                                    Dataset.idOf("iris", "d1"),
                                                    true,
                                                    List.of(
                                                            new Tag("a", "b"),
                                                            new Tag("mlflow.data.context", "training"))),
                                            new DatasetInput("gone", false, List.of())),
                                    List.of(new ModelInput("m-1")),
                                    List.of(new ModelOutput("m-2", 5)),
                                    List.of()));
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsMetricPointsInTheirOrderAndExactly() throws Exception {
        String columns = "run_uuid, key, value, timestamp, step, is_nan";
        try (TestDatabase database = create()) {
            database.run("a")
                    .run("b")
                    .insert("metrics", columns, "a", "z", Double.MAX_VALUE, 5, 1, false)
                    .insert("metrics", columns, "a", "a", 0.0, 5, 2, true)
                    .insert("metrics", columns, "a", "a", 0.0, 5, 2, false)
                    .insert("metrics", columns, "a", "a", -0.1, 5, 2, false)
                    .insert("metrics", columns, "a", "a", 4.9e-324, 4, 2, false)
                    .insert("metrics", columns, "a", "a", 1, 9, -3, false)
                    .insert("metrics", columns, "b", "a", 2.5, 9, Long.MAX_VALUE, false)
                    .insert("latest_metrics", columns, "a", "z", Double.MAX_VALUE, 5, 1, false)
                    .insert("latest_metrics", columns, "a", "a", 0.0, null, 2, true);
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            List<Run> runs = all(store.runs(DEFAULT));
            assertThat(all(store.metrics(runs.get(0))))
                    .containsExactly(
                            new Metric("a", 1, false, 9, -3),
                            new Metric("a", 4.9e-324, false, 4, 2),
                            new Metric("a", -0.1, false, 5, 2),
                            new Metric("a", 0, false, 5, 2),
                            new Metric("a", 0, true, 5, 2),
                            new Metric("z", Double.MAX_VALUE, false, 5, 1));
            assertThat(all(store.metrics(runs.get(1)))).containsExactly(new Metric("a", 2.5, false, 9, Long.MAX_VALUE));
            assertThat(runs.get(0).latestMetrics())
                    .containsExactly(
                            new LatestMetric("a", 0, true, null, 2),
                            new LatestMetric("z", Double.MAX_VALUE, false, 5L, 1));
            assertThat(runs.get(1).latestMetrics()).isEmpty();
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsLoggedModelsAndTheirMetrics() throws Exception {
        try (TestDatabase database = create()) {
            database.run("r")
                    .insert(
                            "logged_models",
                            "model_id, experiment_id, name, artifact_location, creation_timestamp_ms,"
                                    + " last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id,"
                                    + " status_message",
                            "m-1",
                            0,
                            "model",
                            "file:///m",
                            1,
                            2,
                            2,
                            "active",
                            "agent",
                            "r",
                            "fine")
                    .insert(
                            "logged_model_params",
                            "model_id, experiment_id, param_key, param_value",
                            "m-1",
                            0,
                            "k",
                            "v")
                    .insert("logged_model_tags", "model_id, experiment_id, tag_key, tag_value", "m-1", 0, "t", "w")
                    .insert(
                            "logged_model_metrics",
                            "model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, experiment_id,"
                                    + " run_id, dataset_name, dataset_digest",
                            "m-1",
                            "acc",
                            7,
                            3,
                            0.5,
                            0,
                            "r",
                            "iris",
                            "d1")
                    .insert(
                            "logged_model_metrics",
                            "model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, experiment_id,"
                                    + " run_id",
                            "m-1",
                            "acc",
                            6,
                            4,
                            null,
                            0,
                            "r");
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            LoggedModel model = new LoggedModel(
                    "m-1",
                    new ExperimentId(0),
                    "model",
                    "file:///m",
                    1,
                    2,
                    LoggedModelStatus.READY,
                    LifecycleStage.ACTIVE,
                    "agent",
                    "r",
                    "fine",
                    List.of(new Param("k", "v")),
                    List.of(new Tag("t", "w")));
            assertThat(all(store.loggedModels(DEFAULT))).containsExactly(model);
            assertThat(all(store.metrics(model)))
                    .containsExactly(
                            new LoggedModelMetric("acc", null, 6, 4, "r", null, null),
                            new LoggedModelMetric("acc", 0.5, 7, 3, "r", "iris", "d1"));
            hasNoIrregularity(store);
        }
    }

    @Test
    void rebuildsTracesAsMlflowReadsThem() throws Exception {
        try (TestDatabase database = create()) {
            database.insert(
                            "trace_info",
                            "request_id, experiment_id, timestamp_ms, execution_time_ms, status, client_request_id,"
                                    + " request_preview, response_preview, trace_name, session_id, input_tokens,"
                                    + " total_tokens, total_cost",
                            "tr-1",
                            0,
                            5,
                            0,
                            "OK",
                            "c",
                            "q",
                            "a",
                            "name",
                            "session",
                            1,
                            2,
                            0.1)
                    .insert("trace_tags", "key, value, request_id", "k", "v", "tr-1")
                    .insert(
                            "trace_tags",
                            "key, value, request_id",
                            "mlflow.linkedPrompts",
                            "[{\"name\": \"p\", \"version\": \"1\"}]",
                            "tr-1")
                    .insert(
                            "entity_associations",
                            "association_id, source_type, source_id, destination_type, destination_id",
                            "x",
                            "trace",
                            "tr-1",
                            "prompt_version",
                            "p/1")
                    .insert(
                            "trace_request_metadata",
                            "key, value, request_id",
                            "mlflow.trace.cost",
                            "{\"total_cost\":0.1}",
                            "tr-1")
                    .insert(
                            "assessments",
                            "assessment_id, trace_id, name, assessment_type, value, error, created_timestamp,"
                                    + " last_updated_timestamp, source_type, source_id, run_id, span_id, rationale,"
                                    + " overrides, valid, assessment_metadata, experiment_id, trace_timestamp_ms,"
                                    + " aggregate_value, is_numeric_value",
                            "a-1",
                            "tr-1",
                            "good",
                            "feedback",
                            "\"Yes\"",
                            "{}",
                            1,
                            2,
                            "HUMAN",
                            "ann",
                            "r",
                            "s",
                            "why",
                            "a-0",
                            false,
                            "{\"a\": 1}",
                            0,
                            5,
                            1.0,
                            false);
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(all(store.traces(DEFAULT)))
                    .containsExactly(new Trace(
                            "tr-1",
                            new ExperimentId(0),
                            5,
                            0L,
                            TraceState.OK,
                            "c",
                            "q",
                            "a",
                            List.of(
                                    new Tag("k", "v"),
                                    new Tag("mlflow.linkedPrompts", "[{\"name\": \"p\", \"version\": \"1\"}]"),
                                    new Tag("mlflow.traceName", "name")),
                            List.of(
                                    new Tag("mlflow.trace.cost", "{\"total_cost\":0.1}"),
                                    new Tag("mlflow.trace.session", "session"),
                                    new Tag("mlflow.trace.tokenUsage", "{\"input_tokens\": 1, \"total_tokens\": 2}")),
                            List.of(new Assessment(
                                    "a-1",
                                    "tr-1",
                                    "good",
                                    AssessmentType.FEEDBACK,
                                    "\"Yes\"",
                                    "{}",
                                    1,
                                    2,
                                    "HUMAN",
                                    "ann",
                                    "r",
                                    "s",
                                    "why",
                                    "a-0",
                                    false,
                                    "{\"a\": 1}"))));
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsTheRegistry() throws Exception {
        try (TestDatabase database = create()) {
            database.insert("registered_models", "name, creation_time, last_updated_time, description", "b", 1, 2, "d")
                    .insert("registered_models", "name", "B")
                    .insert("registered_model_tags", "key, value, name", "z", "1", "b")
                    .insert("registered_model_tags", "key, value, name", "a", null, "b")
                    .insert("registered_model_tags", "key, value, name", "a", "other", "B")
                    .insert("registered_model_aliases", "alias, version, name", "prod", 10, "b")
                    .insert("registered_model_aliases", "alias, version, name", "dev", 99, "b")
                    .insert("model_versions", "name, version", "b", 10)
                    .insert(
                            "model_versions",
                            "name, version, creation_time, last_updated_time, description, user_id, current_stage,"
                                    + " source, run_id, status, status_message, run_link, storage_location",
                            "b",
                            9,
                            3,
                            4,
                            "d9",
                            "u",
                            "None",
                            "src",
                            "r",
                            "READY",
                            "m",
                            "l",
                            "loc")
                    .insert("model_version_tags", "key, value, name, version", "k", "9", "b", 9)
                    .insert("model_version_tags", "key, value, name, version", "k", null, "b", 10);
        }
        try (SqliteStore store = SqliteStore.open(file())) {
            RegisteredModel model = new RegisteredModel(
                    "b",
                    1L,
                    2L,
                    "d",
                    List.of(new Tag("a", null), new Tag("z", "1")),
                    List.of(new Alias("dev", 99), new Alias("prod", 10)));
            assertThat(all(store.registeredModels()))
                    .containsExactly(
                            new RegisteredModel("B", null, null, null, List.of(new Tag("a", "other")), List.of()),
                            model);
            assertThat(all(store.modelVersions(model)))
                    .containsExactly(
                            new ModelVersion(
                                    "b",
                                    9,
                                    3L,
                                    4L,
                                    "d9",
                                    "u",
                                    "None",
                                    "src",
                                    "r",
                                    "READY",
                                    "m",
                                    "l",
                                    "loc",
                                    List.of(new Tag("k", "9"))),
                            new ModelVersion(
                                    "b",
                                    10,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(new Tag("k", null))));
            hasNoIrregularity(store);
        }
    }

    @Test
    void readsOtherStreamsWhileOneIsOpen() throws Exception {
        try (TestDatabase database = create()) {
            for (String run : List.of("a", "b", "c")) {
                database.run(run)
                        .insert("metrics", "run_uuid, key, value, timestamp, step", run, "m", 1.0, 1, 1)
                        .insert("metrics", "run_uuid, key, value, timestamp, step", run, "m", 2.0, 2, 2);
            }
        }
        List<String> seen = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(file());
                Stream<Run> runs = store.runs(DEFAULT);
                Stream<Run> again = store.runs(DEFAULT)) {
            runs.forEach(run -> {
                try (Stream<Metric> first = store.metrics(run);
                        Stream<Metric> second = store.metrics(run)) {
                    seen.add(run.runId()
                            + first.toList().size()
                            + second.findFirst().orElseThrow().value());
                }
            });
            assertThat(again.map(Run::runId)).containsExactly("a", "b", "c");
        }
        assertThat(seen).containsExactly("a21.0", "b21.0", "c21.0");
    }

    @Test
    void hasNoPlacesInFiles() throws Exception {
        create().close();
        try (SqliteStore store = SqliteStore.open(file())) {
            assertThat(store.locate(EntityKey.of(EntityKind.RUN, 0, "a"))).isEmpty();
            assertThat(store.schema()).isSameAs(MlflowSchema.NEWEST_TESTED);
        }
    }
}
