package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program writes its target and its reports, and no other file: not in the folder it runs in, its home, or for a while. */
class NothingElseWrittenIT {

    @TempDir
    private Path folder;

    private Path out = Path.of("");
    private Path source = Path.of("");

    @BeforeEach
    void makeAStore() throws IOException {
        source = TestData.hostileStore("exp-same-name", folder);
        out = Files.createDirectories(folder.resolve("out"));
        for (String name : List.of("home", "temporary", "work")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    @Test
    void writesTheTargetAndTheReportsAlone() throws IOException {
        Map<String, String> before = files();

        run(ExitCode.BLOCKED, "plan", "--report", out.resolve("plan.html"));
        run(ExitCode.BLOCKED, "migrate", "--target", out.resolve("none.db"));
        run(ExitCode.COMPLETE, "migrate", "--repair", "--target", out.resolve("new.db"), "--report", out + "/new.json");
        run(ExitCode.COMPLETE, "verify", "--repair", "--target", out.resolve("new.db"));
        run(ExitCode.TARGET_UNUSABLE, "migrate", "--target", out.resolve("new.db"));
        run(ExitCode.TARGET_UNUSABLE, "migrate", "--target", "postgresql://127.0.0.1:1/mlflow");
        run(ExitCode.WRONG_USAGE, "migrate", "--target", "mysql://127.0.0.1:1/mlflow");

        Map<String, String> after = files();
        assertThat(after.keySet().stream().filter(path -> !before.containsKey(path)))
                .containsExactly("out/new.db", "out/new.json", "out/plan.html");
        after.keySet().retainAll(before.keySet());
        assertThat(after).isEqualTo(before);
    }

    private void run(ExitCode expected, String... args) {
        List<String> command = Program.command();
        command.addAll(
                1,
                List.of(
                        "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                        "-Duser.home=" + folder.resolve("home"),
                        "-XX:-UsePerfData"));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(1, List.of("--source", source.toString()));
        command.addAll(all);
        Program.Result result = Program.execute(folder.resolve("work"), command);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(expected.status());
    }

    private void run(ExitCode expected, Object... args) {
        run(expected, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    /** Every path below the test's folder, with size and time where it is a file. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                String state =
                        Files.isRegularFile(path) ? Files.size(path) + " " + Files.getLastModifiedTime(path) : "";
                files.put(folder.relativize(path).toString(), state);
            }
        }
        return files;
    }
}
