package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The image of the Containerfile, built and run as its head says. */
@Tag("container")
@EnabledIf(value = "dockerAnswers", disabledReason = MlflowContainer.NO_DOCKER)
class ContainerIT {

    private static final ImageFromDockerfile IMAGE = new ImageFromDockerfile("localhost/migrate-filestore-test", true)
            .withFileFromPath("Dockerfile", Path.of("Containerfile"))
            .withFileFromPath("target/migrate-filestore.jar", Program.jar())
            .withFileFromPath("src/dist/bin/migrate-filestore", Path.of("src/dist/bin/migrate-filestore"));

    @TempDir
    private Path folder;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void migratesAReadOnlySourceWithoutBeingRoot() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path source = TestData.example().toAbsolutePath();
        try (GenericContainer<?> container = new GenericContainer<>(IMAGE)) {
            container
                    .withFileSystemBind(source.toString(), source.toString(), BindMode.READ_ONLY)
                    .withFileSystemBind(target.toString(), "/target", BindMode.READ_WRITE)
                    .withNetworkMode("none")
                    .withCommand("--source", source.toString(), "--target", "sqlite:////target/mlflow.db")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(1)))
                    .start();
            assertThat(container.getLogs()).contains("Source and target are equal");
        }
        Path database = target.resolve("mlflow.db");
        assertThat(Files.getAttribute(database, "unix:uid")).isNotEqualTo(0);
        assertThat(Program.run(folder, "verify", "--source", source, "--target", database)
                        .exit())
                .isZero();
    }
}
