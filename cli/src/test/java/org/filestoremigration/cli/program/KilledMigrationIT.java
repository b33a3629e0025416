package org.filestoremigration.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed again and again: the target is what it was or the complete new database, and what a killed
 * run left is no hindrance to the next.
 */
class KilledMigrationIT {

    /** More: {@code -Dkill.times=…}. */
    private static final int TIMES = Integer.getInteger("kill.times", 100);

    private static final long SEED = Long.getLong("kill.seed", 20240501L);

    /** Where the new database is almost or just in its place, one kill in three aims there. */
    private static final double END = 0.85;

    @TempDir
    private Path folder;

    private Path targets = Path.of("");
    private Path target = Path.of("");
    private Path source = Path.of("");
    private final List<String> command = new ArrayList<>();
    private byte[] complete = new byte[0];

    @BeforeEach
    void migrateOnceToKnowTheResult() throws IOException {
        targets = Files.createDirectories(folder.resolve("targets"));
        target = targets.resolve("mlflow.db");
        source = TestData.hostileStore("value-line-ends", folder);
        command.addAll(Program.command());
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        command.addAll(
                1,
                List.of(
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SharedArchiveFile=" + archive()));
        command.addAll(List.of("--source", source.toString(), "--target", target.toString(), "--overwrite"));
        assertThat(Program.execute(folder, command).exit()).isZero();
        complete = Files.readAllBytes(target);
        Files.delete(target);
    }

    /** A run that starts fast can be killed more often. */
    private Path archive() {
        Path archive = folder.resolve("classes.jsa");
        List<String> training = Program.command();
        training.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:ArchiveClassesAtExit=" + archive));
        training.addAll(List.of("--source", source.toString(), "--target", folder + "/training.db"));
        assertThat(Program.execute(folder, training).exit()).isZero();
        return archive;
    }

    @Test
    void leavesTheOldDatabaseOrNoneOrTheCompleteNewOne() throws Exception {
        long whole = wholeRun();
        Random random = new Random(SEED);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < TIMES; i++) {
            boolean replaces = i % 2 == 1;
            byte[] old = ("an older file " + i).getBytes(UTF_8);
            Files.deleteIfExists(target);
            if (replaces) {
                Files.write(target, old);
            }
            double share = i % 3 == 2 ? END + random.nextDouble() * (1.1 - END) : random.nextDouble();
            String context = "seed " + SEED + ", kill " + i + " after " + share + " of " + whole + " ns";

            kill((long) (whole * share));

            seen.merge(state(replaces ? old : null, context), 1, Integer::sum);
            assertThat(names())
                    .as(context)
                    .isSubsetOf("mlflow.db", "mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");
            if (i % 20 == 19) {
                succeeds(context);
            }
        }
        succeeds("after the last kill");
        assertThat(seen.keySet())
                .as(seen + ", a whole run " + whole + " ns")
                .contains("before", "building", "complete");
    }

    private long wholeRun() {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(Program.execute(folder, command).exit()).isZero();
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return shortest;
    }

    private void kill(long afterNanos) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        TimeUnit.NANOSECONDS.sleep(afterNanos);
        process.destroyForcibly().waitFor();
    }

    /** How far the killed run had come; null if there was no old database. */
    private String state(byte @Nullable [] old, String context) throws IOException {
        if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), complete)) {
            return "complete";
        }
        if (old == null) {
            assertThat(target).as(context).doesNotExist();
        } else {
            assertThat(target).as(context).hasBinaryContent(old);
        }
        return names().contains("mlflow.db.migrate-filestore-build") ? "building" : "before";
    }

    private void succeeds(String context) throws IOException {
        Program.Result next = Program.execute(folder, command);
        assertThat(next.exit()).as(context + next.out() + next.err()).isZero();
        assertThat(target).as(context).hasBinaryContent(complete);
        assertThat(names()).as(context).containsExactly("mlflow.db");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(targets)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
