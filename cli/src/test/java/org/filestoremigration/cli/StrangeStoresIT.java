package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
            Files.createDirectories(each.resolve("empty folder"));
            Files.createSymbolicLink(each.resolve("dangling"), Path.of("nowhere"));
            Files.createSymbolicLink(each.resolve("round"), Path.of("."));
            Files.createSymbolicLink(each.resolve("chase"), Path.of("chase"));
        }

        HostileOutcome outcome = HostileOutcome.of(store.root(), target(), HostilePolicy.REPAIR_AND_SKIP.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
    }

    @Test
    void listsTwoHundredDefectsAndShowsTwenty() throws IOException {
        StrangeStore store = StrangeStore.in(folder).experiment("7", "many defects");
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            places.add(defect(store, String.format(Locale.ROOT, "%032x", i * 7919L), i));
        }
        Path report = folder.resolve("report.json");

        HostileOutcome outcome =
                HostileOutcome.of(store.root(), target(), List.of("--on-bad", "skip", "--report", report.toString()));

        List<String> sorted = places.stream().sorted().toList();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(outcome.blocked()).hasSize(22).startsWith("200").endsWith("and 180 more, see --report");
        assertThat(outcome.blocked().subList(1, 21))
                .extracting(line -> line.substring(0, line.indexOf(": ")))
                .isEqualTo(sorted.subList(0, 20));
        assertThat(blockedPlaces(report)).isEqualTo(sorted);
        assertThat(DatabaseQuery.integer(
                        target(), "SELECT count(*) FROM params WHERE run_uuid = '" + StrangeStore.RUN + "'"))
                .isEqualTo(1);
    }

    /** One of eight defects in a run of its own, and the place that must be named for it. */
    private static String defect(StrangeStore store, String run, int kind) {
        String home = "7/" + run;
        store.run("7", run);
        return switch (kind % 8) {
            case 0 -> defect(store, home + "/params/latin", "caf\u00E9", "");
            case 1 -> defect(store, home + "/metrics/word", "1 2 3\nabc\n", ":2");
            case 2 -> defect(store, home + "/metrics/beyond", "1 0.5 9223372036854775808\n", ":1");
            case 3 -> defect(store, home + "/meta.yaml", "run_id: 'cut off", ":1");
            case 4 -> defect(store, home + "/meta.yaml", "", "");
            case 5 -> {
                store.link(home + "/tags/away", "/etc/hostname");
                yield home + "/tags/away";
            }
            case 6 -> defect(store, home + "/meta.yaml", "- a list\n", "");
            default -> defect(store, home + "/tags/bytes", "\u00FF", "");
        };
    }

    private static String defect(StrangeStore store, String path, String latin, String suffix) {
        store.write(path, latin.getBytes(ISO_8859_1));
        return path + suffix;
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

        assertThat(HostileOutcome.of(store.root(), target(), HostilePolicy.FAIL.options())
                        .blocked())
                .containsExactly("1", "7/meta.yaml: it is YAML of more than 64 million characters; restore the file");
    }

    @Test
    void refusesAYamlBombInARun() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        IntStream.range(0, 9).forEach(i -> {
            String last = "*" + (char) ('a' + i);
            bomb.append((char) ('b' + i)).append(": &").append((char) ('b' + i)).append(" [");
            bomb.append(String.join(", ", Collections.nCopies(10, last))).append("]\n");
        });
        StrangeStore store = StrangeStore.in(folder).write(HOME + "/meta.yaml", bomb.toString());

        assertThat(HostileOutcome.of(store.root(), target(), HostilePolicy.FAIL.options())
                        .blocked())
                .containsExactly(
                        "1",
                        HOME + "/meta.yaml:7: it is YAML that its aliases blow up to more than 5000000 values; restore"
                                + " the file");
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

    /** JSON is YAML. */
    private static List<String> blockedPlaces(Path report) throws IOException {
        Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(report));
        List<?> items = (List<?>) at(at(root, "blocked"), "items");
        return items.stream()
                .map(item -> (Map<?, ?>) item)
                .map(item -> item.get("path") + (item.containsKey("line") ? ":" + item.get("line") : ""))
                .toList();
    }

    private static Object at(Object map, String key) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
    }

    private Path target() {
        return folder.resolve("mlflow.db");
    }
}
