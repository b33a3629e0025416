package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed while it migrates into a server's database, which may have MLflow's tables or none: all
 * rows, definitions and sequences are those of before or those of a complete migration.
 */
class KilledServerMigrationIT {

    /** More: {@code -Dkill.times=…}. */
    private static final int TIMES = Integer.getInteger("kill.times", 50);

    private static final long SEED = Long.getLong("kill.seed", 20240501L);

    /** One kill in three aims at the commit. */
    private static final double END = 0.8;

    /** What one kind of target holds before and after. */
    private record Kind(String empty, List<String> before, List<String> complete) {}

    @TempDir
    private Path folder;

    private final List<String> java = new ArrayList<>();
    private long nanos;

    @Test
    void leavesTheDatabaseOfBeforeOrTheCompleteOne() throws Exception {
        Path archive = folder.resolve("classes.jsa");
        java.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:ArchiveClassesAtExit=" + archive));
        migrate(TestServer.newDatabase());
        java.set(1, "-XX:SharedArchiveFile=" + archive);
        List<Kind> kinds = List.of(kind(TestServer.newDatabase()), kind(TestServer.newMlflowDatabase()));
        Random random = new Random(SEED);
        int complete = 0;
        for (int i = 0; i < TIMES; i++) {
            Kind kind = kinds.get(i % 2);
            double share = i % 3 == 2 ? END + random.nextDouble() * (1.2 - END) : random.nextDouble();
            String context = "seed " + SEED + ", kill " + i + " after " + share + " of " + nanos + " ns";
            String target = TestServer.copyOf(kind.empty());
            kill(target, (long) (nanos * share));
            List<String> left = TestServer.dump(target);
            assertThat(left.equals(kind.before()) || left.equals(kind.complete()))
                    .as(context)
                    .isTrue();
            if (left.equals(kind.complete())) {
                complete++;
            } else if (i % 10 == 0) {
                migrate(target);
                assertThat(TestServer.dump(target)).as(context).isEqualTo(kind.complete());
            }
            TestServer.execute(kind.empty(), "DROP DATABASE " + target.substring(target.lastIndexOf('/') + 1));
        }
        assertThat(complete).as("kills that came too late").isLessThan(TIMES / 2);
    }

    private Kind kind(String empty) {
        List<String> before = TestServer.dump(empty);
        String target = TestServer.copyOf(empty);
        long begun = System.nanoTime();
        migrate(target);
        nanos = System.nanoTime() - begun;
        List<String> complete = TestServer.dump(target);
        assertThat(complete).isNotEqualTo(before);
        return new Kind(empty, before, complete);
    }

    private void migrate(String target) {
        Program.Result result = Program.execute(folder, command(target));
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private List<String> command(String target) {
        List<String> command = Program.command();
        command.addAll(1, java);
        command.addAll(List.of("--source", TestData.example().toString(), "--target", target));
        return command;
    }

    private void kill(String target, long afterNanos) throws Exception {
        Process process = new ProcessBuilder(command(target))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        TimeUnit.NANOSECONDS.sleep(afterNanos);
        process.destroyForcibly().waitFor();
        while (TestServer.isAtWork(target)) {
            Thread.sleep(20);
        }
    }
}
