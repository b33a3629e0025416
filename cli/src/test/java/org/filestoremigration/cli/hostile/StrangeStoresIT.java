package org.filestoremigration.cli.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.IntStream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that no MLflow ever wrote: every file is accounted for, in bounded time, without a stack trace. */
@Timeout(120)
class StrangeStoresIT {

    private static final String HOME = "101/" + StrangeStore.RUN;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"upgraded-1.14-2.22-3.17", "3.17.2", "2.22.5", "0.8.2"})
    void accountsForStrangeFilesInEveryFolder(String name) throws IOException {
        StrangeStore store = new StrangeStore(TestData.store(name, folder));
        for (Path each : store.folders()) {
            Files.write(each.resolve(".DS_Store"), "\0\0\0\1Bud1 and more".getBytes(ISO_8859_1));
            Files.write(each.resolve("._meta.yaml"), new byte[] {0, 5, 0x16, 7, 0});
            Files.write(each.resolve("notes.txt"), "1700000000000 0.5 0\n".getBytes(ISO_8859_1));
            Files.write(each.resolve("meta.yaml~"), new byte[0]);
            Files.write(each.resolve("bytes"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
            Files.createDirectories(each.resolve("empty directory"));
            Files.createSymbolicLink(each.resolve("dangling"), Path.of("nowhere"));
            Files.createSymbolicLink(each.resolve("round"), Path.of("."));
            Files.createSymbolicLink(each.resolve("chase"), Path.of("chase"));
        }

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.REPAIR_AND_SKIP.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipe",
                HOME + "/params/pipe",
                HOME + "/metrics/pipe",
                HOME + "/tags/pipe",
                HOME + "/meta.yaml",
                "101/meta.yaml",
                "7/meta.yaml",
                "models",
                "101/traces",
                ".trash"
            })
    void neverWaitsForAPipe(String path) throws IOException {
        StrangeStore store = StrangeStore.in(folder).run("101", "2".repeat(32));
        Files.deleteIfExists(store.root().resolve(path));
        store.folder(path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "");
        assumeThat(store.shell("mkfifo", path)).as("mkfifo").isTrue();

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.SKIP.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.blocked().get(1)).isEqualTo(path + ": it is a pipe, socket or device; remove it");
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
    }

    @Test
    void neverReadsADevice() {
        StrangeStore store = StrangeStore.in(folder);
        assumeThat(store.shell("mknod", HOME + "/params/zero", "c", "1", "5"))
                .as("only root makes devices")
                .isTrue();

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.FAIL.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.blocked())
                .containsExactly("1", HOME + "/params/zero: it is a pipe, socket or device; remove it");
    }

    @Test
    void neverFollowsALinkToADeviceOutside() {
        StrangeStore store = StrangeStore.in(folder).link(HOME + "/params/zero", "/dev/zero");

        assertThat(HostileOutcome.of(store.root(), target(), HostilePolicy.FOLLOW.options())
                        .blocked())
                .containsExactly("1", HOME + "/params/zero: it is a pipe, socket or device; remove it");
    }

    @Test
    void endsLinksThatLeadInCircles() {
        StrangeStore store = StrangeStore.in(folder)
                .link(HOME + "/params/a", "b")
                .link(HOME + "/params/b", "a")
                .link(HOME + "/artifacts/up", "../../..")
                .link("7", "101");

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.SKIP.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(outcome.blocked().subList(1, outcome.blocked().size()))
                .anyMatch(line -> line.startsWith(HOME + "/params/a: it is a symbolic link that cannot be followed"))
                .anyMatch(line -> line.startsWith(HOME + "/params/b: it is a symbolic link that cannot be followed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {HOME + "/artifacts", HOME + "/params"})
    void endsInTenThousandLevelsOfFolders(String place) {
        StrangeStore store = StrangeStore.in(folder);
        String deep = """
                import os, sys
                os.chdir(sys.argv[1])
                for i in range(10000):
                    os.mkdir('d')
                    os.chdir('d')
                open('last', 'w').close()
                """;
        assumeThat(store.shell("python3", "-c", deep, place)).as("python3").isTrue();

        try {
            HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.SKIP.options());

            assertThat(outcome.exit()).isIn(ExitCode.COMPLETE.status(), ExitCode.INCOMPLETE.status());
            assertThat(outcome.blocked().isEmpty()).isEqualTo(outcome.exit() == ExitCode.COMPLETE.status());
            assertThat(String.join("\n", outcome.blocked()) + String.join("\n", outcome.noted()))
                    .contains("d/d/d/d/d")
                    .contains("it cannot be read");
        } finally {
            store.shell("rm", "-rf", store.root().resolve(place).resolve("d").toString());
        }
    }

    /** The full million: {@code -Dfolders.count=1000000}. */
    @Test
    void passesOverVeryManyEmptyFolders() {
        int count = Integer.getInteger("folders.count", 5_000);
        StrangeStore store = StrangeStore.in(folder);
        IntStream.range(0, count).forEach(i -> store.folder("101/empty" + i));

        Program.Result result = Program.run(folder, "--source", store.root(), "--target", target());

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains(String.format(
                        Locale.ROOT, "Noted: %,d\n  101/empty0: it is not a run: it has no meta.yaml\n", count));
    }

    /** In a process with little memory: it must not even be read. */
    @Test
    void refusesAScalarOfAHundredMegabytes() throws IOException {
        StrangeStore store = StrangeStore.in(folder).experiment("7", "big");
        try (OutputStream meta = Files.newOutputStream(store.root().resolve("7/meta.yaml"))) {
            meta.write("name: ".getBytes(ISO_8859_1));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(ISO_8859_1);
            for (int i = 0; i < 100; i++) {
                meta.write(megabyte);
            }
        }

        Program.Result result = Program.run(folder, "plan", "--source", store.root());

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(result.out()).contains("  7/meta.yaml: it is YAML with more than 64 MiB; correct the file\n");
    }

    /** A value cannot be left out for its length; the sentence says what to do. */
    @Test
    void saysThatTheMemoryIsNotEnoughForAValueOfTwoHundredMegabytes() throws IOException {
        StrangeStore store = StrangeStore.in(folder);
        try (RandomAccessFile value =
                new RandomAccessFile(store.root().resolve(HOME + "/params/big").toFile(), "rw")) {
            value.setLength(200L << 20);
        }

        Program.Result result = Program.run(folder, "--source", store.root(), "--target", target());

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.DEFECT.status());
        assertThat(result.err())
                .isEqualTo("migrate-filestore: not enough memory; allow more: JAVA_OPTS=-Xmx1g migrate-filestore"
                        + " \u2026\n");
        assertThat(target()).doesNotExist();
    }

    @Test
    void refusesAYamlBombInARun() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        IntStream.range(0, 9).forEach(i -> {
            String last = "*" + (char) ('a' + i);
            bomb.append((char) ('b' + i)).append(": &").append((char) ('b' + i)).append(" [");
            bomb.append(String.join(", ", Collections.nCopies(10, last))).append("]\n");
        });
        StrangeStore store = StrangeStore.in(folder);
        String meta = store.read(HOME + "/meta.yaml").replace("run_name: a run\n", "");
        store.write(HOME + "/meta.yaml", meta + bomb + "run_name: *i\n");

        assertThat(HostileOutcome.of(store.root(), target(), HostilePolicy.FAIL.options())
                        .blocked())
                .containsExactly(
                        "1",
                        HOME
                                + "/meta.yaml:25 (run_name): it repeats a value that is too large to be read;"
                                + " correct the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void refusesAHundredThousandLevelsOfYaml(String level) {
        StrangeStore store =
                StrangeStore.in(folder).write(HOME + "/meta.yaml", "x:\n  " + level.repeat(100_000) + "\n");

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.FAIL.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(outcome.blocked().get(1)).startsWith(HOME + "/meta.yaml");
    }

    private Path target() {
        return folder.resolve("mlflow.db");
    }
}
