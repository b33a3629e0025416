package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.Test;

/** What every {@link StoreReader} keeps; each adapter's tests extend it. */
public abstract class StoreReaderContract {

    /** A new reader of a store that holds {@link SampleStore} and nothing else; the contract closes it. */
    protected abstract StoreReader reader() throws Exception;

    @Test
    void readsExperimentsById() throws Exception {
        try (StoreReader reader = reader()) {
            assertThat(all(reader.experiments())).containsExactlyElementsOf(SampleExperiments.experiments());
        }
    }

    @Test
    void readsDatasetsByDatasetId() throws Exception {
        ofEachExperiment(StoreReader::datasets, SampleExperiments::datasets);
    }

    @Test
    void readsRunsByRunId() throws Exception {
        ofEachExperiment(StoreReader::runs, SampleRuns::runs);
    }

    @Test
    void readsLoggedModelsByModelId() throws Exception {
        ofEachExperiment(StoreReader::loggedModels, SampleModels::loggedModels);
    }

    @Test
    void readsTracesByTraceId() throws Exception {
        ofEachExperiment(StoreReader::traces, SampleTraces::traces);
    }

    private <E> void ofEachExperiment(
            BiFunction<StoreReader, Experiment, Stream<E>> found, Function<Experiment, List<E>> expected)
            throws Exception {
        try (StoreReader reader = reader()) {
            for (Experiment experiment : SampleExperiments.experiments()) {
                assertThat(all(found.apply(reader, experiment)))
                        .as("experiment %s", experiment.experimentId())
                        .containsExactlyElementsOf(expected.apply(experiment));
            }
        }
    }

    @Test
    void readsMetricPointsByKeyStepTimestampAndValue() throws Exception {
        try (StoreReader reader = reader()) {
            for (Run run : SampleStore.runs()) {
                assertThat(all(reader.metrics(run))).as(run.runId()).containsExactlyElementsOf(SampleRuns.metrics(run));
            }
        }
    }

    @Test
    void readsMetricPointsOfLoggedModelsByKeyTimestampStepAndRun() throws Exception {
        try (StoreReader reader = reader()) {
            for (LoggedModel model : SampleStore.loggedModels()) {
                assertThat(all(reader.metrics(model)))
                        .as(model.modelId())
                        .containsExactlyElementsOf(SampleModels.metrics(model));
            }
        }
    }

    @Test
    void readsRegisteredModelsByName() throws Exception {
        try (StoreReader reader = reader()) {
            assertThat(all(reader.registeredModels())).containsExactlyElementsOf(SampleRegistry.registeredModels());
        }
    }

    @Test
    void readsModelVersionsByNumber() throws Exception {
        try (StoreReader reader = reader()) {
            for (RegisteredModel model : SampleRegistry.registeredModels()) {
                assertThat(all(reader.modelVersions(model)))
                        .as(model.name())
                        .containsExactlyElementsOf(SampleRegistry.modelVersions(model));
            }
        }
    }

    @Test
    void readsTheSameAgain() throws Exception {
        try (StoreReader reader = reader()) {
            List<Object> first = StoreContent.of(reader);

            assertThat(StoreContent.of(reader)).isEqualTo(first).isNotEmpty();
        }
    }

    @Test
    void readsMetricsOfAnyRunAtAnyTime() throws Exception {
        List<Run> runs = new ArrayList<>(SampleStore.runs());
        Collections.reverse(runs);
        try (StoreReader reader = reader()) {
            for (Run run : runs) {
                assertThat(all(reader.metrics(run))).isEqualTo(SampleRuns.metrics(run));
            }
            assertThat(all(reader.metrics(SampleRuns.FULL))).isEqualTo(SampleRuns.metrics(SampleRuns.FULL));
        }
    }

    @Test
    void readsWhatBelongsToAnEntityWhileTheStreamOfEntitiesIsOpen() throws Exception {
        try (StoreReader reader = reader();
                Stream<Experiment> experiments = reader.experiments()) {
            List<Object> seen = new ArrayList<>();
            for (Experiment experiment : (Iterable<Experiment>) experiments::iterator) {
                try (Stream<Run> runs = reader.runs(experiment)) {
                    for (Run run : (Iterable<Run>) runs::iterator) {
                        seen.add(run);
                        seen.addAll(all(reader.metrics(run)));
                    }
                }
            }

            assertThat(seen).isEqualTo(runsWithMetrics());
        }
    }

    private static List<Object> runsWithMetrics() {
        List<Object> expected = new ArrayList<>();
        for (Run run : SampleStore.runs()) {
            expected.add(run);
            expected.addAll(SampleRuns.metrics(run));
        }
        return expected;
    }

    @Test
    void readsOnWhenAStreamWasLeftHalfway() throws Exception {
        try (StoreReader reader = reader()) {
            try (Stream<Run> runs = reader.runs(SampleExperiments.FULL)) {
                Iterator<Run> iterator = runs.iterator();
                assertThat(iterator.next()).isEqualTo(SampleRuns.FULL);
                try (Stream<Metric> metrics = reader.metrics(SampleRuns.FULL)) {
                    assertThat(metrics.iterator().next())
                            .isEqualTo(SampleRuns.metrics(SampleRuns.FULL).get(0));
                }
                assertThat(iterator.next()).isEqualTo(SampleRuns.RUNNING);
            }
            reader.traces(SampleExperiments.FULL).close();

            assertThat(all(reader.runs(SampleExperiments.FULL))).isEqualTo(SampleRuns.runs(SampleExperiments.FULL));
            assertThat(all(reader.traces(SampleExperiments.FULL)))
                    .isEqualTo(SampleTraces.traces(SampleExperiments.FULL));
            assertThat(all(reader.metrics(SampleRuns.FULL))).isEqualTo(SampleRuns.metrics(SampleRuns.FULL));
        }
    }

    @Test
    void findsNothingBlockedAndNothingIrregular() throws Exception {
        try (StoreReader reader = reader()) {
            assertThat(StoreContent.of(reader)).isNotEmpty();
            reader.checkTheRest();

            assertThat(reader.findings().blocked()).isEmpty();
            assertThat(reader.findings().blockedCount()).isZero();
            assertThat(reader.findings().repaired()).isEmpty();
            assertThat(reader.findings().takeIrregularities()).isEmpty();
        }
    }

    @Test
    void closesWithAStreamOpenAndClosesTwice() throws Exception {
        StoreReader reader = reader();
        try (Stream<Experiment> experiments = reader.experiments()) {
            assertThat(experiments.iterator().next()).isEqualTo(SampleExperiments.DEFAULT);
            reader.close();
        }
        reader.close();

        try (StoreReader again = reader()) {
            assertThat(all(again.experiments())).isEqualTo(SampleExperiments.experiments());
        }
    }

    private static <E> List<E> all(Stream<E> stream) {
        try (stream) {
            return stream.toList();
        }
    }
}
