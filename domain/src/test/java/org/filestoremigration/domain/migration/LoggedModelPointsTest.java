package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggedModelPointsTest {

    private final List<String> told = new ArrayList<>();

    private final LoggedModelPoints.Clashes clashes = new LoggedModelPoints.Clashes() {
        @Override
        public void repeated(LoggedModelPoint point) {
            told.add("repeated " + point.number());
        }

        @Override
        public void leftOut(LoggedModelPoint point) {
            told.add("left out " + point.number());
        }

        @Override
        public void moved(LoggedModelPoint point, long timestamp) {
            told.add("moved " + point.number() + " to " + timestamp);
        }
    };

    @Test
    void makesOneOfPointsThatSayTheSame() {
        assertThat(points(false, Set.of(), point(1, 10, 0.5, null), point(2, 10, 0.5, null)))
                .containsExactly(metric(10, 0.5, null));
        assertThat(told).containsExactly("repeated 2");
    }

    @Test
    void keepsTheOneThatFileStoreReturns() {
        assertThat(points(false, Set.of(2L), point(1, 10, 0.5, null), point(2, 10, 0.7, null)))
                .containsExactly(metric(10, 0.7, null));
        assertThat(told).containsExactly("left out 1");
    }

    @Test
    void keepsNeitherOfTwoThatFileStoreReturns() {
        assertThat(points(false, Set.of(1L, 2L), point(1, 10, 0.5, "train"), point(2, 10, 0.5, "test")))
                .isEmpty();
        assertThat(told).containsExactly("left out 1", "left out 2");
    }

    @Test
    void movesAllButTheFirstToTheNextFreeMillisecond() {
        assertThat(points(
                        true,
                        Set.of(),
                        point(1, 10, 0.5, null),
                        point(2, 10, 0.6, null),
                        point(4, 10, 0.7, null),
                        point(3, 11, 0.8, null)))
                .containsExactly(
                        metric(10, 0.5, null), metric(11, 0.8, null), metric(12, 0.6, null), metric(13, 0.7, null));
        assertThat(told).containsExactly("moved 2 to 12", "moved 4 to 13");
    }

    private List<LoggedModelMetric> points(boolean repair, Set<Long> returned, LoggedModelPoint... sorted) {
        List<LoggedModelMetric> points = new ArrayList<>();
        new LoggedModelPoints("acc", List.of(sorted).iterator(), returned, repair, clashes)
                .forEachRemaining(points::add);
        return points;
    }

    private static LoggedModelPoint point(long number, long timestamp, double value, @Nullable String dataset) {
        return new LoggedModelPoint(number, timestamp, value, 0, "run1", dataset, dataset);
    }

    private static LoggedModelMetric metric(long timestamp, double value, @Nullable String dataset) {
        return new LoggedModelMetric("acc", value, timestamp, 0, "run1", dataset, dataset);
    }
}
