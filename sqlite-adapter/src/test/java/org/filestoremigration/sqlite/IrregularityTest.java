package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no record can show: each once, with its entity, column, expectation and what is there. */
class IrregularityTest {

    @TempDir
    private Path folder;

    /** Fills a database. */
    interface Content {
        void into(TestDatabase database) throws SQLException;
    }

    private List<String> irregularities(MlflowSchema schema, Content content) throws Exception {
        Path file = Files.createTempFile(folder, "mlflow", ".db");
        try (TestDatabase database = TestDatabase.create(file, schema)) {
            content.into(database);
        }
        List<Irregularity> found = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(file)) {
            readAll(store);
            readAll(store);
            store.checkTheRest();
            found.addAll(store.findings().takeIrregularities());
            readAll(store);
            found.addAll(store.findings().takeIrregularities());
        }
        return found.stream()
                .map(one -> one.entity() + " " + one.field() + ": " + one.expected() + " | " + one.found())
                .toList();
    }

    private List<String> irregularities(Content content) throws Exception {
        return irregularities(MlflowSchema.NEWEST_TESTED, content);
    }

    private static void readAll(StoreReader store) {
        each(store.experiments(), experiment -> {
            each(store.datasets(experiment), Objects::requireNonNull);
            each(store.runs(experiment), run -> each(store.metrics(run), Objects::requireNonNull));
            each(store.loggedModels(experiment), model -> each(store.metrics(model), Objects::requireNonNull));
            each(store.traces(experiment), Objects::requireNonNull);
        });
        each(store.registeredModels(), model -> each(store.modelVersions(model), Objects::requireNonNull));
    }

    private static <T> void each(Stream<T> stream, Consumer<T> action) {
        try (stream) {
            stream.forEach(action);
        }
    }

    @Nested
    class StorageClasses {

        @Test
        void reportsTextAndBlobsWhereMlflowWritesNumbers() throws Exception {
            assertThat(irregularities(database -> database.execute(
                            "UPDATE experiments SET creation_time = 'soon', last_update_time = 1.5, name = x'4142'")))
                    .containsExactly(
                            "experiment 0 name: text | blob of 2 bytes",
                            "experiment 0 creation_time: integer or null | text soon",
                            "experiment 0 last_update_time: integer or null | real 1.5");
        }

        @Test
        void reportsThemInEveryTableThatHangsOnARun() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("params", "run_uuid, key, value", "r", "p", new byte[] {1})
                            .insert("tags", "run_uuid, key, value", "r", "t", new byte[0])
                            .insert(
                                    "latest_metrics",
                                    "run_uuid, key, value, step, timestamp, is_nan",
                                    "r",
                                    "m",
                                    1.0,
                                    2,
                                    "x",
                                    false)))
                    .containsExactly(
                            "param 0/r/p value: text | blob of 1 bytes",
                            "run tag 0/r/t value: text or null | blob of 0 bytes",
                            "latest metric 0/r/m timestamp: integer or null | text x");
        }

        @Test
        void reportsThemInMetricPoints() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert(
                                    "metrics",
                                    "run_uuid, key, value, step, timestamp, is_nan",
                                    "r",
                                    "m",
                                    "high",
                                    2,
                                    3,
                                    false)
                            .insert(
                                    "metrics",
                                    "run_uuid, key, value, step, timestamp, is_nan",
                                    "r",
                                    "m",
                                    0.5,
                                    2.5,
                                    3,
                                    true)
                            .insert(
                                    "metrics",
                                    "run_uuid, key, value, step, timestamp, is_nan",
                                    "r",
                                    "n",
                                    0.5,
                                    1,
                                    3,
                                    true)))
                    .containsExactly(
                            "metric point 0/r/m/2/3 value: real | text high",
                            "metric point 0/r/m/2/3 step: integer | real 2.5");
        }

        @Test
        void stillReadsAFlagBesideAnIrregularValue() throws Exception {
            Path file = folder.resolve("flag.db");
            try (TestDatabase database = TestDatabase.create(file)) {
                database.run("r")
                        .insert("metrics", "run_uuid, key, value, step, timestamp, is_nan", "r", "m", "x", 2, 3, true);
            }
            try (SqliteStore store = SqliteStore.open(file)) {
                each(
                        store.experiments(),
                        experiment -> each(store.runs(experiment), run -> {
                            try (Stream<Metric> points = store.metrics(run)) {
                                assertThat(points).containsExactly(new Metric("m", 0, true, 3, 2));
                            }
                        }));
            }
        }

        @Test
        void reportsBooleansThatAreNeitherZeroNorOne() throws Exception {
            assertThat(irregularities(database -> assessment(database.trace("t"), "1", 1.0, true)
                            .execute("UPDATE assessments SET valid = 2")))
                    .containsExactly("assessment 0/t/a-1 valid: integer 0 or 1 | integer 2");
            assertThat(irregularities(database -> assessment(database.trace("t"), "1", 1.0, true)
                            .execute("UPDATE assessments SET valid = 'true'")))
                    .containsExactly("assessment 0/t/a-1 valid: integer 0 or 1 | text true");
        }

        @Test
        void reportsTextThatIsNotUtf8() throws Exception {
            assertThat(irregularities(database -> database.execute(
                            "UPDATE experiments SET artifact_location = CAST(x'61ff' AS TEXT)",
                            "INSERT INTO experiment_tags (experiment_id, key, value) VALUES (0, 'k', '\uFFFD')")))
                    .containsExactly("experiment 0 artifact_location: text in UTF-8 | other bytes, read as a\uFFFD");
        }
    }

    private static TestDatabase assessment(TestDatabase database, String value, Double aggregate, boolean numeric)
            throws SQLException {
        return database.insert(
                "assessments",
                "assessment_id, trace_id, name, assessment_type, value, created_timestamp, last_updated_timestamp,"
                        + " source_type, valid, experiment_id, trace_timestamp_ms, aggregate_value, is_numeric_value",
                "a-1",
                "t",
                "n",
                "feedback",
                value,
                1,
                2,
                "HUMAN",
                true,
                0,
                1_700_000_000_000L,
                aggregate,
                numeric);
    }

    @Nested
    class DerivedColumns {

        @Test
        void reportsRowsBesideTheColumnsThatSayTheSame() throws Exception {
            assertThat(irregularities(database -> database.trace("t")
                            .execute("UPDATE trace_info SET trace_name = 'n', session_id = 's', input_tokens = 1")
                            .insert("trace_tags", "key, value, request_id", "mlflow.traceName", "n", "t")
                            .insert(
                                    "trace_request_metadata",
                                    "key, value, request_id",
                                    "mlflow.trace.session",
                                    "s",
                                    "t")
                            .insert(
                                    "trace_request_metadata",
                                    "key, value, request_id",
                                    "mlflow.trace.tokenUsage",
                                    "{\"input_tokens\": 1}",
                                    "t")))
                    .containsExactly(
                            "trace tag 0/t/mlflow.traceName row: the column trace_name | a separate row",
                            "trace metadata 0/t/mlflow.trace.session row: the column session_id | a separate row",
                            "trace metadata 0/t/mlflow.trace.tokenUsage row: only columns, which say the same | a separate row");
        }

        @Test
        void reportsColumnsThatTheRawRowContradicts() throws Exception {
            assertThat(irregularities(database -> database.trace("t")
                            .execute("UPDATE trace_info SET input_tokens = 1, output_tokens = 5, total_cost = 0.5")
                            .insert(
                                    "trace_request_metadata",
                                    "key, value, request_id",
                                    "mlflow.trace.tokenUsage",
                                    "{\"input_tokens\":1,\"total_tokens\":7}",
                                    "t")
                            .insert(
                                    "trace_request_metadata",
                                    "key, value, request_id",
                                    "mlflow.trace.cost",
                                    "none",
                                    "t")))
                    .containsExactly(
                            "trace 0/t output_tokens: null | 5",
                            "trace 0/t total_tokens: 7 | null",
                            "trace 0/t total_cost: null | 0.5");
        }

        @Test
        void leavesTheRowsToSchemasWithoutTheColumns() throws Exception {
            Content rows = database -> database.trace("t")
                    .insert("trace_tags", "key, value, request_id", "mlflow.traceName", "n", "t")
                    .insert("trace_request_metadata", "key, value, request_id", "mlflow.trace.session", "s", "t")
                    .insert(
                            "trace_request_metadata",
                            "key, value, request_id",
                            "mlflow.trace.tokenUsage",
                            "{\"input_tokens\": 1}",
                            "t");
            assertThat(irregularities(MlflowSchema.forVersion("3.16.1"), rows)).isEmpty();
        }

        @Test
        void reportsDerivedColumnsOfAssessments() throws Exception {
            assertThat(irregularities(database -> assessment(database.trace("t"), "true", 0.5, true)
                            .execute("UPDATE assessments SET experiment_id = NULL, trace_timestamp_ms = 1")))
                    .containsExactly(
                            "assessment 0/t/a-1 experiment_id: 0 | null",
                            "assessment 0/t/a-1 trace_timestamp_ms: 1700000000000 | 1",
                            "assessment 0/t/a-1 aggregate_value: 1.0 | 0.5",
                            "assessment 0/t/a-1 is_numeric_value: false | true");
        }

        @Test
        void saysNothingOfMlflowsOwnCounterOfSpans() throws Exception {
            assertThat(irregularities(
                            database -> database.trace("t").execute("UPDATE trace_info SET db_payload_generation = 2")))
                    .isEmpty();
        }

        @Test
        void reportsAssociationsThatTheTagDoesNotName() throws Exception {
            String columns = "association_id, source_type, source_id, destination_type, destination_id";
            assertThat(irregularities(database -> database.trace("t")
                            .insert(
                                    "trace_tags",
                                    "key, value, request_id",
                                    "mlflow.linkedPrompts",
                                    "[{\"name\": \"p\", \"version\": \"1\"}, {\"name\": \"p\", \"version\": \"2\"}]",
                                    "t")
                            .insert("entity_associations", columns, "1", "trace", "t", "prompt_version", "p/2")
                            .insert("entity_associations", columns, "2", "trace", "t", "prompt_version", "p/3")
                            .insert("entity_associations", columns, "3", "trace", "gone", "prompt_version", "p/3")
                            .insert("entity_associations", columns, "3", "trace", "t", "run", "r")))
                    .containsExactly(
                            "other row entity_associations/0/t/p/3 row: a prompt that the trace's tag mlflow.linkedPrompts names | another"
                                    + " one",
                            "other row entity_associations/0/t/p/1 row: a row: the trace's tag names the prompt | null",
                            "other row entity_associations/trace/t/run/r row: no rows but those from a trace to a prompt"
                                    + " version | another direction",
                            "other row entity_associations/trace/gone/prompt_version/p/3 row: a trace | none",
                            "other row entity_associations/trace/gone/prompt_version/p/3 association_id: a unique id"
                                    + " | one that several rows have",
                            "other row entity_associations/trace/t/run/r association_id: a unique id | one that"
                                    + " several rows have");
        }

        @Test
        void reportsCopiesOfTheExperimentAndDatasetIdsOfModels() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("experiments", "experiment_id, name", 1, "other")
                            .insert(
                                    "logged_models",
                                    "model_id, experiment_id, name, artifact_location, creation_timestamp_ms,"
                                            + " last_updated_timestamp_ms, status",
                                    "m",
                                    0,
                                    "n",
                                    "a",
                                    1,
                                    2,
                                    1L << 40)
                            .insert(
                                    "logged_model_params",
                                    "model_id, experiment_id, param_key, param_value",
                                    "m",
                                    1,
                                    "k",
                                    "v")
                            .insert(
                                    "logged_model_tags",
                                    "model_id, experiment_id, tag_key, tag_value",
                                    "m",
                                    1,
                                    "k",
                                    "v")
                            .insert(
                                    "logged_model_metrics",
                                    "model_id, experiment_id, metric_name, metric_timestamp_ms, metric_step, run_id,"
                                            + " dataset_uuid",
                                    "m",
                                    1,
                                    "acc",
                                    1,
                                    2,
                                    "r",
                                    "u")))
                    .containsExactly(
                            "logged model param 0/m/k experiment_id: 0 | 1",
                            "logged model tag 0/m/k experiment_id: 0 | 1",
                            "logged model 0/m status: an integer of 32 bits | 1099511627776",
                            "logged model metric point 0/m/acc/1/2/r experiment_id: 0 | 1",
                            "logged model metric point 0/m/acc/1/2/r dataset_uuid: null | u");
        }
    }

    @Nested
    class Edges {

        private static final String INPUT =
                "input_uuid, source_type, source_id, destination_type, destination_id, step";
        private static final String DATASET =
                "dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source";

        @Test
        void reportsStepsThatNoReaderExpects() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("inputs", INPUT, "1", "DATASET", "gone", "RUN", "r", 3)
                            .insert("inputs", INPUT, "2", "RUN_INPUT", "r", "MODEL_INPUT", "m", 4)
                            .insert("inputs", INPUT, "3", "RUN_OUTPUT", "r", "MODEL_OUTPUT", "m", 5)))
                    .containsExactly("model input 0/r/m step: 0 | 4", "dataset input 0/r/gone step: 0 | 3");
        }

        @Test
        void reportsRowsOfOtherKindsAndOfNoRun() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("inputs", INPUT, "1", "DATASET", "d", "MODEL_INPUT", "r", 0)
                            .insert("inputs", INPUT, "2", "RUN_INPUT", "gone", "MODEL_INPUT", "m", 0)
                            .insert("inputs", INPUT, "3", "DATASET", "d", "RUN", "gone", 0)
                            .insert("input_tags", "input_uuid, name, value", "4", "k", "v")))
                    .containsExactly(
                            "dataset input DATASET/d/MODEL_INPUT/r row: from a dataset to a run, or from a run to a"
                                    + " logged model | another direction",
                            "dataset input DATASET/d/RUN/gone row: a run | none",
                            "dataset input RUN_INPUT/gone/MODEL_INPUT/m row: a run | none",
                            "input tag 4/k row: an input | none");
        }

        @Test
        void reportsIdsThatSeveralRowsShare() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("datasets", DATASET, "u", 0, "a", "1", "local", "{}")
                            .insert("datasets", DATASET, "u", 0, "b", "1", "local", "{}")
                            .insert("inputs", INPUT, "1", "RUN_OUTPUT", "r", "MODEL_OUTPUT", "m", 0)
                            .insert("inputs", INPUT, "1", "RUN_OUTPUT", "r", "MODEL_OUTPUT", "n", 0)))
                    .containsExactly(
                            "dataset 0/a/1 dataset_uuid: a unique id | one that several rows have",
                            "dataset 0/b/1 dataset_uuid: a unique id | one that several rows have",
                            "dataset input RUN_OUTPUT/r/MODEL_OUTPUT/m input_uuid: a unique id | one that several"
                                    + " rows have",
                            "dataset input RUN_OUTPUT/r/MODEL_OUTPUT/n input_uuid: a unique id | one that several"
                                    + " rows have");
        }

        @Test
        void reportsTwoDatasetsOfOneFileStoreIdAndInputsOfAnotherExperiment() throws Exception {
            String id = Dataset.idOf("ab", "c");
            assertThat(irregularities(database -> database.run("r")
                            .insert("experiments", "experiment_id, name", 1, "other")
                            .insert("datasets", DATASET, "u1", 1, "ab", "c", "local", "{}")
                            .insert("datasets", DATASET, "u2", 1, "a", "bc", "local", "{}")
                            .insert("inputs", INPUT, "1", "DATASET", "u1", "RUN", "r", 0)
                            .insert("inputs", INPUT, "2", "DATASET", "u2", "RUN", "r", 0)))
                    .containsExactly(
                            "dataset input 0/r/" + id
                                    + " source_id: a dataset of experiment 0 | a dataset of experiment 1",
                            "dataset input 0/r/" + id + " row: one input of this dataset | another one: 2",
                            "dataset 1/" + id + " row: one dataset with this id | another one: ab c");
        }
    }

    @Nested
    class Tables {

        @Test
        void reportsRowsWithoutAnOwner() throws Exception {
            assertThat(irregularities(database -> database.run("r")
                            .insert("params", "run_uuid, key, value", "gone", "p", "v")
                            .insert("metrics", "run_uuid, key, value, step, timestamp", "gone", "m", 1.0, 2, 3)
                            .insert("trace_info", "request_id, experiment_id, timestamp_ms, status", "t", 9, 1, "OK")
                            .insert("model_versions", "name, version", "gone", 1)
                            .insert("registered_model_aliases", "alias, version, name", "a", 1, "gone")
                            .execute("UPDATE runs SET experiment_id = NULL")))
                    .containsExactly(
                            "metric point gone/m/2/3 row: an owner in runs | none",
                            "model version gone/1 row: an owner in registered_models | none",
                            "param gone/p row: an owner in runs | none",
                            "registered model alias gone/a row: an owner in registered_models | none",
                            "run r row: an owner in experiments | none",
                            "trace t row: an owner in experiments | none");
        }

        @Test
        void namesAThousandRowsAndCountsTheRest() throws Exception {
            List<String> found = irregularities(database -> database.execute("INSERT INTO params (run_uuid, key, value)"
                    + " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234)"
                    + " SELECT 'gone', i, '' FROM n"));
            assertThat(found).hasSize(1001);
            assertThat(found.get(1000))
                    .isEqualTo("param params row: an owner in runs | 234 more rows like those before");
        }

        @Test
        void reportsOtherWorkspaces() throws Exception {
            assertThat(irregularities(database -> database.execute(
                            "UPDATE experiments SET workspace = 'w'",
                            "INSERT INTO workspaces (name) VALUES ('w')",
                            "INSERT INTO registered_models (name, workspace) VALUES ('a', 'w')",
                            "INSERT INTO registered_models (name) VALUES ('a')",
                            "UPDATE workspaces SET description = NULL WHERE name = 'default'")))
                    .containsExactly(
                            "experiment 0 workspace: default | w",
                            "registered model a workspace: default | another one",
                            "other row workspaces/default description: Default workspace for legacy resources | null",
                            "other row workspaces/w row: the default workspace alone | another one");
        }

        @Test
        void reportsAMissingSeedRow() throws Exception {
            assertThat(irregularities(database -> database.execute("DELETE FROM workspaces")))
                    .containsExactly(
                            "other row workspaces/default row: the row that MLflow's schema comes with | null");
        }

        @Test
        void countsRowsOfTablesThatAFileStoreNeverFills() throws Exception {
            assertThat(irregularities(database -> database.execute(
                            "CREATE TABLE \"my \"\"own\"\"\" (x)",
                            "INSERT INTO \"my \"\"own\"\"\" VALUES (1), (2)",
                            "INSERT INTO trace_metrics (request_id, key, value) VALUES ('t', 'k', 1)",
                            "INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, status)"
                                    + " VALUES ('t', 0, 1, 'OK')")))
                    .containsExactly(
                            "other row my \"own\" row: no rows | 2 rows",
                            "other row trace_metrics row: no rows | 1 row");
        }
    }
}
