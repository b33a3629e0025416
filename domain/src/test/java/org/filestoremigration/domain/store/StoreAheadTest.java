package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.Test;

class StoreAheadTest {

    private static List<Entity> walked(StoreReader store) {
        List<Entity> entities = new ArrayList<>();
        StoreWalk.walk(store, entities::add);
        return entities;
    }

    @Test
    void deliversWhatItsStoreDoes() {
        List<Entity> expected = walked(SampleStore.create().reader());
        try (StoreAhead ahead =
                new StoreAhead("target-before", SampleStore.create().reader())) {
            assertThat(walked(ahead)).isEqualTo(expected).hasSizeGreaterThan(20);
        }
    }

    @Test
    void isReadOnce() {
        try (StoreAhead ahead =
                new StoreAhead("target-before", SampleStore.create().reader())) {
            walked(ahead);

            assertThatThrownBy(ahead::experiments)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("what is read ahead is read once");
        }
    }

    private static StoreReader oneRun(Run run) {
        InMemoryStore store = new InMemoryStore();
        store.write(SampleExperiments.FULL);
        store.write(run);
        store.write(run, SampleRuns.metrics(run).iterator());
        store.commit();
        return store.reader();
    }

    @Test
    void doesNotPassOverWhatNobodyAskedFor() {
        Run run = SampleRuns.runs(SampleExperiments.FULL).stream()
                .filter(candidate -> !SampleRuns.metrics(candidate).isEmpty())
                .findFirst()
                .orElseThrow();
        try (StoreAhead ahead = new StoreAhead("target-before", oneRun(run));
                Stream<Experiment> experiments = ahead.experiments()) {
            Experiment experiment = experiments.iterator().next();
            assertThat(ahead.datasets(experiment)).isEmpty();
            assertThatThrownBy(() -> ahead.traces(experiment).toList())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("nobody asked for Run[");
            assertThat(ahead.runs(experiment).iterator().next()).isEqualTo(run);
            assertThatThrownBy(() -> ahead.runs(experiment).toList())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("nobody asked for Metric[");
            assertThat(ahead.metrics(run)).isEqualTo(SampleRuns.metrics(run));
            assertThat(ahead.runs(experiment)).isEmpty();
        }
    }
}
