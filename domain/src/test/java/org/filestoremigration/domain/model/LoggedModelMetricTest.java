package org.filestoremigration.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedModelMetricTest {

    @Test
    void ordersByKeyTimestampStepAndRun() {
        List<LoggedModelMetric> ordered = List.of(
                point("a", 9, 9, "r9"),
                point("b", 1, 9, "r9"),
                point("b", 2, -1, "r9"),
                point("b", 2, 0, "r1"),
                point("b", 2, 0, "r2"),
                point("\uFF21", 0, 0, "r"),
                point("\uD83D\uDE80", 0, 0, "r"));
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
                        .as("%s and %s", ordered.get(i), ordered.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void hasNeitherValueNorDatasetInItsKey() {
        assertThat(new LoggedModelMetric("m", 1.0, 2, 3, "r", "name", "digest"))
                .isEqualByComparingTo(new LoggedModelMetric("m", null, 2, 3, "r", null, null));
    }

    private static LoggedModelMetric point(String key, long timestamp, long step, String runId) {
        return new LoggedModelMetric(key, 1.0, timestamp, step, runId, null, null);
    }
}
