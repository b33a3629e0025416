package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program makes of each damaged store, as the table in testdata/README.md has it. */
class HostileStoresIT {

    /** Needs a user who is not root; {@link UnreadableStoreIT} sees to it. */
    private static final String UNREADABLE = "unreadable";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> cases() {
        return expected().keySet().stream().filter(name -> !name.equals(UNREADABLE));
    }

    static Stream<String> blockedCases() {
        return cases().filter(name -> exit(name) == ExitCode.BLOCKED.status());
    }

    @Test
    void everyDamagedStoreIsInTheTable() {
        assertThat(expected().keySet()).containsExactlyElementsOf(TestData.hostileStores());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void migratesOrRefusesAsDeclared(String name) {
        Path target = folder.resolve("mlflow.db");

        int exit = run("--source", TestData.hostileStore(name, folder), "--target", target);

        assertThat(exit).as(out + "\n" + err).isEqualTo(exit(name));
        assertThat(Files.exists(target)).isEqualTo(exit == ExitCode.COMPLETE.status());
    }

    @ParameterizedTest
    @MethodSource("blockedCases")
    void plansWhatTheMigrationWouldRefuse(String name) {
        assertThat(run("plan", "--source", TestData.hostileStore(name, folder)))
                .as(out + "\n" + err)
                .isEqualTo(ExitCode.BLOCKED.status());
    }

    @ParameterizedTest
    @MethodSource("blockedCases")
    void migratesTheRestWhereBadDataMayBeLeftOut(String name) throws IOException {
        Path mlruns = TestData.hostileStore(name, folder);
        Path target = folder.resolve("mlflow.db");

        int exit = run("--source", mlruns, "--target", target, "--on-bad", "skip");

        assertThat(exit).as(out + "\n" + err).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(DatabaseQuery.integer(target, "SELECT count(*) FROM runs WHERE experiment_id = 101"))
                .isEqualTo(1);
        assertThat(run("verify", "--source", mlruns, "--target", target))
                .as(out + "\n" + err)
                .isEqualTo(ExitCode.INCOMPLETE.status());
    }

    private static int exit(String name) {
        return expected().getOrDefault(name, -1);
    }

    private int run(Object... args) {
        return Main.run(
                Stream.of(args).map(Object::toString).toArray(String[]::new),
                new PrintWriter(out),
                new PrintWriter(err));
    }

    /** The exit status of each case, out of the table. */
    private static Map<String, Integer> expected() {
        Map<String, Integer> exits = new TreeMap<>();
        for (String line : TestData.hostileTable()) {
            List<String> cells = List.of(line.split(" *\\| *"));
            exits.put(cells.get(1).replace("`", ""), Integer.valueOf(cells.get(cells.size() - 1)));
        }
        return exits;
    }
}
