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
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.StoreOnDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredModelFolderTest {

    private static final String FOLDER = "models/modèle été";
    private static final String META_FILE = FOLDER + "/meta.yaml";
    private static final String META = """
            aliases:
              champion: '1'
            creation_timestamp: 1714847513510
            deployment_job_id: null
            deployment_job_state: null
            description: "first\\nline"
            last_updated_timestamp: 1714847513831
            name: modèle été
            workspace: default
            """;
    private static final String VERSION = FOLDER + "/version-2";
    private static final String VERSION_FILE = VERSION + "/meta.yaml";
    private static final String VERSION_META = """
            aliases: []
            creation_timestamp: 1714847513673
            current_stage: None
            deployment_job_state: null
            description: ''
            last_updated_timestamp: 1714847513674
            model_id: null
            name: modèle été
            run_id: run1
            run_link: null
            source: file:///old/a
            status: READY
            status_message: null
            storage_location: file:///old/a
            user_id: null
            version: 2
            workspace: default
            """;

    @TempDir
    Path root;

    private StoreOnDisk store;
    private FolderReading reading;

    @BeforeEach
    void writeModel() {
        store = new StoreOnDisk(root).file(META_FILE, META).file(VERSION_FILE, VERSION_META);
        reading = new FolderReading(root, FolderReading.EXACT);
    }

    private RegisteredModel model() {
        return Objects.requireNonNull(reading.registeredModel(FOLDER));
    }

    @Test
    void readsModelsWithTagsAndAliases() {
        store.file(FOLDER + "/tags/a/b", "\n").file(FOLDER + "/aliases/champion", "2");
        assertThat(model())
                .isEqualTo(new RegisteredModel(
                        "modèle été",
                        1714847513510L,
                        1714847513831L,
                        "first\nline",
                        List.of(new Tag("a/b", "\n")),
                        List.of(new Alias("champion", 2))));
        assertThat(reading.notes()).isEmpty();
        assertThat(reading.normalizations()).isEmpty();
        assertThat(reading.accounting()).isEqualTo(new Accounting(3, 0, 0, 0));
    }

    @Test
    void readsAliasesAsNumbers() {
        store.file(FOLDER + "/aliases/a", "02\n")
                .file(FOLDER + "/aliases/b", "9")
                .file(FOLDER + "/aliases/c", "one")
                .file(FOLDER + "/aliases/d", "1_0")
                .file(FOLDER + "/aliases/e", "9223372036854775808");
        assertThat(model().aliases()).containsExactly(new Alias("a", 2), new Alias("b", 9));
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.ALIAS_TEXT, 1L));
        assertThat(reading.notes()).containsExactly(FOLDER + "/aliases/b: it is an alias of version 9, which is gone");
        assertThat(reading.blocked())
                .containsExactly(
                        FOLDER + "/aliases/c: it is not a version number: 'one'",
                        FOLDER + "/aliases/d: it is not a version number: '1_0'",
                        FOLDER + "/aliases/e: it is not a version number: '9223372036854775808'");
    }

    @Test
    void keepsMissingTimesAsNone() {
        store.file(META_FILE, "creation_timestamp: null\nname: modèle été\n");
        assertThat(model()).isEqualTo(new RegisteredModel("modèle été", null, null, null, List.of(), List.of()));
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.MISSING_TIME, 2L));
    }

    @Test
    void blocksModelsThatContradictTheirFolder() {
        store.file(META_FILE, META.replace("modèle", "model"));
        assertThat(reading.registeredModel(FOLDER)).isNull();
        assertThat(reading.blocked())
                .containsExactly(META_FILE + ":8 (name): it says 'model été', its directory 'modèle été'");
        assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 2));
    }

    @Test
    void listsACopiedModelOnce() {
        store.file("models/copy/meta.yaml", META).file("models/copy/version-2/meta.yaml", VERSION_META);
        assertThat(reading.registeredModel("models/copy")).isNull();
        assertThat(reading.blocked())
                .containsExactly("models/copy/meta.yaml:8 (name): it says 'modèle été', its directory 'copy'");
        assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 2));
    }

    @Test
    void leavesOutTheAliasesOfVersionsThatAreBlocked() {
        store.file(FOLDER + "/version-1/meta.yaml", "creation_timestamp: 17148")
                .file(FOLDER + "/aliases/broken", "1")
                .file(FOLDER + "/aliases/champion", "2")
                .file(FOLDER + "/aliases/gone", "3");
        assertThat(model().aliases()).containsExactly(new Alias("champion", 2), new Alias("gone", 3));
        assertThat(reading.blocked()).as("the version has an item of its own").isEmpty();
        assertThat(reading.notes())
                .containsExactly(FOLDER + "/aliases/gone: it is an alias of version 3, which is gone");
        assertThat(reading.accounting()).isEqualTo(new Accounting(3, 0, 0, 1));
    }

    @Test
    void blocksFoldersWithoutMetaThatHoldVersions() {
        store.file("models/headless/version-1/meta.yaml", VERSION_META).file("models/empty/.keep", "");
        assertThat(reading.registeredModel("models/headless")).isNull();
        assertThat(reading.registeredModel("models/empty")).isNull();
        assertThat(reading.blocked())
                .containsExactly(
                        "models/headless: it has the contents of a registered model, but no meta.yaml",
                        "models/headless/version-1/meta.yaml:8 (name): it says 'modèle été', its directory 'headless'",
                        "models/headless/version-1/meta.yaml:16 (version): it has version 2, its directory version-1");
        assertThat(reading.notes()).containsExactly("models/empty: it is not a registered model: it has no meta.yaml");
    }

    @Test
    void ordersVersionsByNumber() {
        assertThat(RegisteredModelFolder.versionFolders(new String[] {
                    "meta.yaml", "version-10", "version-2", "version-02", "version-1 (copy)", "version-1"
                }))
                .containsExactly("version-1", "version-2", "version-10", "version-02", "version-1 (copy)");
    }

    @Test
    void readsVersions() {
        store.file(VERSION + "/tags/mlflow.prompt.text", "Hello {{name}}\n\n");
        assertThat(reading.version(model(), VERSION))
                .isEqualTo(new ModelVersion(
                        "modèle été",
                        2,
                        1714847513673L,
                        1714847513674L,
                        "",
                        null,
                        "None",
                        "file:///old/a",
                        "run1",
                        "READY",
                        null,
                        null,
                        "file:///old/a",
                        List.of(new Tag("mlflow.prompt.text", "Hello {{name}}\n\n"))));
        assertThat(reading.notes()).isEmpty();
        assertThat(reading.normalizations()).isEmpty();
    }

    @Test
    void givesVersionsTheNearestTime() {
        String timeless = VERSION_META.replace("creation_timestamp: 1714847513673\n", "");
        store.file(VERSION_FILE, timeless);
        assertThat(reading.version(model(), VERSION))
                .extracting(ModelVersion::creationTime)
                .isEqualTo(1714847513674L);
        store.file(VERSION_FILE, timeless.replace("last_updated_timestamp: 1714847513674\n", ""));
        assertThat(reading.version(model(), VERSION))
                .extracting(ModelVersion::creationTime)
                .isEqualTo(1714847513510L);
        store.file(META_FILE, META.replace("creation_timestamp: 1714847513510\n", ""));
        assertThat(reading.version(model(), VERSION))
                .extracting(ModelVersion::creationTime)
                .isEqualTo(0L);
        assertThat(reading.normalizations()).containsEntry(Normalization.VERSION_TIME, 3L);
    }

    @Test
    void listsFieldsWithoutAColumn() {
        store.file(VERSION_FILE, VERSION_META.replace("model_id: null", "model_id: m-1"));
        assertThat(reading.version(model(), VERSION)).isNotNull();
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.VERSION_FIELDS, 1L));
    }

    @Test
    void blocksVersionsThatContradictTheirFolder() {
        RegisteredModel model = model();
        store.file(FOLDER + "/version-2 (copy)/meta.yaml", VERSION_META).folder(FOLDER + "/version-3");
        assertThat(reading.version(model, FOLDER + "/version-2 (copy)")).isNull();
        assertThat(reading.version(model, FOLDER + "/version-3")).isNull();
        for (String broken : List.of(
                VERSION_META.replace("version: 2\n", ""),
                VERSION_META.replace("name: modèle été", "name: other"),
                VERSION_META.replace("current_stage: None", "current_stage:"))) {
            store.file(VERSION_FILE, broken);
            assertThat(reading.version(model, VERSION)).isNull();
        }
        assertThat(reading.blocked())
                .containsExactlyInAnyOrder(
                        FOLDER + "/version-2 (copy)/meta.yaml:16 (version):"
                                + " it has version 2, its directory version-2 (copy)",
                        FOLDER + "/version-3: it has no meta.yaml, so that MLflow can list no version of the model",
                        VERSION_FILE + " (version): it is missing",
                        VERSION_FILE + ":8 (name): it says 'other', its directory 'modèle été'",
                        VERSION_FILE + ":3 (current_stage): it is null");
    }

    @Test
    void notesVersionsOfOtherExperiments() {
        reading = new FolderReading(
                root, new EntityOptions(false, Set.of(), TextLimits.NONE, "chosen experiments"), Set.of("run1"));
        assertThat(reading.version(model(), VERSION)).isNotNull();
        assertThat(reading.notes())
                .containsExactly(VERSION_FILE + " (run_id): its run run1 is in none of the chosen experiments");
    }
}
