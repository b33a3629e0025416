package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, killed while it merges into a server's database. */
class MergedServerIT {

    @TempDir
    private Path folder;

    @Test
    void leavesTheDatabaseOfBeforeOrTheCompleteOneWhenKilled() throws Exception {
        Path first = TestData.store("2.10.2", Files.createDirectory(folder.resolve("first")));
        Path second = TestData.store("3.10.1", Files.createDirectory(folder.resolve("second")));
        String uri = TestServer.newDatabase();
        assertThat(Program.run(folder, "--source", first, "--target", uri).exit())
                .isZero();
        String whole = TestServer.copyOf(uri);
        long begun = System.nanoTime();
        Program.Result merged = merge(second, whole);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(merged.exit()).as(merged.out() + merged.err()).isZero();
        List<String> before = TestServer.dump(uri);
        List<String> complete = TestServer.dump(whole);
        assertThat(complete).isNotEqualTo(before);

        for (int moment = 1; moment <= 9; moment++) {
            String target = TestServer.copyOf(uri);
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("--merge", "--on-conflict", "target", "--source", second.toString()));
            command.addAll(List.of("--target", target));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .start();
            process.waitFor(millis * (moment + 1) / 10, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            while (!TestServer.query(
                            target, "SELECT 1 FROM pg_stat_activity WHERE application_name = 'migrate-filestore'")
                    .isEmpty()) {
                Thread.sleep(50);
            }
            assertThat(TestServer.dump(target)).as("killed at moment " + moment).isIn(before, complete);
            assertThat(merge(second, target).exit()).isZero();
            assertThat(TestServer.dump(target)).isEqualTo(complete);
        }
    }

    private Program.Result merge(Path source, String uri) {
        return Program.run(folder, "--merge", "--on-conflict", "target", "--source", source, "--target", uri);
    }
}
