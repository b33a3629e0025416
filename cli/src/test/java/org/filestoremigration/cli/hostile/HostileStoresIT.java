package org.filestoremigration.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the program makes of each damaged store under each policy, as {@code hostile-outcomes.txt} has it; its exit codes
 * are those of the table in testdata/README.md.
 */
class HostileStoresIT {

    /** A store with a file that its owner may not read; root may, unless it gave that power up. */
    private static final String UNREADABLE = "unreadable";

    private static final String UNREADABLE_FILE = "276/ca659200663cf654dc4410ed494451ee/params/b";

    private static final Map<String, Map<HostilePolicy, String>> OUTCOMES = OutcomeTable.read("hostile-outcomes.txt");

    @TempDir
    private Path folder;

    static Stream<Arguments> casesAndPolicies() {
        return OUTCOMES.entrySet().stream()
                .flatMap(row -> row.getValue().keySet().stream().map(policy -> Arguments.of(row.getKey(), policy)));
    }

    static Stream<String> cases() {
        return OUTCOMES.keySet().stream();
    }

    static Stream<String> casesWithExperiments() {
        return cases().filter(name -> !name.equals("empty-mlruns"));
    }

    @Test
    void bothTablesHaveEveryStore() {
        assertThat(OUTCOMES.keySet()).containsExactlyElementsOf(TestData.hostileStores());
        assertThat(exits().keySet()).containsExactlyElementsOf(TestData.hostileStores());
    }

    @ParameterizedTest
    @MethodSource("casesAndPolicies")
    void comesToWhatTheTableSays(String name, HostilePolicy policy) {
        Path mlruns = unpacked(name);

        HostileOutcome outcome = HostileOutcome.of(mlruns, folder.resolve("mlflow.db"), policy.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome).hasToString(OUTCOMES.getOrDefault(name, Map.of()).get(policy));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansWhatTheMigrationDoes(String name) {
        Path mlruns = unpacked(name);
        StringWriter out = new StringWriter();

        int exit = Main.run(
                new String[] {"plan", "--source", mlruns.toString()},
                new PrintWriter(out),
                new PrintWriter(new StringWriter()));

        assertThat(exit).as(out.toString()).isEqualTo(exits().get(name));
    }

    @ParameterizedTest
    @MethodSource("casesWithExperiments")
    void keepsTheHealthyExperimentBeside(String name) {
        Path target = folder.resolve("mlflow.db");

        HostileOutcome.of(unpacked(name), target, HostilePolicy.SKIP.options());

        assertThat(DatabaseQuery.rows(
                        target,
                        "SELECT e.name, r.run_uuid, p.key, p.value, m.key, m.value FROM experiments e JOIN runs r USING"
                                + " (experiment_id) JOIN params p USING (run_uuid) JOIN metrics m USING (run_uuid)"
                                + " WHERE experiment_id = 101"))
                .containsExactly("healthy|741839f346d6e8126ae38ee76a96fd12|p|1|m|0.5");
    }

    private Path unpacked(String name) {
        Path mlruns = TestData.hostileStore(name, folder);
        assumeThat(name.equals(UNREADABLE) && Files.isReadable(mlruns.resolve(UNREADABLE_FILE)))
                .as("root may read everything")
                .isFalse();
        return mlruns;
    }

    /** The exit status of each case, out of the table for people. */
    private static Map<String, Integer> exits() {
        Map<String, Integer> exits = new TreeMap<>();
        for (String line : TestData.hostileTable()) {
            List<String> cells = List.of(line.split(" *\\| *"));
            exits.put(cells.get(1).replace("`", ""), Integer.valueOf(cells.get(cells.size() - 1)));
        }
        return exits;
    }
}
