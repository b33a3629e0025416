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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedArtifactsTest {

    private static final EntityKey EXPERIMENT = EntityKey.of(EntityKind.EXPERIMENT, "12");
    private static final EntityKey RUN = EntityKey.of(EntityKind.RUN, "12", "r1");
    private static final EntityKey MODEL = EntityKey.of(EntityKind.LOGGED_MODEL, "12", "m-1");
    private static final EntityKey TRACE = EntityKey.of(EntityKind.TRACE_TAG, "12", "tr-1", "mlflow.artifactLocation");
    private static final EntityKey VERSION = EntityKey.of(EntityKind.MODEL_VERSION, "model", "1");

    @TempDir
    private Path temporary;

    private Path folder;
    private CopiedArtifacts copied;

    @BeforeEach
    void writeAStore() throws IOException {
        folder = temporary.toRealPath();
        Files.createDirectories(folder.resolve("mlruns/my-exp/r1/artifacts/a model"));
        Files.createDirectories(folder.resolve("mlruns/my-exp/models/m-1/artifacts"));
        Files.createDirectories(folder.resolve("mlruns/my-exp/traces/tr-1/artifacts"));
        Files.createDirectories(folder.resolve("elsewhere/r1/artifacts"));
        copied = new CopiedArtifacts("mlflow-artifacts:/", StoreFolders.of(List.of(folder.resolve("mlruns"))));
    }

    private Optional<String> now(EntityKey owner, String location) {
        return copied.now(owner, ArtifactLocation.parse(location));
    }

    @Test
    void putsEachOwnerWhereMlflowWouldPutIt() {
        assertThat(now(EXPERIMENT, "/old/my-exp")).contains("mlflow-artifacts:/12");
        assertThat(now(RUN, "/old/my-exp/r1/artifacts")).contains("mlflow-artifacts:/12/r1/artifacts");
        assertThat(now(MODEL, "/old/my-exp/models/m-1/artifacts"))
                .contains("mlflow-artifacts:/12/models/m-1/artifacts");
        assertThat(now(TRACE, "/old/my-exp/traces/tr-1/artifacts"))
                .contains("mlflow-artifacts:/12/traces/tr-1/artifacts");
    }

    @Test
    void letsVersionsFollowWhatTheyWereMadeFrom() {
        assertThat(now(EXPERIMENT, "/old/my-exp")).isPresent();
        assertThat(now(VERSION, "file:///old/my-exp/r1/artifacts/a%20model"))
                .contains("mlflow-artifacts:/12/r1/artifacts/a model");
        assertThat(now(VERSION, "models:/m-1")).isEmpty();
        assertThat(now(VERSION, "/home/ada/model")).isEmpty();
    }

    @Test
    void takesInWhatIsOutsideTheStore() {
        String outside = folder + "/elsewhere";
        assertThat(now(EXPERIMENT, outside)).contains("mlflow-artifacts:/12");
        assertThat(now(RUN, outside + "/r1/artifacts")).contains("mlflow-artifacts:/12/r1/artifacts");
        assertThat(now(VERSION, outside + "/r1/artifacts")).contains("mlflow-artifacts:/12/r1/artifacts");
    }

    @Test
    void leavesWhatItCannotReach() {
        assertThat(now(RUN, "s3://bucket/12/r1/artifacts")).isEmpty();
        assertThat(now(RUN, "file:///nas/exp/r9/artifacts")).isEmpty();
        assertThat(now(EXPERIMENT, "exp")).isEmpty();
    }
}
