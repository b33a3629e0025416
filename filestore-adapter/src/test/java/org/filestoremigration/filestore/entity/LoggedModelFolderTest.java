package org.filestoremigration.filestore.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.StoreOnDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedModelFolderTest {

    private static final String FOLDER = "7/models/m-1";
    private static final String META_FILE = FOLDER + "/meta.yaml";
    private static final String ACC = FOLDER + "/metrics/acc";
    private static final String META = """
            artifact_location: file:///srv/7/models/m-1/artifacts
            creation_timestamp: 1714847401123
            experiment_id: '7'
            last_updated_timestamp: 1714847401141
            model_id: m-1
            model_type: null
            name: 12e45678
            source_run_id: run1
            status: 2
            status_message: ''
            """;

    @TempDir
    Path root;

    private StoreOnDisk store;
    private FolderReading reading;

    @BeforeEach
    void writeModel() {
        store = new StoreOnDisk(root).file(META_FILE, META);
        reading = new FolderReading(root, FolderReading.EXACT, Set.of("gone"));
    }

    private LoadedModel model() {
        return Objects.requireNonNull(reading.loggedModel(FOLDER));
    }

    private static LoggedModelMetric point(double value, long timestamp, long step) {
        return point(value, timestamp, step, null, null);
    }

    private static LoggedModelMetric point(
            double value, long timestamp, long step, @Nullable String dataset, @Nullable String digest) {
        return new LoggedModelMetric("acc", value, timestamp, step, "run1", dataset, digest);
    }

    @Test
    void readsModelsAsMlflowWritesThem() {
        store.file(FOLDER + "/params/a/b", "1").file(FOLDER + "/tags/t", "").file(FOLDER + "/artifacts/MLmodel", "x");
        assertThat(model().model())
                .isEqualTo(new LoggedModel(
                        "m-1",
                        new ExperimentId(7),
                        "12e45678",
                        "file:///srv/7/models/m-1/artifacts",
                        1714847401123L,
                        1714847401141L,
                        LoggedModelStatus.READY,
                        LifecycleStage.ACTIVE,
                        null,
                        "run1",
                        "",
                        List.of(new Param("a/b", "1")),
                        List.of(new Tag("t", ""))));
        assertThat(reading.normalizations()).isEmpty();
        assertThat(reading.accounting()).isEqualTo(new Accounting(3, 0, 1, 0));
    }

    @Test
    void readsDeletedModels() {
        store.file(META_FILE, META + "lifecycle_stage: deleted\n");
        assertThat(model().model().lifecycleStage()).isEqualTo(LifecycleStage.DELETED);
    }

    @Test
    void blocksWhatMlflowCannotRead() {
        for (String broken : List.of(
                META.replace("m-1\n", "m-2\n"),
                META.replace("experiment_id: '7'", "experiment_id: '8'"),
                META.replace("name: 12e45678", "name:"),
                META.replace("status: 2", "status: READY"),
                META.replace("status: 2", "status: 7"),
                META.replace("creation_timestamp: 1714847401123\n", ""),
                META + "lifecycle_stage: archived\n")) {
            store.file(META_FILE, broken);
            assertThat(reading.loggedModel(FOLDER)).isNull();
        }
        assertThat(reading.blocked())
                .containsExactlyInAnyOrder(
                        META_FILE + ":5 (model_id): it says 'm-2', its directory 'm-1'",
                        META_FILE + ":3 (experiment_id): it says '8', its directory '7'",
                        META_FILE + ":7 (name): it is null",
                        META_FILE + ":9 (status): it is not an integer: 'READY'",
                        META_FILE + ":9 (status): its status is unknown to MLflow: 7",
                        META_FILE + " (creation_timestamp): it is missing",
                        META_FILE + ":11 (lifecycle_stage): it is unknown to MLflow: 'archived'");
    }

    @Test
    void repairsTimesAndStages() {
        store.file(META_FILE, META.replace("creation_timestamp: 1714847401123\n", "") + "lifecycle_stage: archived\n");
        reading = new FolderReading(root, FolderReading.repairing());
        LoggedModel model = model().model();
        assertThat(model.creationTimestamp()).isEqualTo(1714847401141L);
        assertThat(model.lifecycleStage()).isEqualTo(LifecycleStage.ACTIVE);
        assertThat(model.tags())
                .containsExactly(
                        new Tag("filestoremigration.repaired.creation_timestamp", ""),
                        new Tag("filestoremigration.repaired.lifecycle_stage", "archived"));
    }

    @Test
    void blocksModelsThatTheTargetCannotHold() {
        store.file(FOLDER + "/params/p", "1");
        reading =
                new FolderReading(root, new EntityOptions(false, Set.of(Feature.LOGGED_MODELS), TextLimits.NONE, null));
        assertThat(reading.loggedModel(FOLDER)).isNull();
        assertThat(reading.blocked()).containsExactly(FOLDER + ": MLflow before 3.0.0 has no logged models");
        assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 2));
    }

    @Nested
    class Metrics {

        @Test
        void readsPointsWithAndWithoutDataset() {
            store.file(ACC, """
                    3 0.5 1 run1 train d1
                    1 1e-05 0 run1
                    2 7 0 run1 my data set d2
                    """);
            assertThat(reading.metrics(model()))
                    .containsExactly(
                            point(1e-5, 1, 0), point(7, 2, 0, "my data set", "d2"), point(0.5, 3, 1, "train", "d1"));
            assertThat(reading.normalizations())
                    .isEqualTo(Map.of(Normalization.DATASET_NAME_WITH_BLANKS, 1L, Normalization.HISTORY_ORDER, 1L));
        }

        @Test
        void writesValuesAsMlflowsDatabaseHoldsThem() {
            store.file(ACC, "1 nan 0 run1\n2 inf 0 run1\n3 -inf 0 run1\n4 -0.0 0 run1\n\n");
            assertThat(reading.metrics(model()))
                    .containsExactly(
                            point(0.0, 1, 0),
                            point(Double.MAX_VALUE, 2, 0),
                            point(-Double.MAX_VALUE, 3, 0),
                            point(0.0, 4, 0));
            assertThat(reading.normalizations())
                    .isEqualTo(Map.of(
                            Normalization.METRIC_NAN, 1L,
                            Normalization.METRIC_INFINITY, 2L,
                            Normalization.NEGATIVE_ZERO, 1L,
                            Normalization.BLANK_METRIC_LINE, 1L));
        }

        @Test
        void collapsesPointsThatSayTheSame() {
            store.file(ACC, "1 0.5 0 run1 a d\n1 0.50 0 run1 a d\n1 0.5 0 run1 a d\n");
            assertThat(reading.metrics(model())).containsExactly(point(0.5, 1, 0, "a", "d"));
            assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.DUPLICATE_POINT, 2L));
            assertThat(reading.blocked()).isEmpty();
        }

        @Test
        void blocksBothWhereFileStoreReturnsBoth() {
            store.file(ACC, "1 0.5 0 run1 train d1\n1 0.7 0 run1 test d2\n2 0.9 1 run1\n");
            assertThat(reading.metrics(model())).containsExactly(point(0.9, 2, 1));
            assertThat(reading.blocked())
                    .containsExactly(ACC + ":1: another point has the same timestamp, step and run,"
                            + " and differs only in value or dataset (the first of 2 such lines)");
        }

        @Test
        void keepsTheOneThatFileStoreReturns() {
            store.file(ACC, "1 0.5 0 run1\n1 0.7 0 run1\n1 0.6 0 run1\n");
            assertThat(reading.metrics(model())).containsExactly(point(0.7, 1, 0));
            assertThat(reading.blocked()).hasSize(1);
        }

        @Test
        void movesLaterOnesForwardOnRepair() {
            store.file(ACC, "1 0.5 0 run1\n2 0.6 0 run1\n1 0.7 0 run1\n1 0.8 0 run1\n");
            reading = new FolderReading(root, FolderReading.repairing());
            LoadedModel model = model();
            assertThat(reading.metrics(model))
                    .containsExactly(point(0.5, 1, 0), point(0.6, 2, 0), point(0.7, 3, 0), point(0.8, 4, 0));
            assertThat(reading.metrics(model)).as("read again").hasSize(4);
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.repairs()).containsExactly(ACC + ": metric_timestamp \"1\" -> 3 and 1 more");
            assertThat(model.model().tags())
                    .containsExactly(new Tag("filestoremigration.repaired.metric_timestamp", "acc:3 1\nacc:4 1"));
        }

        @Test
        void blocksLinesThatAreNoPoints() {
            store.file(
                    ACC,
                    "1 0.5 0\n1 0.5 0 run1 train\n1.5 1 0 run1\n1 x 0 run1\n9223372036854775808 1 0 run1\n2 1 0 run1");
            assertThat(reading.metrics(model())).isEmpty();
            assertThat(reading.blocked())
                    .containsExactly(
                            ACC
                                    + ":1: it has 3 fields, not 4, or 6 and more (the first of 6 lines that cannot be migrated)");
        }

        @Test
        void haveNoRowWhereTheirRunIsGone() {
            store.file(ACC, "1 1 0 gone\n2 1 0 run1\n3 1 0 gone\n");
            assertThat(reading.metrics(model())).containsExactly(point(1, 2, 0));
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.POINT_OF_A_REMOVED_RUN, 2L));
        }

        @Test
        void belongToTheItemOfABlockedRun() {
            store.file(ACC, "1 1 0 blocked\n2 1 0 run1\n");
            assertThat(reading.metrics(model())).containsExactly(point(1, 2, 0));
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.normalizations()).isEmpty();
            assertThat(reading.accounting().blocked()).isEqualTo(1);
        }

        @Test
        void blocksSecondsWithAFraction() {
            store.file(ACC, "1795905290.25 0.5 0 run1\n1795905290.5 0.5 0 run1\n");
            assertThat(reading.metrics(model())).isEmpty();
            assertThat(reading.blocked())
                    .containsExactly(ACC + ":1: its timestamp is in seconds, not milliseconds: '1795905290.25'"
                            + " (the first of 2 such lines)");
        }

        @Test
        void makesMillisecondsOfSecondsByRepair() {
            store.file(ACC, "1795905290.25 True 0 run1\n1795905290.5 0.5 0 run1\n1795905290.5 0.5");
            reading = new FolderReading(root, FolderReading.repairing());
            LoadedModel model = model();
            assertThat(reading.metrics(model))
                    .containsExactly(point(1, 1_795_905_290_250L, 0), point(0.5, 1_795_905_290_500L, 0));
            assertThat(model.model().tags())
                    .contains(
                            new Tag("filestoremigration.repaired.metric_line", "acc:3 1795905290.5 0.5"),
                            new Tag(
                                    "filestoremigration.repaired.metric_time",
                                    "acc:1 1795905290.25\nacc:2 1795905290.5"),
                            new Tag("filestoremigration.repaired.metric_value", "acc:1 True"));
        }

        @Test
        void neverJoinsPointsByRoundingTheirTimes() {
            store.file(ACC, "1700000000000.25 0.5 0.0 run1\n1700000000000.5 0.5 0 run1\n");
            assertThat(reading.metrics(model())).containsExactly(point(0.5, 1_700_000_000_000L, 0));
            assertThat(reading.blocked())
                    .containsExactly(ACC + ":2: another point has the same timestamp, step and run,"
                            + " and differs only in value or dataset");
        }

        @Test
        void readsBigFilesAgainInOrder() {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 150_000; i++) {
                long timestamp = (i * 7919L) % 150_000;
                lines.append(timestamp).append(" 0.5 0 run1\n");
            }
            store.file(ACC, lines + "5 0.5 0 run1\n5 0.25 0 run1\n").file(FOLDER + "/metrics/b", "1 1 0 run1\n");
            List<LoggedModelMetric> points = reading.metrics(model());
            assertThat(points).hasSize(150_000).isSorted();
            assertThat(points.stream().filter(point -> point.timestamp() == 5)).isEmpty();
            assertThat(points.get(149_999).key()).isEqualTo("b");
            assertThat(reading.normalizations())
                    .isEqualTo(Map.of(Normalization.HISTORY_ORDER, 1L, Normalization.DUPLICATE_POINT, 1L));
            assertThat(reading.blocked()).hasSize(1);
        }
    }
}
