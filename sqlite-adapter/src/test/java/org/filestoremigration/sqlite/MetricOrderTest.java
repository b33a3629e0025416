package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of points that share key and step, which no index of MLflow's gives. */
class MetricOrderTest {

    private static final int MORE_THAN_ARE_HELD = 25_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void createRun() throws Exception {
        TestDatabase.create(folder.resolve("a.db")).run("r").close();
    }

    private void insert(String key, String step, int count) throws Exception {
        try (TestDatabase database = TestDatabase.open(folder.resolve("a.db"));
                Statement statement = database.connection().createStatement()) {
            statement.executeUpdate(
                    "WITH RECURSIVE c(i) AS (SELECT " + count + " UNION ALL SELECT i - 1 FROM c WHERE i > 1)"
                            + " INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) SELECT '" + key
                            + "', i * 0.5, i, 'r', " + step + ", 0 FROM c");
        }
    }

    private List<Metric> points() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("a.db"));
                Stream<Experiment> experiments = store.experiments();
                Stream<Run> runs = store.runs(experiments.findFirst().orElseThrow());
                Stream<Metric> points = store.metrics(runs.findFirst().orElseThrow())) {
            return points.toList();
        }
    }

    private static Metric point(String key, int timestamp, long step) {
        return new Metric(key, timestamp * 0.5, false, timestamp, step);
    }

    @Test
    void putsAFewPointsOfOneStepInOrder() throws Exception {
        insert("a", "7", 3);
        insert("b", "7", 2);

        assertThat(points())
                .containsExactly(
                        point("a", 1, 7), point("a", 2, 7), point("a", 3, 7), point("b", 1, 7), point("b", 2, 7));
    }

    @Test
    void putsMorePointsOfOneStepInOrderThanAreHeld() throws Exception {
        insert("a", "-i", 2);
        insert("b", "0", MORE_THAN_ARE_HELD);
        insert("c", "0", MORE_THAN_ARE_HELD);

        List<Metric> points = points();

        assertThat(points)
                .hasSize(2 * MORE_THAN_ARE_HELD + 2)
                .isSorted()
                .startsWith(point("a", 2, -2), point("a", 1, -1));
        for (int i = 0; i < MORE_THAN_ARE_HELD; i++) {
            assertThat(points.get(2 + i)).isEqualTo(point("b", i + 1, 0));
            assertThat(points.get(2 + MORE_THAN_ARE_HELD + i)).isEqualTo(point("c", i + 1, 0));
        }
    }
}
