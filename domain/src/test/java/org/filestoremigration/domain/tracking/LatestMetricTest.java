package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.filestoremigration.domain.tracking.LatestMetric.later;

import org.junit.jupiter.api.Test;

class LatestMetricTest {

    @Test
    void prefersTheGreaterStepThenTimestampThenValue() {
        Metric step = Metric.of("m", 1, 1, 2);
        Metric timestamp = Metric.of("m", 1, 2, 1);
        Metric value = Metric.of("m", 2, 1, 1);
        Metric least = Metric.of("m", 1, 1, 1);

        assertThat(later(step, timestamp)).isSameAs(step);
        assertThat(later(timestamp, step)).isSameAs(step);
        assertThat(later(timestamp, value)).isSameAs(timestamp);
        assertThat(later(value, timestamp)).isSameAs(timestamp);
        assertThat(later(value, least)).isSameAs(value);
        assertThat(later(least, value)).isSameAs(value);
    }

    @Test
    void countsANanAsZero() {
        Metric nan = Metric.of("m", Double.NaN, 1, 1);
        Metric below = Metric.of("m", -1, 1, 1);
        Metric above = Metric.of("m", 1, 1, 1);

        assertThat(later(nan, below)).isSameAs(nan);
        assertThat(later(below, nan)).isSameAs(nan);
        assertThat(later(nan, above)).isSameAs(above);
        assertThat(later(above, nan)).isSameAs(above);
    }

    @Test
    void prefersTheFirstOfEquals() {
        Metric nan = Metric.of("m", Double.NaN, 1, 1);
        Metric zero = Metric.of("m", -0.0, 1, 1);
        Metric again = Metric.of("m", 0, 1, 1);

        assertThat(later(nan, zero)).isSameAs(nan);
        assertThat(later(zero, nan)).isSameAs(zero);
        assertThat(later(zero, again)).isSameAs(zero);
    }

    @Test
    void isThePointItself() {
        assertThat(LatestMetric.of(Metric.of("m", Double.NaN, 7, -3)))
                .isEqualTo(new LatestMetric("m", 0.0, true, 7L, -3));
    }
}
