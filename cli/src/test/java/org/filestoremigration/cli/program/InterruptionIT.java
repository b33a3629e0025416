package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration that is stopped in its middle leaves nothing behind; one that is killed leaves nothing that matters. */
class InterruptionIT {

    /** Enough for a few seconds of work. */
    private static final int RUNS = 2000;

    @TempDir
    private Path folder;

    private Path targets = Path.of("");
    private Path temporary = Path.of("");

    @BeforeEach
    void makeABigStore() throws IOException {
        targets = Files.createDirectories(folder.resolve("targets"));
        temporary = Files.createDirectories(folder.resolve("temporary"));
        Path experiment = Files.createDirectories(folder.resolve("mlruns/0"));
        Files.writeString(
                experiment.resolve("meta.yaml"),
                "artifact_location: /a\nexperiment_id: '0'\nlifecycle_stage: active\nname: Default\n");
        for (int i = 0; i < RUNS; i++) {
            String id = "%032x".formatted(i);
            Path run = experiment.resolve(id);
            Files.createDirectories(run.resolve("metrics"));
            Files.writeString(
                    run.resolve("meta.yaml"),
                    "artifact_uri: /a/%s\nend_time: 2\nexperiment_id: '0'\nlifecycle_stage: active\nrun_id: %s\n"
                                    .formatted(id, id)
                            + "run_name: r\nsource_type: 4\nstart_time: 1\nstatus: 3\nuser_id: u\n");
            Files.writeString(run.resolve("metrics/loss"), "1 0.5 0\n2 0.25 1\n".repeat(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void clearsAwayWhatItBeganOnASignal(String signal) throws Exception {
        Process process = startAndWaitForTheBuildFile();
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.status());
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("migrate-filestore: interrupted; nothing was left behind\n");
        assertThat(files()).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void clearsAwayAfterAProcessThatWasKilled() throws Exception {
        Process process = startAndWaitForTheBuildFile();
        process.destroyForcibly().waitFor();
        assertThat(files()).doesNotContain("mlflow.db").isNotEmpty();
        assertThat(temporary).isEmptyDirectory();

        Program.Result next =
                Program.run(folder, "--source", folder.resolve("mlruns"), "--target", targets.resolve("mlflow.db"));

        assertThat(next.exit()).as(next.out() + next.err()).isZero();
        assertThat(files()).containsExactly("mlflow.db");
    }

    private Process startAndWaitForTheBuildFile() throws Exception {
        // Whoever starts the tests in the background may have told them to ignore SIGINT.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Program.command());
        command.add(command.indexOf("-jar"), "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(
                "--source",
                folder.resolve("mlruns").toString(),
                "--target",
                targets.resolve("mlflow.db").toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        while (!hasBegunToBuild()) {
            assertThat(process.isAlive()).as("the migration was over too soon").isTrue();
            Thread.sleep(5);
        }
        return process;
    }

    /** SQLite's own code has been loaded once the database has a page. */
    private boolean hasBegunToBuild() throws IOException {
        Path build = targets.resolve("mlflow.db.migrate-filestore-build");
        return Files.exists(build) && Files.size(build) > 0;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(targets)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
