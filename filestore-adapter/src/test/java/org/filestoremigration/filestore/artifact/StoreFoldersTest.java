package org.filestoremigration.filestore.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.LocationState;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFoldersTest {

    private static final EntityKey OWNER = EntityKey.of(EntityKind.RUN, "1", "r1");

    @TempDir
    private Path folder;

    private Path root;
    private StoreFolders folders;

    @BeforeEach
    void writeAStore() throws IOException {
        root = folder.toRealPath().resolve("my runs/mlruns");
        Files.createDirectories(root.resolve("1/r1/artifacts/model"));
        Files.createDirectories(root.resolve("1/r2"));
        Files.createDirectories(root.resolve("1/models/m-1/artifacts"));
        Files.createDirectories(root.resolve(".trash/5/r5/artifacts/plots"));
        Files.createDirectories(folder.resolve("outside/1/r1/artifacts"));
        folders = StoreFolders.of(List.of(root));
    }

    private String uri(String path) {
        return ArtifactLocation.of(root).text() + "/" + path;
    }

    private Optional<String> rebased(String location) {
        return folders.rebase().now(OWNER, ArtifactLocation.parse(location));
    }

    private LocationState state(String location) {
        return folders.state(ArtifactLocation.parse(location), false);
    }

    @Test
    void pointsWhatMovedToWhereItIsNow() {
        assertThat(rebased("file:///old/mlruns/1/r1/artifacts/model")).contains(uri("1/r1/artifacts/model"));
        assertThat(rebased("/old/1/r1/artifacts")).contains(uri("1/r1/artifacts"));
        assertThat(rebased("mlruns/1/models/m-1/artifacts")).contains(uri("1/models/m-1/artifacts"));
        assertThat(rebased("file:///C:/Users/Ada%20L/mlruns/1")).contains(uri("1"));
        assertThat(rebased("C:\\mlruns\\1\\r1\\artifacts")).contains(uri("1/r1/artifacts"));
    }

    @Test
    void pointsToTheFolderOfARunWhoseFilesAreGone() {
        assertThat(rebased("file:///old/mlruns/1/r2/artifacts")).contains(uri("1/r2/artifacts"));
        assertThat(rebased("file:///old/mlruns/1/r2/artifacts/model")).contains(uri("1/r2/artifacts/model"));
    }

    @Test
    void pointsToTheTrashWhereDeletedExperimentsAre() {
        assertThat(rebased("file:///old/mlruns/5/r5/artifacts")).contains(uri(".trash/5/r5/artifacts"));
        assertThat(rebased(uri("5"))).contains(uri(".trash/5"));
    }

    @Test
    void leavesWhatIsInItsPlaceOrNotInTheStore() {
        assertThat(rebased(uri("1/r1/artifacts"))).isEmpty();
        assertThat(rebased(root + "/1/r1/artifacts")).isEmpty();
        assertThat(rebased("file:///old/mlruns/2/r1/artifacts")).isEmpty();
        assertThat(rebased("file:///old/mlruns/1/r9/artifacts")).isEmpty();
        assertThat(rebased("s3://bucket/1/r1/artifacts")).isEmpty();
        assertThat(rebased("mlflow-artifacts:/1/r1/artifacts")).isEmpty();
        assertThat(rebased("models:/1")).isEmpty();
    }

    @Test
    void leavesAPlaceWithFilesIfTheStoreHasNone() throws IOException {
        Path outside = folder.toRealPath().resolve("outside/1/models/m-1/artifacts");
        Files.createDirectories(outside);
        assertThat(rebased(outside.toString())).contains(uri("1/models/m-1/artifacts"));
        Files.createFile(outside.resolve("MLmodel"));
        assertThat(rebased(outside.toString())).isEmpty();
    }

    @Test
    void takesTheStoreThatALocationNames() throws IOException {
        Path second = folder.toRealPath().resolve("second/mlruns");
        Files.createDirectories(second.resolve("1"));
        folders = StoreFolders.of(List.of(root, second));
        assertThat(rebased(second + "/1")).isEmpty();
        assertThat(rebased("/gone/1")).contains(uri("1"));
    }

    @Test
    void saysWhetherArtifactsAreWhereALocationSays() throws IOException {
        assertThat(state(uri("1/r1/artifacts"))).isEqualTo(LocationState.IN_SOURCE);
        assertThat(state(uri("1/r2/artifacts"))).isEqualTo(LocationState.IN_SOURCE);
        assertThat(state(uri("1/r2/artifacts/model"))).isEqualTo(LocationState.ABSENT);
        assertThat(state(uri("5/r5/artifacts"))).isEqualTo(LocationState.IN_TRASH);
        assertThat(state(uri(".trash/5/r5/artifacts"))).isEqualTo(LocationState.IN_SOURCE);
        assertThat(state(folder.toRealPath() + "/outside/1/r1/artifacts")).isEqualTo(LocationState.ELSEWHERE);
        assertThat(state("file:///old/mlruns/1/r1/artifacts")).isEqualTo(LocationState.ABSENT);
        assertThat(state("file:///C:/mlruns/1/r1/artifacts")).isEqualTo(LocationState.ABSENT);
        assertThat(state("mlruns/1/r1/artifacts")).isEqualTo(LocationState.RELATIVE);
        assertThat(state("s3://bucket/1/r1/artifacts")).isEqualTo(LocationState.REMOTE);
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        assertThat(state(link + "/1/r1/artifacts")).isEqualTo(LocationState.IN_SOURCE);
    }

    @Test
    void rewritesDeletedExperimentsToTheirPlaceInTheTrash() {
        Rewrites rewrites = new Rewrites(
                List.of(
                        LocationRewrite.of("file:///old/mlruns", "s3://bucket/mlruns"),
                        LocationRewrite.of("/never", "file:///new")),
                folders);
        assertThat(rewrites.unused()).hasSize(2);
        assertThat(rewrites.now(OWNER, ArtifactLocation.parse("file:///old/mlruns/5/r5/artifacts")))
                .contains("s3://bucket/mlruns/.trash/5/r5/artifacts");
        assertThat(rewrites.now(OWNER, ArtifactLocation.parse("file:///old/mlruns/1/r1/artifacts")))
                .contains("s3://bucket/mlruns/1/r1/artifacts");
        assertThat(rewrites.now(OWNER, ArtifactLocation.parse("file:///older/mlruns/1")))
                .isEmpty();
        assertThat(rewrites.unused()).containsExactly(LocationRewrite.of("/never", "file:///new"));
    }

    @Test
    void countsLocationsByWhatTheyBeginWith() {
        LocationCount count = new LocationCount(folders, null);
        count.accept(experiment(1, "file:///old/mlruns/1"));
        count.accept(experiment(5, "/old/mlruns/5"));
        count.accept(experiment(7, "s3://bucket/mlflow/7"));
        count.accept(experiment(8, uri("8")));
        count.accept(model("prompt", List.of(new Tag("mlflow.prompt.is_prompt", "true"))));
        count.accept(version("prompt", "dummy-source"));
        count.accept(model("model", List.of()));
        count.accept(version("model", "models:/m-1"));
        count.accept(version("model", "file:///gone/9/r9/artifacts/model"));
        count.accept(version("model", "file:///old/mlruns/1/r1/artifacts/other"));

        LocationSurvey survey = count.survey();

        assertThat(survey.counts())
                .containsOnly(
                        java.util.Map.entry(LocationState.ABSENT, 4L), java.util.Map.entry(LocationState.REMOTE, 1L));
        assertThat(survey.prefixes())
                .containsExactly(
                        new LocationSurvey.Prefix(
                                LocationState.ABSENT,
                                "file:///old/mlruns",
                                3,
                                2,
                                ArtifactLocation.of(root).text()),
                        new LocationSurvey.Prefix(LocationState.ABSENT, "file:///gone", 1, 0, ""),
                        new LocationSurvey.Prefix(LocationState.REMOTE, "s3://bucket/mlflow", 1, 0, ""));
        assertThat(survey.repairable()).isEqualTo(2);
    }

    private static Experiment experiment(long id, String location) {
        return new Experiment(new ExperimentId(id), "e" + id, location, null, null, null, List.of());
    }

    private static RegisteredModel model(String name, List<Tag> tags) {
        return new RegisteredModel(name, null, null, null, tags, List.of());
    }

    private static ModelVersion version(String model, String source) {
        return new ModelVersion(
                model, 1, null, null, null, null, null, source, null, null, null, null, null, List.of());
    }
}
