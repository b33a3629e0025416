package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a home of its own whose path holds blanks. */
class LauncherIT {

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path launcher = Path.of("");

    @BeforeEach
    void makeAHome() throws IOException {
        home = Files.createDirectories(folder.resolve("a home/of its own"));
        launcher = Files.copy(TestData.launcher(), home.resolve("migrate-filestore"));
        Path start = Path.of("cli/src/dist/bin/migrate-filestore");
        Files.createDirectories(home.resolve(start).getParent());
        Files.copy(TestData.launcher().resolveSibling(start), home.resolve(start));
    }

    @Test
    void startsThroughLinksFromAnyFolder() throws IOException {
        installJar();
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../a home/of its own/migrate-filestore"));
        Path link = Files.createSymbolicLink(bin.resolve("second link"), Path.of("first"));

        Program.Result result = run(elsewhere, Map.of(), link.toString(), "schemas");

        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("dc11669786a5");
    }

    @Test
    void takesRelativePathsFromTheFolderOfItsUser() throws IOException {
        installJar();
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        TestData.store("0.8.2", elsewhere);

        Program.Result result =
                run(elsewhere, Map.of(), launcher.toString(), "--source", "mlruns", "--target", "sqlite:///new.db");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(elsewhere.resolve("new.db")).isRegularFile();
    }

    @Test
    void makesItsArchiveOfClassesOnce() throws IOException {
        installJar();
        run(folder, Map.of(), launcher.toString(), "schemas");
        List<Path> first = archives();
        run(folder, Map.of(), launcher.toString(), "schemas");
        assertThat(first).hasSize(1);
        assertThat(archives()).isEqualTo(first);
    }

    @Test
    void saysThatJavaIsMissing() throws IOException {
        installJar();
        Program.Result result =
                run(folder, Map.of("JAVA_HOME", folder.resolve("nothing").toString()), launcher.toString(), "schemas");
        assertThat(result.exit()).isEqualTo(70);
        assertThat(result.err())
                .isEqualTo("migrate-filestore: no Java was found: install Java 17 or newer, or set JAVA_HOME\n");
    }

    private void installJar() throws IOException {
        Path target = Files.createDirectories(home.resolve("cli/target"));
        Files.copy(Program.jar(), target.resolve("migrate-filestore.jar"));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cli/target/jvm"))) {
            return files.filter(file -> file.toString().matches(".*\\.(aot|jsa)"))
                    .toList();
        }
    }

    private static Program.Result run(Path folder, Map<String, String> environment, String... command) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env"));
        environment.forEach((name, value) -> all.add(name + "=" + value));
        if (!environment.containsKey("JAVA_HOME")) {
            all.add("JAVA_HOME=" + System.getProperty("java.home"));
        }
        all.addAll(List.of("/bin/sh"));
        all.addAll(List.of(command));
        return Program.execute(folder, all);
    }
}
