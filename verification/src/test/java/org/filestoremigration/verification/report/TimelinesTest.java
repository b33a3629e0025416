package org.filestoremigration.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.verification.Verification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TimelinesTest {

    private static final long LAST_OF_JULY_2017 = 1_501_545_599_999L;

    private final InMemoryStore store = SampleStore.create();
    private final Timelines timelines = new Timelines();

    @Test
    void countsTheMonthsOfRunsInUtcAndLeavesExperimentsWithoutRunsOut() {
        store.put(run("2a", LAST_OF_JULY_2017));
        store.put(run("2b", LAST_OF_JULY_2017 + 1));
        store.put(run("2c", null));

        Migration.plan(store.reader(), Progress.NONE, timelines);

        assertThat(timelines.timelines())
                .containsExactly(
                        timeline(SampleExperiments.OLD, Map.of("2017-07", 2L, "2017-08", 1L), 1),
                        timeline(SampleExperiments.FULL, Map.of("2023-11", 2L), 0),
                        timeline(SampleExperiments.DELETED, Map.of("2023-11", 1L), 0));
    }

    @Test
    void countsInAVerificationWhatTheSourceHas() {
        InMemoryStore target = SampleStore.create();
        target.remove(SampleExperiments.OLD);
        target.put(run("2a", LAST_OF_JULY_2017));

        try (Verification verification = Verification.begin(store.reader(), timelines)) {
            verification.against(target.reader(), 10, Progress.NONE);
        }

        assertThat(timelines.timelines()).extracting(ExperimentTimeline::total).containsExactly(1L, 2L, 1L);
    }

    private static Run run(String id, @Nullable Long start) {
        return new Run(
                id,
                SampleExperiments.OLD.experimentId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                start,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static ExperimentTimeline timeline(Experiment experiment, Map<String, Long> months, long undated) {
        TreeMap<YearMonth, Long> runs = new TreeMap<>();
        months.forEach((month, count) -> runs.put(YearMonth.parse(month), count));
        return new ExperimentTimeline(experiment.experimentId().toString(), experiment.name(), runs, undated);
    }

    @Test
    void endTheAxisWithTheLastRun() {
        SortedMap<YearMonth, Long> runs = new TreeMap<>();
        runs.put(YearMonth.of(2024, 5), 3L);
        runs.put(YearMonth.of(2024, 7), 1L);

        TimeScale scale =
                TimeScale.of(List.of(new ExperimentTimeline("1", "a", runs, 0))).orElseThrow();

        assertThat(scale.first()).isEqualTo(YearMonth.of(2024, 5));
        assertThat(scale.last()).isEqualTo(YearMonth.of(2024, 7));
        assertThat(scale.buckets(new ExperimentTimeline("1", "a", runs, 0))).containsExactly(3, 0, 1);
        assertThat(scale.width()).isEqualTo(25.0);
    }
}
