package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Test;

/** What the sample store claims of itself, shown without the code that the contracts test. */
class SampleStoreTest {

    private static final Comparator<String> UTF_8 = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    @Test
    void holdsEveryKindOfEntity() {
        MigrationSummary summary = Migration.copy(SampleStore.create().reader(), new InMemoryStore(), Progress.NONE);
        Set<EntityKind> kinds = EnumSet.allOf(EntityKind.class);
        kinds.remove(EntityKind.OTHER);
        // A store has spans only where somebody asks for them; they have tests of their own.
        kinds.remove(EntityKind.SPAN);

        assertThat(summary.written().keySet()).isEqualTo(kinds);
    }

    @Test
    void isInTheOrderOfNumbersAndOfUtf8Bytes() {
        assertThat(SampleExperiments.experiments())
                .extracting(experiment -> experiment.experimentId().value())
                .isSorted();
        assertThat(SampleRegistry.registeredModels())
                .extracting(RegisteredModel::name)
                .isSortedAccordingTo(UTF_8);
        assertThat(SampleExperiments.FULL.tags()).extracting(Tag::key).isSortedAccordingTo(UTF_8);
        for (Experiment experiment : SampleExperiments.experiments()) {
            assertThat(SampleExperiments.datasets(experiment))
                    .extracting(Dataset::datasetId)
                    .isSortedAccordingTo(UTF_8);
            assertThat(SampleRuns.runs(experiment)).extracting(Run::runId).isSortedAccordingTo(UTF_8);
        }
    }

    @Test
    void hasEveryHistoryInTheOrderOfTheContractWithoutARepeatedPoint() {
        Comparator<Metric> order = Comparator.comparing(Metric::key, UTF_8)
                .thenComparingLong(Metric::step)
                .thenComparingLong(Metric::timestamp)
                .thenComparingDouble(Metric::value)
                .thenComparing(Metric::isNan);
        for (Run run : SampleStore.runs()) {
            assertThat(SampleRuns.metrics(run)).isSortedAccordingTo(order).doesNotHaveDuplicates();
        }
    }

    @Test
    void hasTheLatestOfTheMetricsThatFollowFromTheirPoints() {
        Comparator<Metric> byTime = Comparator.comparingLong(Metric::step)
                .thenComparingLong(Metric::timestamp)
                .thenComparingDouble(Metric::value);
        for (Run run : SampleStore.runs()) {
            Map<String, Metric> greatest = new LinkedHashMap<>();
            for (Metric point : SampleRuns.metrics(run)) {
                // Of equals any: which was logged first, no order of the points tells.
                greatest.merge(point.key(), point, BinaryOperator.maxBy(byTime));
            }
            assertThat(run.latestMetrics())
                    .extracting(LatestMetric::key, LatestMetric::step, LatestMetric::timestamp, LatestMetric::value)
                    .isEqualTo(greatest.values().stream()
                            .map(point -> tuple(point.key(), point.step(), point.timestamp(), point.value()))
                            .toList());
        }
    }

    @Test
    void canBeChangedEntityByEntity() {
        InMemoryStore store = SampleStore.create();
        store.remove(SampleRuns.RUNNING);
        store.put(SampleRuns.FULL, List.of());
        store.remove(SampleRegistry.FULL);

        List<Object> expected = StoreContent.of(SampleStore.create().reader());
        expected.remove(SampleRuns.RUNNING);
        expected.removeAll(SampleRuns.metrics(SampleRuns.FULL));
        expected.removeAll(SampleRegistry.modelVersions(SampleRegistry.FULL));
        expected.remove(SampleRegistry.FULL);
        assertThat(StoreContent.of(store.reader())).isEqualTo(expected);
    }
}
