package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project outside the build uses the libraries as Maven publishes them.
 *
 * <p>The build has put them into a repository below {@code target}; what others publish comes from the user's own local
 * repository, which is only read. No other repository is asked.
 */
class LibraryIT {

    private static final Path REPOSITORY = Path.of("target/library-repository").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void servesAProjectThatKnowsOnlyThePublishedLibraries() throws IOException {
        Path project = copyOfTheExample();
        Program.Result result = Program.execute(
                folder,
                List.of(
                        Path.of(property("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-ntp",
                        "-s",
                        settings().toString(),
                        "-Dmaven.repo.local=" + folder.resolve("local"),
                        "-f",
                        project.toString(),
                        "test"));
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void publishesTheLibrariesWithTheirSources() throws IOException {
        for (String library : List.of(
                "domain", "filestore-adapter", "sql-adapter", "sqlite-adapter", "postgresql-adapter", "verification")) {
            assertThat(published("filestoremigration-" + library))
                    .as(library)
                    .anyMatch(name -> name.matches(".*[0-9](-SNAPSHOT)?\\.jar"))
                    .anyMatch(name -> name.endsWith(".pom"))
                    .anyMatch(name -> name.endsWith("-sources.jar"));
        }
    }

    @Test
    void publishesABillOfMaterialsWithSixVersionsAndNoMore() throws IOException {
        Path file = files("filestoremigration-bom").stream()
                .filter(name -> name.toString().endsWith(".pom"))
                .findFirst()
                .orElseThrow();
        String pom = Files.readString(file);
        assertThat(pom.split("<dependency>", -1)).hasSize(7);
        assertThat(pom).doesNotContain("<parent>");
    }

    private static List<String> published(String artifact) throws IOException {
        return files(artifact).stream().map(Path::toString).toList();
    }

    private static List<Path> files(String artifact) throws IOException {
        try (Stream<Path> files =
                Files.walk(REPOSITORY.resolve("org/filestoremigration").resolve(artifact))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private Path copyOfTheExample() throws IOException {
        Path examples = TestData.example().resolve("..").normalize();
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(examples.resolve("library/target")))
                    .toList()) {
                Path copy = folder.resolve(examples.relativize(file));
                Files.createDirectories(copy.resolve("..").normalize());
                Files.copy(file, copy);
            }
        }
        return folder.resolve("library");
    }

    /** The user's local repository in the place of Maven Central. */
    private Path settings() throws IOException {
        String theirs = Path.of(property("local.repository")).toUri().toString();
        return Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>local</id>
                      <repositories>%1$s%2$s</repositories>
                      <pluginRepositories>%3$s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>local</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        repository("repository", "library", REPOSITORY.toUri().toString()),
                        repository("repository", "central", theirs),
                        repository("pluginRepository", "central", theirs)));
    }

    private static String repository(String element, String id, String url) {
        return """
                <%1$s>
                  <id>%2$s</id><url>%3$s</url>
                  <releases><checksumPolicy>ignore</checksumPolicy></releases>
                  <snapshots><enabled>%4$s</enabled></snapshots>
                </%1$s>
                """.formatted(element, id, url, id.equals("library"));
    }

    private static String property(String name) {
        return Optional.ofNullable(System.getProperty(name)).orElseThrow();
    }
}
