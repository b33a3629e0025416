package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Test;

/** A network that takes milliseconds must not cost them for each run, when rows are sent and when they are read back. */
class RoundTripsTest {

    private static final int MORE = 1000;

    @Test
    void doNotGrowWithTheNumberOfRuns() throws IOException {
        int few = roundTrips(100);
        int many = roundTrips(100 + MORE);
        assertThat(many - few)
                .as("round trips for %d runs more than %d", MORE, few)
                .isLessThan(MORE / 8);
    }

    private static int roundTrips(int runs) throws IOException {
        String uri = WideDatabase.create();
        InMemoryStore source = store(runs);
        try (CountingProxy proxy = new CountingProxy(TestServer.port());
                PostgresqlTarget target = PostgresqlTarget.begin(TestServer.settings(proxy.uri(uri)), null);
                StoreWriter writer = target.writer();
                StoreReader written = target.written()) {
            Migration.copy(source.reader(), writer, Progress.NONE);
            writer.commit();
            assertThat(walked(written)).isEqualTo(walked(source.reader()));
            target.publish();
            return proxy.roundTrips();
        }
    }

    private static List<Entity> walked(StoreReader reader) {
        List<Entity> all = new ArrayList<>();
        StoreWalk.walk(reader, all::add);
        return all;
    }

    /** Each run has rows in every table that a run has rows in, but for one run in seven, which has none. */
    private static InMemoryStore store(int runs) {
        InMemoryStore store = new InMemoryStore();
        ExperimentId experiment = new ExperimentId(0);
        LifecycleStage active = new LifecycleStage("active");
        store.write(new Experiment(experiment, "Default", "/mlruns/0", active, null, null, List.of()));
        for (int i = 0; i < 3; i++) {
            store.write(dataset(experiment, i));
        }
        for (int i = 0; i < runs; i++) {
            Run run = run(experiment, active, i);
            store.write(run);
            List<Metric> points = i % 7 == 0 ? List.of() : List.of(point(i, 0), point(i, 1));
            store.write(run, points.iterator());
        }
        store.commit();
        return store;
    }

    private static Dataset dataset(ExperimentId experiment, int i) {
        return new Dataset(experiment, "data", "digest" + i, "local", "{}", null, null);
    }

    private static Metric point(int run, int step) {
        return new Metric("loss", run, false, 1, step);
    }

    private static Run run(ExperimentId experiment, LifecycleStage stage, int i) {
        boolean bare = i % 7 == 0;
        return new Run(
                String.format("run%05d", i),
                experiment,
                "name",
                null,
                null,
                null,
                null,
                "",
                null,
                1L,
                null,
                null,
                stage,
                "/mlruns/0",
                bare ? List.of() : List.of(new Param("a", "1"), new Param("b", "run" + i)),
                bare ? List.of() : List.of(new Tag("t", "run" + i)),
                bare
                        ? List.of()
                        : List.of(new DatasetInput(
                                Dataset.idOf("data", "digest" + i % 3), true, List.of(new Tag("context", "run" + i)))),
                List.of(),
                List.of(),
                bare ? List.of() : List.of(LatestMetric.of(point(i, 1))));
    }
}
