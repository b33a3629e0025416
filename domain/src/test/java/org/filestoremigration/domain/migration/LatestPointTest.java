package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.filestoremigration.domain.tracking.LatestMetric;
import org.junit.jupiter.api.Test;

class LatestPointTest {

    private final LatestPoint latest = new LatestPoint();

    @Test
    void ordersByStepThenTimestampThenValue() {
        latest.add(1, 900, 5.0);
        latest.add(2, 100, 1.0);
        latest.add(2, 200, -3.0);
        latest.add(2, 200, -2.0);
        latest.add(0, 999, 9.0);
        assertThat(latest.of("loss")).isEqualTo(new LatestMetric("loss", -2.0, false, 200L, 2));
    }

    @Test
    void countsNanAsZero() {
        latest.add(1, 1, Double.NaN);
        latest.add(1, 1, -1.0);
        assertThat(latest.of("loss")).isEqualTo(new LatestMetric("loss", 0.0, true, 1L, 1));
        latest.add(1, 1, 0.5);
        assertThat(latest.of("loss")).isEqualTo(new LatestMetric("loss", 0.5, false, 1L, 1));
    }

    @Test
    void keepsTheFirstOfEquals() {
        latest.add(1, 1, 0.0);
        latest.add(1, 1, Double.NaN);
        assertThat(latest.of("loss")).isEqualTo(new LatestMetric("loss", 0.0, false, 1L, 1));
    }

    @Test
    void storesInfinityAsMlflowDoes() {
        latest.add(1, 1, Double.POSITIVE_INFINITY);
        assertThat(latest.of("loss")).isEqualTo(new LatestMetric("loss", Double.MAX_VALUE, false, 1L, 1));
    }

    @Test
    void hasNoneWithoutAPoint() {
        assertThatThrownBy(() -> latest.of("loss"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no point of loss");
    }
}
