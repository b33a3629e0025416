package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_RUN = "fedcba9876543210fedcba9876543210";
    private static final FileStoreOptions REPAIR = FileStoreOptions.DEFAULT.withRepair(true);

    @TempDir
    private Path folder;

    private StoreOnDisk store;

    @BeforeEach
    void createStore() {
        store = new StoreOnDisk(folder.resolve("mlruns")).folder("");
    }

    private StoreReading read() {
        return read(FileStoreOptions.DEFAULT);
    }

    private StoreReading read(FileStoreOptions options) {
        StoreReading reading = StoreReading.of(store.root(), options);
        assertThat(reading.accounting().files()).as("files accounted for").isEqualTo(store.files());
        assertThat(reading.looksTheSame()).as("the same at a second look").isTrue();
        return reading;
    }

    private List<Long> ids(StoreReading reading) {
        return reading.experiments().stream()
                .map(experiment -> experiment.experimentId().value())
                .toList();
    }

    @Nested
    class Root {

        @Test
        void isFoundInsideTheFolderThatHoldsIt() {
            store.experiment("1", "1", "one");
            try (FileStore found = FileStore.open(folder)) {
                assertThat(found.root()).isEqualTo(store.root());
            }
        }

        @Test
        void mayBeNamedItself() {
            store.experiment("1", "1", "one");
            try (FileStore found = FileStore.open(store.root())) {
                assertThat(found.root()).isEqualTo(store.root());
            }
        }

        @Test
        void mayHaveAnyName() {
            new StoreOnDisk(folder.resolve("tracking")).experiment("1", "1", "one");
            try (FileStore found = FileStore.open(folder.resolve("tracking"))) {
                assertThat(found.root()).isEqualTo(folder.resolve("tracking"));
            }
        }

        @Test
        void isTheOneWithExperimentsWhereBothAreThere() {
            new StoreOnDisk(folder).experiment("1", "1", "outside");
            try (FileStore found = FileStore.open(folder)) {
                assertThat(found.root()).isEqualTo(folder);
            }
        }

        @Test
        void isRefusedWhereBothHaveExperiments() {
            new StoreOnDisk(folder).experiment("1", "1", "outside");
            store.experiment("1", "1", "inside");
            assertThatThrownBy(() -> FileStore.open(folder))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("Both " + folder + " and " + store.root()
                            + " contain experiments; name the one you mean, or move the other away.");
        }

        @Test
        void isRefusedWhereNoneIs() throws IOException {
            Files.delete(store.root());
            assertThatThrownBy(() -> FileStore.open(folder))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(
                            folder
                                    + " does not contain a FileStore; name the directory that contains mlruns, or the FileStore itself.");
        }

        @Test
        void isRefusedWhereOnlyFoldersInItAreStores() throws IOException {
            Files.delete(store.root());
            new StoreOnDisk(folder.resolve("laptop")).experiment("1", "1", "one");
            new StoreOnDisk(folder.resolve("hpc/mlruns")).experiment("1", "1", "one");
            assertThatThrownBy(() -> FileStore.open(folder))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(folder
                            + " does not contain a FileStore, but these directories in it do: hpc, laptop. Name the one that"
                            + " is meant, or several, each as a --source.");
        }

        @Test
        void isRefusedWhereNothingIs() {
            assertThatThrownBy(() -> FileStore.open(folder.resolve("gone")))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(folder.resolve("gone")
                            + " does not exist; name the directory that contains mlruns, or the FileStore itself.");
        }

        @Test
        void ignoresAProjectsOtherMetaFiles() {
            new StoreOnDisk(folder)
                    .file("conda/meta.yaml", "package:\n  name: x\n")
                    .folder("2024/data");
            store.experiment("1", "1", "one");
            try (FileStore found = FileStore.open(folder)) {
                assertThat(found.root()).isEqualTo(store.root());
            }
        }

        @Test
        void mayBeEmpty() {
            StoreReading reading = read();
            assertThat(reading.experiments())
                    .containsExactly(new Experiment(
                            ExperimentId.DEFAULT,
                            "Default",
                            FileName.uri(store.root()) + "/0",
                            LifecycleStage.ACTIVE,
                            null,
                            null,
                            List.of()));
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.DEFAULT_EXPERIMENT, 1L));
            assertThat(reading.accounting()).isEqualTo(Accounting.NONE);
        }
    }

    @Nested
    class Experiments {

        private static final String ARTIFACTS_ONLY =
                ": it has no meta.yaml and contains only artifacts, as MLflow stores them for experiments in a database";

        @Test
        void comeByNumber() {
            store.experiment("10", "10", "ten").experiment("9", "9", "nine").experiment("0", "0", "Default");
            store.experiment(".trash/2", "2", "two");
            assertThat(ids(read())).containsExactly(0L, 2L, 9L, 10L);
        }

        @Test
        void areDeletedWhereTheyLieInTheTrash() {
            store.experiment(".trash/2", "2", "two");
            StoreReading reading = read();
            assertThat(reading.experiments().get(1).lifecycleStage()).isEqualTo(LifecycleStage.DELETED);
            assertThat(reading.normalizations()).containsEntry(Normalization.LOCATION_DECIDES, 1L);
        }

        @Test
        void stayDeletedOutsideTheTrashWhereTheirFileSaysSo() {
            store.file("5/meta.yaml", """
                    artifact_location: /x/5
                    creation_time: 1
                    experiment_id: '5'
                    last_update_time: 2
                    lifecycle_stage: deleted
                    name: five
                    """);
            StoreReading reading = read();
            assertThat(reading.experiments().get(1).lifecycleStage()).isEqualTo(LifecycleStage.DELETED);
            assertThat(reading.normalizations()).containsOnlyKeys(Normalization.DEFAULT_EXPERIMENT);
        }

        @Test
        void haveNoTimesBeforeMlflow129() {
            store.file(
                    "0/meta.yaml",
                    "artifact_location: /x/0\nexperiment_id: 0\nlifecycle_stage: active\nname: Default\n");
            StoreReading reading = read();
            assertThat(reading.experiments())
                    .containsExactly(new Experiment(
                            ExperimentId.DEFAULT, "Default", "/x/0", LifecycleStage.ACTIVE, null, null, List.of()));
            assertThat(reading.normalizations()).containsExactly(entry(Normalization.MISSING_TIME, 2L));
            assertThat(reading.accounting()).isEqualTo(new Accounting(0, 1, 0, 0));
        }

        @Test
        void keepTheirTags() {
            store.experiment("1", "1", "one")
                    .file("1/tags/mlflow.note.content", "a\r\nb\n")
                    .file("1/tags/a/b", "");
            assertThat(read().experiments().get(1).tags())
                    .containsExactly(new Tag("a/b", ""), new Tag("mlflow.note.content", "a\r\nb\n"));
        }

        @Test
        void leaveTheDefaultNameToItsBearer() {
            store.experiment("7", "7", "Default").experiment("8", "8", "Default (0)");
            assertThat(read().experiments())
                    .extracting(Experiment::name)
                    .containsExactly("Default (0) (0)", "Default", "Default (0)");
        }

        @Test
        void areBlockedInTheTrashWhereTheRootHasTheSameId() {
            store.experiment("5", "5", "alive").run("5", RUN, "");
            store.experiment(".trash/5", "5", "dead").run(".trash/5", OTHER_RUN, "");
            StoreReading reading = read();
            assertThat(ids(reading)).containsExactly(0L, 5L);
            assertThat(reading.runs()).extracting(Run::runId).containsExactly(RUN);
            assertThat(reading.blocked())
                    .containsExactly(".trash/5: the same experiment id is also in the root, which hides this one");
            assertThat(reading.accounting()).isEqualTo(new Accounting(2, 0, 0, 2));
        }

        @Test
        void areAllBlockedWhereTheyHaveOneName() {
            store.experiment("5", "5", "twin").experiment("6", "6", "twin").run("6", RUN, "");
            StoreReading reading = read();
            assertThat(ids(reading)).containsExactly(0L);
            assertThat(reading.blocked())
                    .containsExactly(
                            "5: another experiment has the same name: 6", "6: another experiment has the same name: 5");
            assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 3));
        }

        @Test
        void getNamesOfTheirOwnByRepair() {
            store.experiment(".trash/4", "4", "twin")
                    .experiment("6", "6", "twin")
                    .experiment("5", "5", "twin");
            store.experiment("7", "7", "twin (6)");
            StoreReading reading = read(REPAIR);
            assertThat(reading.experiments())
                    .extracting(Experiment::name)
                    .containsExactly("Default", "twin (4)", "twin", "twin (6) (6)", "twin (6)");
            assertThat(reading.experiments().get(3).tags())
                    .containsExactly(new Tag("filestoremigration.repaired.name", "twin"));
            assertThat(reading.repaired())
                    .containsExactly(
                            ".trash/4/meta.yaml: name twin -> twin (4)", "6/meta.yaml: name twin -> twin (6) (6)");
            assertThat(reading.blocked()).isEmpty();
        }

        @Test
        void areBlockedWhereTheirIdIsNoCanonicalNumber() {
            for (String id : new String[] {"007", "my-exp", "9223372036854775808"}) {
                store.experiment(id, id, "named " + id);
            }
            StoreReading reading = read();
            assertThat(ids(reading)).containsExactly(0L);
            assertThat(reading.blocked())
                    .containsExactly(
                            "007: its name is not an experiment id that SQL can hold",
                            "9223372036854775808: its name is not an experiment id that SQL can hold",
                            "my-exp: its name is not an experiment id that SQL can hold");
        }

        @Test
        void getNumbersByRepairAndKeepTheirRuns() {
            store.experiment("my-exp", "my-exp", "mine").run("my-exp", RUN, "");
            store.experiment("007", "007", "bond").experiment("41", "41", "greatest");
            StoreReading reading = read(REPAIR);
            assertThat(reading.experiments())
                    .extracting(experiment -> experiment.experimentId() + " " + experiment.name())
                    .containsExactly("0 Default", "41 greatest", "42 bond", "43 mine");
            assertThat(reading.runs().get(0).experimentId()).isEqualTo(new ExperimentId(43));
            assertThat(reading.experiments().get(3).tags())
                    .containsExactly(new Tag("filestoremigration.repaired.experiment_id", "my-exp"));
        }

        @Test
        void areBlockedWhereTheFileContradictsTheFolder() {
            store.experiment("258", "259", "copied").run("258", RUN, "");
            StoreReading reading = read();
            assertThat(reading.blocked())
                    .containsExactly("258/meta.yaml:3 (experiment_id): it says '259', but its directory '258'");
            assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 2));
        }

        @Test
        void areBlockedWithoutAnArtifactLocation() {
            store.file("3/meta.yaml", "experiment_id: '3'\nlifecycle_stage: active\nname: x\n");
            assertThat(read().blocked())
                    .containsExactly(
                            "3/meta.yaml (artifact_location): it has no artifact_location, without which MLflow cannot"
                                    + " list experiments");
            StoreReading repaired = read(REPAIR);
            assertThat(repaired.experiments().get(1).artifactLocation()).isEqualTo(FileName.uri(store.root()) + "/3");
            assertThat(repaired.experiments().get(1).tags())
                    .containsExactly(new Tag("filestoremigration.repaired.artifact_location", ""));
        }

        @Test
        void nameEveryMissingKeyAtOnce() {
            store.file("3/meta.yaml", "experiment_id: '3'\nlifecycle_stage: gone\n");
            assertThat(read().blocked())
                    .containsExactly(
                            "3/meta.yaml: it looks cut off: it ends after 'lifecycle_stage', and lacks 'name'",
                            "3/meta.yaml (artifact_location): it has no artifact_location, without which MLflow cannot"
                                    + " list experiments",
                            "3/meta.yaml:2 (lifecycle_stage): its lifecycle stage is unknown to MLflow: 'gone'");
        }

        @Test
        void areLeftAloneIfTheyHoldArtifactsOnly() {
            store.experiment("2", "2", "two")
                    .file("1/models/m-1/artifacts/MLmodel", "x")
                    .file("3/" + RUN + "/artifacts/plot.png", "x")
                    .file("4/traces/tr-1/artifacts/traces.json", "{}");
            StoreReading reading = read();
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.notes())
                    .containsExactly("1" + ARTIFACTS_ONLY, "3" + ARTIFACTS_ONLY, "4" + ARTIFACTS_ONLY);
            assertThat(reading.accounting()).isEqualTo(new Accounting(1, 0, 3, 0));
        }

        @Test
        void areBlockedWithoutMetaIfTheyHoldAnyEntity() {
            store.file("1/models/m-1/params/p", "x")
                    .file("2/traces/tr-1/tags/t", "x")
                    .file("3/tags/t", "x")
                    .file("4/datasets/d/meta.yaml", "");
            assertThat(read().blocked())
                    .filteredOn(item -> item.endsWith(": it has the contents of an experiment, but no meta.yaml"))
                    .extracting(item -> item.substring(0, 1))
                    .containsExactly("1", "2", "3", "4");
        }

        @Test
        void areOneItemWhereTheyAreAStoreOfTheirOwn() {
            store.experiment("1", "1", "one");
            store.experiment("backup/0", "0", "Default").run("backup/0", RUN, "");
            StoreReading reading = read();
            assertThat(reading.blocked()).containsExactly("backup: it is a FileStore of its own within this one");
            assertThat(reading.accounting()).isEqualTo(new Accounting(1, 0, 0, 2));
        }

        @Test
        void areNotTheRecipesOfConda() {
            store.experiment("2", "2", "two").file("recipe/meta.yaml", "package:\n  name: x\nbuild: [1\n");
            StoreReading reading = read();
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.notes())
                    .containsExactly(
                            "recipe/meta.yaml: it is not an experiment's: MLflow does not read this directory");
            assertThat(reading.accounting()).isEqualTo(new Accounting(1, 0, 1, 0));
        }

        @Test
        void areNotTheFoldersOfOtherSystems() {
            store.experiment("2", "2", "two")
                    .file("__MACOSX/2/" + RUN + "/params/p", "x")
                    .file("2/@eaDir/params/p", "x")
                    .file("2/.snapshot/" + RUN + "/meta.yaml", "x")
                    .folder("lost+found");
            StoreReading reading = read();
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.notes())
                    .containsExactlyInAnyOrder(
                            "__MACOSX: another program left it here, and MLflow does not read it",
                            "lost+found: another program left it here, and MLflow does not read it",
                            "2/@eaDir: another program left it here, and MLflow does not read it",
                            "2/.snapshot: another program left it here, and MLflow does not read it");
            assertThat(reading.accounting()).isEqualTo(new Accounting(1, 0, 3, 0));
        }

        @Test
        void areBlockedWithoutMetaIfTheyHoldRuns() {
            store.run("3", RUN, "").folder("4/tags").file("5/notes.txt", "x");
            StoreReading reading = read();
            assertThat(reading.blocked()).containsExactly("3: it has the contents of an experiment, but no meta.yaml");
            assertThat(reading.notes())
                    .containsExactly(
                            "4: it is not an experiment: it has no meta.yaml",
                            "5: it is not an experiment: it has no meta.yaml");
            assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 1, 1));
        }

        @Test
        void areLeftAloneWhereOthersAreAskedFor() {
            store.experiment("1", "1", "one").run("1", RUN, "").file("1/" + RUN + "/artifacts/model.bin", "x");
            store.experiment("2", "2", "two").run("2", OTHER_RUN, "");
            store.experiment("3", "3", "three");
            StoreReading reading = read(FileStoreOptions.DEFAULT.withExperiments(Set.of("two", "3")));
            assertThat(ids(reading)).containsExactly(0L, 2L, 3L);
            assertThat(reading.runs()).extracting(Run::runId).containsExactly(OTHER_RUN);
            assertThat(reading.accounting()).isEqualTo(new Accounting(3, 0, 3, 0));
        }

        @Test
        void areRefusedWhereOneIsAskedForThatIsNotThere() {
            store.experiment("1", "1", "one");
            assertThatThrownBy(() -> read(FileStoreOptions.DEFAULT.withExperiments(Set.of("one", "zwei"))))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("There is no experiment with the id or name zwei in ");
        }

        @Test
        void noteKeysThatMlflowDoesNotKnow() {
            store.file("3/meta.yaml", """
                    artifact_location: a
                    experiment_id: '3'
                    lifecycle_stage: active
                    name: x
                    color: red
                    workspace: default
                    creation_time: 1.5
                    last_update_time: 2
                    tags: {a: b}
                    """);
            StoreReading reading = read();
            assertThat(reading.notes()).containsExactly("3/meta.yaml:5 (color): MLflow does not know this key");
            assertThat(reading.experiments().get(1).creationTime()).isEqualTo(1);
            assertThat(reading.normalizations()).containsEntry(Normalization.FLOAT_TIMESTAMP, 1L);
        }
    }

    @Nested
    class FilesBelowARun {

        @BeforeEach
        void createRun() {
            store.experiment("1", "1", "one").run("1", RUN, "");
        }

        private String in(String path) {
            return "1/" + RUN + "/" + path;
        }

        @Test
        void keepTheirBytesAsValues() {
            String value = "\uFEFF a\r\nb\rc\u0000\u0085\u2028 \uD83D\uDE80\n\n";
            store.file(in("params/p"), value).file(in("params/empty"), "");
            assertThat(read().runs().get(0).params()).containsExactly(new Param("empty", ""), new Param("p", value));
        }

        @Test
        void blockValuesThatAreNotUtf8() {
            store.file(in("params/latin"), "caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
            store.file(in("params/cut"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});
            store.file(in("params/replacement"), "\uFFFD");
            StoreReading reading = read();
            assertThat(reading.blocked())
                    .containsExactly(in("params/cut") + ": it is not UTF-8", in("params/latin") + ": it is not UTF-8");
            assertThat(reading.runs().get(0).params()).containsExactly(new Param("replacement", "\uFFFD"));
        }

        @Test
        void haveTheirFoldersInTheirKeys() {
            store.file(in("params/a/b/c"), "1").file(in("params/a-b"), "2").file(in("metrics/x/y"), "1 2 3\n");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params()).containsExactly(new Param("a-b", "2"), new Param("a/b/c", "1"));
            assertThat(reading.metrics().get(0).key()).isEqualTo("x/y");
        }

        @Test
        void keepKeysThatMlflowRefuses() {
            for (String key : new String[] {"a@b", "lr~", "\uD83D\uDE80", "cafe\u0301", ".hidden", "a:b", "\u4E2D"}) {
                store.file(in("tags/" + key), "v");
            }
            StoreReading reading = read();
            assertThat(reading.runs().get(0).tags())
                    .extracting(Tag::key)
                    .containsExactly(".hidden", "a:b", "a@b", "cafe\u0301", "lr~", "\u4E2D", "\uD83D\uDE80");
            assertThat(reading.normalizations()).containsEntry(Normalization.UNUSUAL_KEY, 4L);
        }

        @Test
        void areKeysWhateverTheirNamesAndCopiesOfJupyterToo() {
            store.run("1", RUN, "")
                    .file("1/" + RUN + "/params/Thumbs.db", "x")
                    .file("1/" + RUN + "/params/.ipynb_checkpoints/lr-checkpoint", "0.1");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params())
                    .containsExactly(new Param(".ipynb_checkpoints/lr-checkpoint", "0.1"), new Param("Thumbs.db", "x"));
            assertThat(reading.notes())
                    .contains(
                            "1/" + RUN
                                    + "/params/.ipynb_checkpoints/lr-checkpoint: Jupyter made this copy, and MLflow reads it as a separate key");
        }

        @Test
        void areJunkByNameAndFirstBytesOnly() {
            store.file(in("params/.DS_Store"), "\0\0\0\1Bud1rest").file(in("params/Thumbs.db"), "a real param");
            store.file(in("metrics/._loss"), "\0\5\26\7\0").file(in("tags/.t.swp"), "b0VIM 9.0");
            store.file(in("metrics/desktop.ini"), "[.ShellClassInfo]\r\n");
            store.file(".DS_Store", "anything").file("1/.DS_Store", "anything");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params()).containsExactly(new Param("Thumbs.db", "a real param"));
            assertThat(reading.notes())
                    .containsExactlyInAnyOrder(
                            ".DS_Store: another program left it here, and MLflow does not read it",
                            "1/.DS_Store: another program left it here, and MLflow does not read it",
                            in("params/.DS_Store") + ": it is not a key: an operating system or editor left it here",
                            in("metrics/._loss") + ": it is not a key: an operating system or editor left it here",
                            in("metrics/desktop.ini") + ": it is not a key: an operating system or editor left it here",
                            in("tags/.t.swp") + ": it is not a key: an operating system or editor left it here");
            assertThat(reading.accounting().leftAlone()).isEqualTo(6);
        }

        @Test
        void areLeftAloneAmongArtifacts() {
            store.file(in("artifacts/a/b/model.bin"), "x").link(in("artifacts/up"), "../../..");
            store.link(in("artifacts/out"), "../../../../elsewhere");
            StoreReading reading = read();
            assertThat(reading.notes()).isEmpty();
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.accounting().leftAlone()).isEqualTo(3);
        }

        @Test
        void areNotedWhereMlflowNeverLooks() {
            store.file(in("checkpoint/step1.bin"), "x")
                    .file(in("notes.txt"), "y")
                    .link(in("old"), "nowhere");
            StoreReading reading = read();
            assertThat(reading.notes())
                    .containsExactly(
                            in("checkpoint") + ": MLflow does not read it",
                            in("notes.txt") + ": MLflow does not read it",
                            in("old")
                                    + ": MLflow does not read it, and it is a symbolic link to something that is gone");
            assertThat(reading.accounting().leftAlone()).isEqualTo(3);
        }

        @Test
        void mayBeLinksInsideTheSource() {
            store.file(in("params/a"), "v").link(in("params/b"), "a");
            assertThat(read().runs().get(0).params()).containsExactly(new Param("a", "v"), new Param("b", "v"));
        }

        @Test
        void areBlockedWhereALinkLeavesTheSource() throws IOException {
            Files.writeString(folder.resolve("secret"), "s");
            store.link(in("params/out"), "../../../../secret");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params()).isEmpty();
            assertThat(reading.blocked())
                    .containsExactly(in("params/out") + ": it is a symbolic link that leaves the source");
            assertThat(read(FileStoreOptions.DEFAULT.withFollowSymlinks(true))
                            .runs()
                            .get(0)
                            .params())
                    .containsExactly(new Param("out", "s"));
        }

        @Test
        void areNotFollowedThroughLinksToFolders() {
            store.folder(in("tags")).file(in("params/a"), "v").link(in("params/tags"), "../tags");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params()).containsExactly(new Param("a", "v"));
            assertThat(reading.notes())
                    .containsExactly(in("params/tags") + ": MLflow does not follow a link to a directory here");
        }

        @Test
        void areBlockedWhereLinksLeadBackUp() {
            store.file(in("params/a"), "v").link(in("params/self"), ".").link(in("params/up"), "..");
            assertThat(read().blocked())
                    .containsExactly(
                            in("params/self") + ": it is a symbolic link to a directory that contains it",
                            in("params/up") + ": it is a symbolic link to a directory that contains it");
        }

        @Test
        void areLookedAtInABlockedExperimentToo() {
            store.file(in("params/latin"), new byte[] {(byte) 0xE9}).file("1/meta.yaml", "name: one\n");
            assertThat(read().blocked())
                    .contains(in("params/latin") + ": it is not UTF-8", "1/meta.yaml (experiment_id): it is missing");
        }

        @Test
        void areBlockedWhereLinksGoRoundOrNowhere() {
            store.link(in("params/round"), "round").link(in("params/gone"), "nothing");
            assertThat(read().blocked())
                    .containsExactly(
                            in("params/gone") + ": it is a symbolic link to something that is gone",
                            in("params/round")
                                    + ": it is a symbolic link that cannot be followed: Too many levels of symbolic"
                                    + " links or unable to access attributes of symbolic link");
        }

        @Test
        void areNeverOpenedWhereTheyArePipes() throws Exception {
            store.folder(in("params"));
            Process process =
                    new ProcessBuilder("mkfifo", store.path(in("params/pipe")).toString()).start();
            assertThat(process.waitFor()).isZero();
            StoreReading reading = read();
            assertThat(reading.blocked()).containsExactly(in("params/pipe") + ": it is a pipe, socket or device");
        }

        @Test
        void areBlockedWhereTheirNameIsNotUtf8() throws Exception {
            store.folder(in("tags"));
            Process process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "cd \"$0\" && : > \"$(printf 'caf\\351')\"",
                            store.path(in("tags")).toString())
                    .start();
            assertThat(process.waitFor()).isZero();
            StoreReading reading = read();
            assertThat(reading.blocked()).containsExactly(in("tags/caf\\xE9") + ": its name is not UTF-8");
            assertThat(reading.accounting().blocked()).isEqualTo(1);
        }

        @Test
        void mayLieVeryDeep() {
            String deep = "d/".repeat(900);
            store.file(in("artifacts/" + deep + "x"), "1").file(in("params/" + deep + "x"), "1");
            StoreReading reading = read();
            assertThat(reading.runs().get(0).params()).containsExactly(new Param(deep + "x", "1"));
        }
    }

    @Nested
    class Links {

        @BeforeEach
        void createExperimentElsewhere() {
            new StoreOnDisk(folder).experiment("disk2/5", "5", "moved").run("disk2/5", RUN, "");
            store.link("5", "../disk2/5");
        }

        /** What they lead to is counted where it lies. */
        @Test
        void insideTheSourceAreOneFileEach() {
            store.experiment("6", "6", "six")
                    .run("6", RUN, "")
                    .file("6/" + RUN + "/params/a", "1")
                    .file("6/" + RUN + "/params/b", "2")
                    .run("6", OTHER_RUN, "")
                    .link("6/" + OTHER_RUN + "/params", "../" + RUN + "/params")
                    .link("6/" + OTHER_RUN + "/artifacts", "../" + RUN + "/params");
            StoreReading reading = read(FileStoreOptions.DEFAULT.withExperiments(Set.of("6")));
            assertThat(reading.runs())
                    .hasSize(2)
                    .allSatisfy(
                            run -> assertThat(run.params()).containsExactly(new Param("a", "1"), new Param("b", "2")));
            assertThat(reading.notes()).isEmpty();
            assertThat(reading.accounting().files()).isEqualTo(8);
        }

        @Test
        void toExperimentsElsewhereAreBlocked() {
            StoreReading reading = read();
            assertThat(reading.blocked()).containsExactly("5: it is a symbolic link that leaves the source");
            assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 1));
        }

        @Test
        void toExperimentsElsewhereAreFollowedOnDemand() {
            StoreReading reading = StoreReading.of(store.root(), FileStoreOptions.DEFAULT.withFollowSymlinks(true));
            assertThat(ids(reading)).containsExactly(0L, 5L);
            assertThat(reading.runs()).extracting(Run::runId).containsExactly(RUN);
            assertThat(reading.accounting().files()).isEqualTo(2);
        }

        @Test
        void toAFolderThatHoldsThemAreBlocked() {
            store.link("6", ".");
            assertThat(read().blocked()).contains("6: it is a symbolic link to a directory that contains it");
        }
    }

    @Nested
    class SameIds {

        @Test
        void blockBothRunsWhereTheyAreInTwoExperiments() {
            store.experiment("1", "1", "one").run("1", RUN, "").file("1/" + RUN + "/params/p", "v");
            store.experiment("2", "2", "two").run("2", RUN, "").run("2", OTHER_RUN, "");
            StoreReading reading = read();
            assertThat(reading.runs()).extracting(Run::runId).containsExactly(OTHER_RUN);
            assertThat(reading.blocked())
                    .containsExactly(
                            "1/" + RUN + ": the same id is also in 2/" + RUN,
                            "2/" + RUN + ": the same id is also in 1/" + RUN);
            assertThat(reading.accounting()).isEqualTo(new Accounting(3, 0, 0, 3));
        }

        @Test
        void blockOnlyTheCopyThatMlflowIgnores() {
            store.experiment("1", "1", "one").run("1", RUN, "");
            store.experiment("2", "2", "two").run("2", RUN, "experiment_id: '1'\n");
            StoreReading reading = read();
            assertThat(reading.runs()).extracting(Run::experimentId).containsExactly(new ExperimentId(1));
            assertThat(reading.blocked())
                    .containsExactly("2/" + RUN + "/meta.yaml:15 (experiment_id): it says '1', its directory '2'");
        }

        @Test
        void doNotMatterForFoldersThatAreNoRuns() {
            store.experiment("1", "1", "one").run("1", RUN, "").folder("1/.ipynb_checkpoints");
            store.experiment("2", "2", "two").folder("2/" + RUN).folder("2/.ipynb_checkpoints");
            StoreReading reading = read();
            assertThat(reading.runs()).hasSize(1);
            assertThat(reading.blocked()).isEmpty();
            assertThat(reading.notes()).hasSize(3);
        }
    }

    @Nested
    class Registry {

        @Test
        void followsExperimentsThatARepairRenumbers() {
            store.experiment("letters", "letters", "named by hand")
                    .file("models/greet/meta.yaml", "name: greet\n")
                    .file("models/greet/tags/_mlflow_experiment_ids", ",letters,5,");
            StoreReading reading = read(REPAIR);
            assertThat(reading.registeredModels().get(0).tags())
                    .containsExactly(
                            new Tag("_mlflow_experiment_ids", "," + greatestId(reading) + ",5,"),
                            new Tag("filestoremigration.repaired._mlflow_experiment_ids", ",letters,5,"));
            assertThat(reading.repaired())
                    .contains("models/greet/tags/_mlflow_experiment_ids: _mlflow_experiment_ids ,letters,5, -> ,"
                            + greatestId(reading) + ",5,");
        }

        private static long greatestId(StoreReading reading) {
            return reading.experiments().stream()
                    .mapToLong(experiment -> experiment.experimentId().value())
                    .max()
                    .orElseThrow();
        }

        @Test
        void mayBeThatOfAnotherStore() {
            store.experiment("1", "1", "one").file("models/own/meta.yaml", "name: own\n");
            new StoreOnDisk(folder.resolve("other")).file("models/far/meta.yaml", "name: far\n");
            StoreReading reading =
                    StoreReading.of(store.root(), FileStoreOptions.DEFAULT.withRegistry(folder.resolve("other")));
            assertThat(reading.registeredModels())
                    .extracting(RegisteredModel::name)
                    .containsExactly("far");
            assertThat(reading.notes())
                    .containsExactly(
                            "models: the model registry is read from " + folder.resolve("other") + " in its place");
            assertThat(reading.accounting()).isEqualTo(new Accounting(1, 1, 1, 0));
        }

        @Test
        void isRefusedWhereThereIsNone() {
            store.experiment("1", "1", "one");
            FileStoreOptions options = FileStoreOptions.DEFAULT.withRegistry(folder);
            assertThatThrownBy(() -> FileStore.open(store.root(), options))
                    .isInstanceOf(SourceException.class)
                    .hasMessage(folder
                            + " does not contain a model registry; name the directory that contains mlruns, or the"
                            + " FileStore itself, with the directory models in it.");
        }
    }

    @Nested
    class Reading {

        @BeforeEach
        void createRuns() {
            store.experiment("1", "1", "one");
            for (int i = 0; i < 200; i++) {
                String id = String.format(java.util.Locale.ROOT, "%032x", i * 7919L);
                store.run("1", id, i % 10 == 0 ? "status: 9\n" : "").file("1/" + id + "/params/a@b", "v" + i);
                store.file("1/" + id + "/metrics/m", "1 2 3\n1 2 3\nx\n");
            }
        }

        @Test
        void comesToTheSameWithAnyNumberOfThreads() {
            StoreReading one = read(FileStoreOptions.DEFAULT.withThreads(1));
            assertThat(one.runs()).hasSize(180);
            assertThat(one.blocked()).hasSize(220);
            for (int threads : new int[] {2, 7}) {
                assertThat(read(FileStoreOptions.DEFAULT.withThreads(threads))).isEqualTo(one);
            }
        }

        @Test
        void againReportsNothingTwice() {
            try (FileStore opened = FileStore.open(store.root())) {
                List<Object> first = org.filestoremigration.domain.store.StoreContent.of(opened);
                long blocked = opened.findings().blockedCount();
                Accounting accounting = opened.accounting();
                long fingerprint = opened.fingerprint();
                assertThat(org.filestoremigration.domain.store.StoreContent.of(opened))
                        .isEqualTo(first);
                assertThat(opened.findings().blockedCount()).isEqualTo(blocked);
                assertThat(opened.accounting()).isEqualTo(accounting);
                assertThat(opened.fingerprint()).isEqualTo(fingerprint);
            }
        }

        @Test
        void seesAnyChangeInItsFingerprint() {
            long before = read().fingerprint();
            assertThat(read().fingerprint()).isEqualTo(before);
            store.file("1/" + "0".repeat(32) + "/params/a@b", "v1");
            assertThat(read().fingerprint()).isNotEqualTo(before);
            store.file("1/" + "0".repeat(32) + "/params/a@b", "v0");
            assertThat(read().fingerprint()).isEqualTo(before);
            store.file("1/" + "0".repeat(32) + "/artifacts/x", "");
            assertThat(read().fingerprint()).isNotEqualTo(before);
        }
    }

    @Nested
    class Places {

        private Optional<SourcePlace> locate(EntityKind kind, Object... names) {
            try (FileStore opened = FileStore.open(store.root())) {
                return opened.locate(EntityKey.of(kind, names));
            }
        }

        @BeforeEach
        void createRun() {
            store.experiment(".trash/1", "1", "one").run(".trash/1", RUN, "").file(".trash/1/tags/x", "y");
            String run = ".trash/1/" + RUN;
            store.file(run + "/params/a/b", "1").file(run + "/metrics/m", "5 1 1\n\n6 1 2\n");
            store.file(".trash/1/datasets/odd/meta.yaml", "name: n\ndigest: d\nsource_type: s\nsource: s\n");
            store.file(
                    run + "/inputs/i/meta.yaml",
                    "source_type: MODEL\nsource_id: m-1\ndestination_type: RUN\ndestination_id: m-1\ntags: {}\n");
        }

        @Test
        void areFilesAndLines() {
            String run = ".trash/1/" + RUN;
            assertThat(locate(EntityKind.EXPERIMENT, 1)).contains(SourcePlace.of(".trash/1/meta.yaml"));
            assertThat(locate(EntityKind.EXPERIMENT_TAG, 1, "x")).contains(SourcePlace.of(".trash/1/tags/x"));
            assertThat(locate(EntityKind.RUN, 1, RUN)).contains(SourcePlace.of(run + "/meta.yaml"));
            assertThat(locate(EntityKind.PARAM, 1, RUN, "a/b")).contains(SourcePlace.of(run + "/params/a/b"));
            assertThat(locate(EntityKind.METRIC, 1, RUN, "m", 2, 6))
                    .contains(new SourcePlace(run + "/metrics/m", 3, null));
            assertThat(locate(EntityKind.LATEST_METRIC, 1, RUN, "m")).contains(SourcePlace.of(run + "/metrics/m"));
            assertThat(locate(EntityKind.MODEL_INPUT, 1, RUN, "m-1"))
                    .contains(SourcePlace.of(run + "/inputs/i/meta.yaml"));
            assertThat(locate(EntityKind.DATASET, 1, org.filestoremigration.domain.tracking.Dataset.idOf("n", "d")))
                    .contains(SourcePlace.of(".trash/1/datasets/odd/meta.yaml"));
        }

        @Test
        void areTheOwnersFolderForWhatIsNowhere() {
            assertThat(locate(EntityKind.PARAM, 1, RUN, "gone")).contains(SourcePlace.of(".trash/1/" + RUN));
            assertThat(locate(EntityKind.RUN, 1, "../..")).isEmpty();
            assertThat(locate(EntityKind.RUN, 99, RUN)).isEmpty();
        }
    }
}
