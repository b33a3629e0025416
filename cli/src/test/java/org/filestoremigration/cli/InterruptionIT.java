package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that is stopped in its middle leaves nothing behind; one that is killed leaves nothing that matters. */
class InterruptionIT {

    /** Enough for a few seconds of work. */
    private static final int RUNS = 4000;

    @TempDir
    private Path folder;

    private Path targets = Path.of("");

    @BeforeEach
    void makeABigStore() throws IOException {
        targets = Files.createDirectories(folder.resolve("targets"));
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

    @Test
    void clearsAwayWhatItBeganOnATermination() throws Exception {
        Process process = startAndWaitForTheBuildFile();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.status());
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("migrate-filestore: interrupted; nothing was left behind\n");
        assertThat(files()).isEmpty();
    }

    @Test
    void clearsAwayAfterAProcessThatWasKilled() throws Exception {
        Process process = startAndWaitForTheBuildFile();
        process.destroyForcibly().waitFor();
        assertThat(files()).doesNotContain("mlflow.db").isNotEmpty();

        Program.Result next =
                Program.run(folder, "--source", folder.resolve("mlruns"), "--target", targets.resolve("mlflow.db"));

        assertThat(next.exit()).as(next.out() + next.err()).isZero();
        assertThat(files()).containsExactly("mlflow.db");
    }

    private Process startAndWaitForTheBuildFile() throws Exception {
        List<String> command = Program.command();
        command.addAll(List.of(
                "--source",
                folder.resolve("mlruns").toString(),
                "--target",
                targets.resolve("mlflow.db").toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        while (files().isEmpty()) {
            assertThat(process.isAlive()).as("the migration was over too soon").isTrue();
            Thread.sleep(5);
        }
        return process;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(targets)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
