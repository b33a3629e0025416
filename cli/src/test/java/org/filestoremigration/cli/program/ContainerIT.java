package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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

    private static final Path PROJECT = TestData.launcher().resolveSibling("");

    @TempDir
    private Path folder;

    /** The image, built from the sources of the checkout: neither its jar nor its test results get into it. */
    private static ImageFromDockerfile image() throws IOException {
        ImageFromDockerfile image = new ImageFromDockerfile("localhost/migrate-filestore-test", true)
                .withFileFromPath("Dockerfile", Path.of("Containerfile"))
                .withBuildArg("BUILD_BASE", builder().get());
        try (Stream<Path> files = Files.walk(PROJECT, 4)) {
            for (Path file : files.filter(ContainerIT::isPartOfTheBuild).toList()) {
                image.withFileFromPath(PROJECT.relativize(file).toString(), file);
            }
        }
        return image;
    }

    private static boolean isPartOfTheBuild(Path file) {
        Path path = PROJECT.relativize(file);
        return !path.startsWith("benchmarks")
                && !path.startsWith("examples/library")
                && !path.toString().contains("target/")
                && (path.endsWith("pom.xml")
                        || path.endsWith("src/main")
                        || List.of("LICENSE", "NOTICE", ".mvn", "cli/src/dist").contains(path.toString()));
    }

    /** Debian with what the build installs and downloads: in a container this machine's way to the network may not work. */
    private static ImageFromDockerfile builder() {
        return new ImageFromDockerfile("localhost/migrate-filestore-test-builder", true)
                .withFileFromPath("repository", Path.of(System.getProperty("local.repository")))
                .withFileFromString("Dockerfile", """
                        FROM docker.io/library/debian:bookworm-slim
                        RUN mkdir -p /usr/share/man/man1 && apt-get update \\
                         && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven
                        COPY repository /root/.m2/repository
                        """);
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void migratesAReadOnlySourceWithoutBeingRoot() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path source = TestData.example().toAbsolutePath();
        try (GenericContainer<?> container = new GenericContainer<>(image())) {
            container
                    .withFileSystemBind(source.toString(), source.toString(), BindMode.READ_ONLY)
                    .withFileSystemBind(target.toString(), "/target", BindMode.READ_WRITE)
                    .withNetworkMode("none")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(1)));
            migrate(container, "--source", source.toString(), "--target", "sqlite:////target/mlflow.db");
            // With other compilers of Java, which the image brings the options for.
            migrate(
                    container,
                    "--source",
                    source.toString(),
                    "--target",
                    "sqlite:////target/other.db",
                    "--copy-artifacts",
                    "/tmp/artifacts");
        }
        Path database = target.resolve("mlflow.db");
        assertThat(Files.getAttribute(database, "unix:uid")).isNotEqualTo(0);
        assertThat(Program.run(folder, "verify", "--source", source, "--target", database)
                        .exit())
                .isZero();
    }

    private static void migrate(GenericContainer<?> container, String... command) {
        container.withCommand(command).start();
        assertThat(container.getLogs()).contains("Source and target are equal");
        container.stop();
    }
}
