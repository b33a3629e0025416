package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestMetricTest {

    @Test
    void isThePointItself() {
        assertThat(LatestMetric.of(Metric.of("m", Double.NaN, 7, -3)))
                .isEqualTo(new LatestMetric("m", 0.0, true, 7L, -3));
    }
}
