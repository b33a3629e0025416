package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, killed while it merges into a file: the database is as it was or has everything. */
class KilledMergeIT {

    /** More: {@code -Dkill.times=…}. */
    private static final int TIMES = Integer.getInteger("kill.times", 12);

    private static final long SEED = Long.getLong("kill.seed", 20240501L);

    @TempDir
    private Path folder;

    @Test
    void leavesTheDatabaseOfBeforeOrTheCompleteOne() throws Exception {
        Path first = TestData.store("2.10.2", Files.createDirectory(folder.resolve("first")));
        Path second = TestData.store("3.10.1", Files.createDirectory(folder.resolve("second")));
        Path target = Files.createDirectory(folder.resolve("targets")).resolve("mlflow.db");
        succeeds(Program.run(folder, "--source", first, "--target", target));
        byte[] before = Files.readAllBytes(target);
        List<String> command = Program.command();
        command.addAll(List.of("--merge", "--on-conflict", "target", "--source", second.toString()));
        command.addAll(List.of("--target", target.toString()));
        long begun = System.nanoTime();
        succeeds(Program.execute(folder, command));
        long whole = System.nanoTime() - begun;
        byte[] complete = Files.readAllBytes(target);
        assertThat(complete).isNotEqualTo(before);

        Random random = new Random(SEED);
        for (int i = 0; i < TIMES; i++) {
            Files.write(target, before);
            long moment = (long) (whole * (0.2 + 0.9 * random.nextDouble()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .start();
            process.waitFor(moment, TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();

            String context = "seed " + SEED + ", kill " + i + " after " + moment + " of " + whole + " ns";
            assertThat(Files.readAllBytes(target)).as(context).isIn(before, complete);
            assertThat(names(target))
                    .as(context)
                    .isSubsetOf("mlflow.db", "mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");
            succeeds(Program.execute(folder, command));
            assertThat(target).as(context).hasBinaryContent(complete);
            assertThat(names(target)).as(context).containsExactly("mlflow.db");
        }
    }

    private static List<String> names(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target.resolveSibling(""))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void succeeds(Program.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }
}
