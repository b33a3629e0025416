package org.filestoremigration.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.HaltedMigration;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed at known points of its work and anywhere else: the target is what it was or the complete new
 * database, and what a killed run left is not a hindrance to the next.
 */
class KilledMigrationIT {

    /** More: {@code -Dkill.times=…}. */
    private static final int TIMES = Integer.getInteger("kill.times", 50);

    /** Calls of the ports, as a {@code WatchedTarget} names them. */
    private static final List<String> POINTS = List.of(
            "before writer",
            "after write Experiment",
            "before write Run Iterator",
            "after write Run Iterator",
            "before commit",
            "after commit",
            "after writtenInOrder",
            "after checks",
            "before publish",
            "after publish");

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
        command.addAll(1, List.of("-Djava.io.tmpdir=" + temporary, "-XX:TieredStopAtLevel=1"));
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
    void leavesWhatWasThereUntilItIsPublished() throws IOException {
        for (String call : POINTS) {
            String state = call.equals("after publish") ? "complete" : "building";
            List<String> halted = halted(call);

            assertThat(killed(halted, null)).as(call + ", nothing there before").isEqualTo(state);
            assertThat(killed(halted, "an older file".getBytes(UTF_8)))
                    .as(call + ", replacing a file")
                    .isEqualTo(state);
            succeeds(call);
        }
    }

    private List<String> halted(String call) {
        List<String> halted = new ArrayList<>(command);
        int jar = halted.indexOf("-jar");
        String tests = HaltedMigration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        halted.set(jar, "-cp");
        halted.set(jar + 1, Program.jar() + File.pathSeparator + tests);
        halted.addAll(jar + 2, List.of(HaltedMigration.class.getName(), call));
        return halted;
    }

    private String killed(List<String> halted, byte @Nullable [] old) throws IOException {
        Files.deleteIfExists(target);
        if (old != null) {
            Files.write(target, old);
        }
        Program.Result result = Program.execute(folder, halted);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(HaltedMigration.KILLED);
        return state(old, result.err());
    }

    /** The points in time are those of a seed; where in its work they meet the program is left to the machine. */
    @Test
    void leavesTheOldDatabaseOrNoneOrTheCompleteNewOne() throws Exception {
        command.add(1, "-XX:SharedArchiveFile=" + archive());
        long whole = wholeRun();
        Random random = new Random(SEED);
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

            state(replaces ? old : null, context);
            assertThat(names())
                    .as(context)
                    .isSubsetOf("mlflow.db", "mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");
            if (i % 20 == 19) {
                succeeds(context);
            }
        }
        succeeds("after the last kill");
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

    /**
     * How far the killed run had come, after a look at the target.
     *
     * @param old null if there was no old database
     */
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
