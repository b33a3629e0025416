package org.filestoremigration.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program makes of stores as people really have them, as {@code report-outcomes.txt} has it. */
class RealStoresIT {

    private static final Map<String, Map<HostilePolicy, String>> OUTCOMES = OutcomeTable.read("report-outcomes.txt");

    @TempDir
    private Path folder;

    static Stream<Arguments> storesAndPolicies() {
        return OUTCOMES.entrySet().stream()
                .flatMap(row -> row.getValue().keySet().stream().map(policy -> Arguments.of(row.getKey(), policy)));
    }

    @Test
    void theTableHasEveryStore() {
        assertThat(OUTCOMES.keySet()).containsExactlyElementsOf(TestData.reportedStores());
    }

    @ParameterizedTest
    @MethodSource("storesAndPolicies")
    void comesToWhatTheTableSays(String name, HostilePolicy policy) {
        Path mlruns = TestData.reportedStore(name, folder);

        HostileOutcome outcome = HostileOutcome.of(mlruns, folder.resolve("new.db"), policy.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome).hasToString(OUTCOMES.getOrDefault(name, Map.of()).get(policy));
    }
}
