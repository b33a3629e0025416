package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final String ID = "6c0f5494aa3c4cef85295e890f3f1e7c";
    private static final String META = "1/" + ID + "/meta.yaml";
    private static final FileStoreOptions REPAIR = FileStoreOptions.DEFAULT.withRepair(true);

    @TempDir
    private Path root;

    private StoreOnDisk store;

    @BeforeEach
    void createExperiment() {
        store = new StoreOnDisk(root).experiment("0", "0", "Default").experiment("1", "1", "one");
    }

    private StoreReading read(FileStoreOptions options) {
        StoreReading reading = StoreReading.of(root, options);
        assertThat(reading.accounting().files()).isEqualTo(store.files());
        return reading;
    }

    private StoreReading read() {
        return read(FileStoreOptions.DEFAULT);
    }

    /** With later keys instead of those that {@link StoreOnDisk#run} writes. */
    private StoreReading readWith(String more) {
        store.run("1", ID, more);
        return read();
    }

    private void without(String key) {
        store.run("1", ID, "");
        try {
            Path file = store.path(META);
            List<String> lines = java.nio.file.Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith(key + ":"))
                    .toList();
            java.nio.file.Files.write(file, lines);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void readsARunOfMlflow08() {
        store.file(META, """
                artifact_uri: /srv/mlflow/mlruns/1/6c0f5494aa3c4cef85295e890f3f1e7c/artifacts
                end_time: null
                entry_point_name: main
                experiment_id: 1
                lifecycle_stage: active
                name: ''
                run_uuid: 6c0f5494aa3c4cef85295e890f3f1e7c
                source_name: git@github.com:x/y
                source_type: 3
                source_version: abc123
                start_time: 1500000000000
                status: 3
                tags: []
                user_id: alice
                """);
        StoreReading reading = read();
        assertThat(reading.runs())
                .containsExactly(new Run(
                        ID,
                        new ExperimentId(1),
                        null,
                        SourceType.PROJECT,
                        "git@github.com:x/y",
                        "main",
                        "abc123",
                        "alice",
                        RunStatus.FINISHED,
                        1_500_000_000_000L,
                        null,
                        null,
                        LifecycleStage.ACTIVE,
                        "/srv/mlflow/mlruns/1/6c0f5494aa3c4cef85295e890f3f1e7c/artifacts",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(reading.notes()).isEmpty();
        assertThat(reading.normalizations()).isEmpty();
    }

    @Test
    void takeAMissingIdFromTheFolderByRepair() {
        store.file(META, """
                artifact_uri: s3://bucket/a
                lifecycle_stage: active
                start_time: 1714557600000
                status: 3
                user_id: ada
                """);
        assertThat(read().blocked())
                .containsExactly(META + " (experiment_id): it is missing", META + " (run_id): it is missing");
        StoreReading repaired = read(REPAIR);
        assertThat(repaired.blocked()).isEmpty();
        assertThat(repaired.runs()).extracting(Run::runId).containsExactly(ID);
        assertThat(repaired.runs().get(0).tags())
                .contains(
                        new Tag("filestoremigration.repaired.experiment_id", ""),
                        new Tag("filestoremigration.repaired.run_id", ""));
    }

    @Test
    void ofAFileThatLooksCutOffIsOneItemWithoutARepair() {
        store.file(META, "artifact_uri: s3://bucket/a\nend_time: 1714557600000\n");
        assertThat(read(REPAIR).blocked())
                .containsExactly(META + ": it looks cut off: it ends after 'end_time', and lacks 'run_id'");
        store.file(META, "artifact_uri: s3://bucket/a\nend_time: 17145");
        assertThat(read().blocked())
                .containsExactly(
                        META + ": it looks cut off: it ends within the line of 'end_time', and lacks 'run_id'");
        store.file(META, "artifact_uri: s3://bucket/a\nexperiment_id: '1'\nrun_id: " + ID.substring(0, 5));
        assertThat(read(REPAIR).blocked())
                .containsExactly(META + ": it looks cut off: it ends within the line of 'run_id'");
    }

    @Test
    void isNotTakenForARunningOneWhereItsFileLooksCutOff() {
        store.file(META, """
                artifact_uri: s3://bucket/a
                experiment_id: '1'
                lifecycle_stage: active
                run_id: %s
                start_time: 1714557600000
                """.formatted(ID));
        assertThat(read().blocked())
                .containsExactly(META + ": it looks cut off: it ends after 'start_time', and lacks 'status'");
    }

    @Test
    void takesRunIdWhereRunUuidDiffers() {
        assertThat(readWith("run_uuid: other\n").runs()).extracting(Run::runId).containsExactly(ID);
    }

    @Test
    void blocksARunWhoseFolderWasRenamed() {
        StoreReading reading = readWith("run_id: other\n");
        assertThat(reading.blocked())
                .containsExactly(META + ":15 (run_id): it says 'other', but its directory '" + ID + "'");
        assertThat(reading.accounting()).isEqualTo(new Accounting(2, 0, 0, 1));
    }

    @Test
    void blocksACutOffFileWithAllThatHangsOnTheRun() {
        store.file(META, "run_id: 'abc").file("1/" + ID + "/params/p", "v").file("1/" + ID + "/artifacts/a", "v");
        store.file("1/" + ID + "/metrics/m", "1 x 3\n");
        StoreReading reading = read();
        assertThat(reading.runs()).isEmpty();
        assertThat(reading.blocked()).hasSize(2);
        assertThat(reading.blocked().get(1)).isEqualTo("1/" + ID + "/metrics/m:1: its value is not a number: 'x'");
        assertThat(reading.accounting()).isEqualTo(new Accounting(2, 0, 0, 4));
    }

    @Test
    void blocksParamsWithoutMeta() {
        store.file("1/" + ID + "/params/p", "v");
        assertThat(read().blocked()).containsExactly("1/" + ID + ": it has the contents of a run, but no meta.yaml");
    }

    @Test
    void notesAFolderWithNothingButArtifacts() {
        store.file("1/" + ID + "/artifacts/model.bin", "v")
                .folder("1/" + ID + "/params")
                .folder("1/" + ID + "/tags/x");
        StoreReading reading = read();
        assertThat(reading.blocked()).isEmpty();
        assertThat(reading.notes()).containsExactly("1/" + ID + ": it is not a run: it has no meta.yaml");
        assertThat(reading.accounting()).isEqualTo(new Accounting(2, 0, 1, 0));
    }

    @Test
    void countsValuesThatAreLongerThanDeclared() {
        store.run("1", ID, "user_id: " + "u".repeat(257) + "\n");
        store.file("1/" + ID + "/params/p", "\uD83D\uDE80".repeat(8_000))
                .file("1/" + ID + "/params/q", "x".repeat(8_001));
        assertThat(read().normalizations()).containsEntry(Normalization.LONG_VALUE, 2L);
    }

    @Nested
    class Names {

        private final String tag = "1/" + ID + "/tags/mlflow.runName";

        @Test
        void comeFromTheFile() {
            store.file(tag, "from the tag");
            assertThat(readWith("run_name: 12e45678\n").runs())
                    .extracting(Run::name)
                    .containsExactly("12e45678");
        }

        @Test
        void comeFromTheTagWhereTheFileHasNone() {
            store.file(tag, "from the tag");
            StoreReading reading = readWith("run_name: ''\nname: legacy\n");
            assertThat(reading.runs()).extracting(Run::name).containsExactly("from the tag");
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.RUN_NAME, 1L));
        }

        @Test
        void comeFromTheOldKeyAtLast() {
            StoreReading reading = readWith("run_name: null\nname: legacy\n");
            assertThat(reading.runs()).extracting(Run::name).containsExactly("legacy");
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.LEGACY_RUN_NAME, 1L));
        }

        @Test
        void areNullWhereThereIsNone() {
            StoreReading reading = readWith("run_name: ''\n");
            assertThat(reading.runs().get(0).name()).isNull();
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.RUN_NAME, 1L));
        }
    }

    @Nested
    class Kinds {

        @Test
        void knowEveryStatusByNumber() {
            List<RunStatus> all = List.of(
                    RunStatus.RUNNING, RunStatus.SCHEDULED, RunStatus.FINISHED, RunStatus.FAILED, RunStatus.KILLED);
            for (int i = 0; i < all.size(); i++) {
                assertThat(readWith("status: " + (i + 1) + "\n").runs())
                        .extracting(Run::status)
                        .containsExactly(all.get(i));
            }
        }

        @Test
        void takeAStatusAsText() {
            StoreReading reading = readWith("status: FINISHED\n");
            assertThat(reading.runs()).extracting(Run::status).containsExactly(RunStatus.FINISHED);
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.RUN_STATUS_TEXT, 1L));
        }

        @Test
        void takeAnAbsentStatusAsRunning() {
            without("status");
            StoreReading reading = read();
            assertThat(reading.runs()).extracting(Run::status).containsExactly(RunStatus.RUNNING);
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.RUN_STATUS_ABSENT, 1L));
        }

        @Test
        void blockAnyOtherStatus() {
            for (String status : new String[] {"99", "null", "finished", "'3'"}) {
                StoreReading reading = readWith("status: " + status + "\n");
                assertThat(reading.blocked())
                        .containsExactly(META + ":15 (status): its status is unknown to MLflow: '"
                                + status.replace("'", "") + "'");
                assertThat(reading.runs()).isEmpty();
            }
        }

        @Test
        void knowEverySourceTypeByNumberAndName() {
            List<SourceType> all = List.of(
                    SourceType.NOTEBOOK, SourceType.JOB, SourceType.PROJECT, SourceType.LOCAL, SourceType.UNKNOWN);
            for (int i = 0; i < all.size(); i++) {
                StoreReading byNumber = readWith("source_type: " + (i + 1) + "\n");
                assertThat(byNumber.runs()).extracting(Run::sourceType).containsExactly(all.get(i));
                assertThat(byNumber.normalizations()).isEmpty();
                assertThat(readWith("source_type: " + all.get(i) + "\n").normalizations())
                        .isEmpty();
            }
        }

        @Test
        void keepAnOtherSourceTypeInTheReport() {
            StoreReading reading = readWith("source_type: RECIPE\n");
            assertThat(reading.runs()).extracting(Run::sourceType).containsExactly(SourceType.UNKNOWN);
            assertThat(reading.notes()).containsExactly(META + " (source_type): the source type was 'RECIPE'");
        }

        @Test
        void takeAnAbsentUserAsTheEmptyText() {
            assertThat(readWith("user_id: null\n").runs())
                    .extracting(Run::userId)
                    .containsExactly("");
            without("user_id");
            StoreReading reading = read();
            assertThat(reading.runs()).extracting(Run::userId).containsExactly("");
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.RUN_USER, 1L));
        }

        @Test
        void keepDeletedRuns() {
            Run run = readWith("lifecycle_stage: deleted\ndeleted_time: 1714557700000\n")
                    .runs()
                    .get(0);
            assertThat(run.lifecycleStage()).isEqualTo(LifecycleStage.DELETED);
            assertThat(run.deletedTime()).isEqualTo(1_714_557_700_000L);
        }

        @Test
        void repairAnUnknownStage() {
            StoreReading reading = readWith("lifecycle_stage: archived\n");
            assertThat(reading.blocked())
                    .containsExactly(
                            META + ":15 (lifecycle_stage): its lifecycle stage is unknown to MLflow: 'archived'");
            Run repaired = read(REPAIR).runs().get(0);
            assertThat(repaired.lifecycleStage()).isEqualTo(LifecycleStage.ACTIVE);
            assertThat(repaired.tags())
                    .containsExactly(new Tag("filestoremigration.repaired.lifecycle_stage", "archived"));
        }
    }

    @Nested
    class Times {

        @Test
        void areRoundedDown() {
            StoreReading reading = readWith("start_time: 1700000000000.9\nend_time: -0.5\n");
            assertThat(reading.runs().get(0).startTime()).isEqualTo(1_700_000_000_000L);
            assertThat(reading.runs().get(0).endTime()).isEqualTo(-1);
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.FLOAT_TIMESTAMP, 2L));
        }

        @Test
        void ofTheStartAreTakenFromTheEndByRepair() {
            StoreReading reading = readWith("start_time: null\n");
            assertThat(reading.blocked())
                    .containsExactly(
                            META + ":15 (start_time): it has no start_time, without which MLflow cannot list the run");
            Run repaired = read(REPAIR).runs().get(0);
            assertThat(repaired.startTime()).isEqualTo(1_714_557_605_000L);
            assertThat(repaired.tags()).containsExactly(new Tag("filestoremigration.repaired.start_time", ""));
        }

        @Test
        void ofTheStartStayBlockedWithoutAnother() {
            store.run("1", ID, "start_time: null\nend_time: null\n");
            assertThat(read(REPAIR).blocked()).hasSize(1);
        }

        @Test
        void beyond64BitsAreBlocked() {
            assertThat(readWith("start_time: 9223372036854775808\nend_time: soon\n")
                            .blocked())
                    .containsExactly(
                            META + ":15 (start_time): it has more than 64 bits: '9223372036854775808'",
                            META + ":16 (end_time): it is not an integer: 'soon'");
        }
    }

    @Nested
    class Edges {

        private final String inputs = "1/" + ID + "/inputs/";
        private final Dataset dataset = new Dataset(new ExperimentId(1), "n", "d", "local", "{}", null, "p");

        private StoreOnDisk dataset(String folder, String source) {
            return store.file(
                    "1/datasets/" + folder + "/meta.yaml",
                    "name: n\ndigest: d\nsource_type: local\nsource: '" + source + "'\nschema: null\nprofile: p\n");
        }

        private StoreOnDisk input(String folder, String type, String id, String tags) {
            return store.file(
                    inputs + folder + "/meta.yaml",
                    "source_type: " + type + "\nsource_id: " + id + "\ndestination_type: RUN\ndestination_id: " + id
                            + "\ntags: " + tags + "\n");
        }

        @BeforeEach
        void createRun() {
            store.run("1", ID, "");
        }

        @Test
        void leadToDatasetsByTheirFolder() {
            dataset("renamed", "{}");
            input("i", "DATASET", "renamed", "{mlflow.data.context: train}");
            StoreReading reading = read();
            assertThat(reading.datasets()).containsExactly(dataset);
            assertThat(reading.runs().get(0).datasetInputs())
                    .containsExactly(new DatasetInput(
                            dataset.datasetId(), true, List.of(new Tag("mlflow.data.context", "train"))));
        }

        @Test
        void mergeCopiesThatSayTheSame() {
            dataset(dataset.datasetId(), "{}");
            dataset("copy", "{}");
            input("i", "DATASET", dataset.datasetId(), "{a: '1', b: '2'}");
            input("j", "DATASET", "copy", "{b: '2', c: '3'}");
            StoreReading reading = read();
            assertThat(reading.datasets()).containsExactly(dataset);
            assertThat(reading.runs().get(0).datasetInputs())
                    .containsExactly(new DatasetInput(
                            dataset.datasetId(),
                            true,
                            List.of(new Tag("a", "1"), new Tag("b", "2"), new Tag("c", "3"))));
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.MERGED_COPIES, 2L));
        }

        @Test
        void blockContradictoryDatasets() {
            dataset(dataset.datasetId(), "{}");
            dataset("copy", "{other}");
            input("i", "DATASET", "copy", "{}");
            StoreReading reading = read();
            assertThat(reading.datasets()).isEmpty();
            assertThat(reading.blocked())
                    .containsExactly(
                            "1/datasets/" + dataset.datasetId()
                                    + ": another dataset of the experiment has the same name and digest, but different content",
                            "1/datasets/copy: another dataset of the experiment has the same name and digest, but different content");
            assertThat(reading.runs().get(0).datasetInputs()).isEmpty();
            assertThat(reading.accounting().blocked())
                    .as("both datasets, and the input that would lead to neither")
                    .isEqualTo(3);
        }

        @Test
        void blockContradictoryTags() {
            input("i", "DATASET", "x", "{a: '1'}");
            input("j", "DATASET", "x", "{a: '2'}");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).datasetInputs()).isEmpty();
            assertThat(reading.blocked()).hasSize(2);
        }

        @Test
        void mayLeadNowhere() {
            input("i", "DATASET", "gone", "{}");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).datasetInputs())
                    .containsExactly(new DatasetInput("gone", false, List.of()));
            assertThat(reading.notes())
                    .containsExactly(
                            inputs
                                    + "i/meta.yaml (source_id): the experiment does not have this dataset, so MLflow skips this input");
        }

        @Test
        void blockWhatMlflowCannotRead() {
            input("i", "DATASET", "x", "null");
            input("j", "TABLE", "y", "{}");
            store.file(inputs + "k/meta.yaml", "source_type: DATASET\n");
            StoreReading reading = read();
            assertThat(reading.blocked())
                    .containsExactly(
                            inputs + "i/meta.yaml:5 (tags): it is null",
                            inputs + "j/meta.yaml:1 (source_type): its source_type is unknown to MLflow: 'TABLE'",
                            inputs + "k/meta.yaml (destination_id): it is missing",
                            inputs + "k/meta.yaml (destination_type): it is missing",
                            inputs + "k/meta.yaml (source_id): it is missing",
                            inputs + "k/meta.yaml (tags): it is missing");
            assertThat(reading.runs()).hasSize(1);
        }

        @Test
        void leadToLoggedModels() {
            input("i", "MODEL", "m-1", "{}");
            store.file("1/" + ID + "/outputs/other/meta.yaml", """
                    destination_id: m-2
                    destination_type: MODEL_OUTPUT
                    source_id: m-2
                    source_type: RUN_OUTPUT
                    step: 12
                    tags: {}
                    """);
            Run run = read().runs().get(0);
            assertThat(run.modelInputs()).containsExactly(new ModelInput("m-1"));
            assertThat(run.modelOutputs()).containsExactly(new ModelOutput("m-2", 12));
            StoreReading older = read(FileStoreOptions.DEFAULT.withUnsupported(Set.of(Feature.LOGGED_MODELS)));
            assertThat(older.blocked()).hasSize(2);
            assertThat(older.runs()).hasSize(1);
        }
    }
}
