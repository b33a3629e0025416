package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command writes to the source: not a byte, not a name, not a time. */
class SourceUntouchedIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"upgraded-1.14-2.22-3.17", "0.8.2"})
    void leavesEveryFileAsItWas(String name) throws IOException {
        Path mlruns = TestData.store(name, folder);
        Path target = folder.resolve("mlflow.db");
        Map<String, String> before = state(mlruns);

        assertThat(run("plan", "--source", mlruns)).isZero();
        assertThat(run("migrate", "--source", mlruns, "--target", target, "--repair"))
                .isZero();
        assertThat(run("verify", "--source", mlruns, "--target", target, "--repair"))
                .isZero();

        assertThat(state(mlruns)).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(20);
    }

    @Test
    void readsASourceThatItMayNotWrite() throws IOException {
        Path mlruns = TestData.store("2.22.5", folder);
        Path out = Files.createDirectories(folder.resolve("out"));
        List<String> user = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            user.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            assumeThat(new StrangeStore(mlruns).shell("setpriv", "--version"))
                    .as("setpriv, to be somebody else than root")
                    .isTrue();
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jar = Files.copy(Program.jar(), folder.resolve("program.jar"));
        setWritable(mlruns, "r-xr-xr-x", "r--r--r--");
        try {
            for (String command : List.of("plan", "migrate", "verify")) {
                List<String> line = new ArrayList<>(user);
                line.addAll(Program.command());
                line.set(line.size() - 1, jar.toString());
                line.addAll(List.of(command, "--source", mlruns.toString()));
                if (!command.equals("plan")) {
                    line.addAll(List.of("--target", out.resolve("mlflow.db").toString()));
                }
                Program.Result result = Program.execute(out, line);
                assertThat(result.exit()).as(result.out() + result.err()).isZero();
            }
        } finally {
            setWritable(mlruns, "rwxr-xr-x", "rw-r--r--");
        }
        assertThat(DatabaseQuery.integer(out.resolve("mlflow.db"), "SELECT count(*) FROM runs"))
                .isPositive();
    }

    private static void setWritable(Path root, String folders, String files) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String mode = Files.isDirectory(path) ? folders : files;
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            }
        }
    }

    private static int run(Object... args) {
        return Main.run(
                Arrays.stream(args).map(Object::toString).toArray(String[]::new),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()));
    }

    /** Time, mode and content of everything below a folder. */
    private static Map<String, String> state(Path root) throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String content =
                        Files.isRegularFile(path) ? Integer.toString(Arrays.hashCode(Files.readAllBytes(path))) : "";
                state.put(
                        path.toString(),
                        Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " "
                                + Files.getPosixFilePermissions(path) + " " + content);
            }
        }
        return state;
    }
}
