package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void holdsANanAsFlaggedZero() {
        assertThat(Metric.of("m", Double.NaN, 5, 1)).isEqualTo(new Metric("m", 0.0, true, 5, 1));
        assertThat(Metric.of("m", Double.longBitsToDouble(0xFFF8_0000_0000_0001L), 5, 1))
                .isEqualTo(new Metric("m", 0.0, true, 5, 1));
    }

    @Test
    void holdsInfinityAsTheGreatestDouble() {
        assertThat(Metric.of("m", Double.POSITIVE_INFINITY, 5, 1))
                .isEqualTo(new Metric("m", 1.7976931348623157e308, false, 5, 1));
        assertThat(Metric.of("m", Double.NEGATIVE_INFINITY, 5, 1))
                .isEqualTo(new Metric("m", -1.7976931348623157e308, false, 5, 1));
    }

    @Test
    void isEqualToThePointWithTheSameValuesAlone() {
        Metric point = new Metric("m", 0.5, false, 5, 1);
        assertThat(new Metric(new String("m"), 0.5, false, 5, 1))
                .isEqualTo(point)
                .hasSameHashCodeAs(point);
        assertThat(List.of(
                        new Metric("n", 0.5, false, 5, 1),
                        new Metric("m", 0.25, false, 5, 1),
                        new Metric("m", 0.5, true, 5, 1),
                        new Metric("m", 0.5, false, 6, 1),
                        new Metric("m", 0.5, false, 5, 2)))
                .doesNotContain(point);
        assertThat(new Metric("m", -0.0, false, 5, 1)).isNotEqualTo(new Metric("m", 0.0, false, 5, 1));
        assertThat(new Metric("m", Double.NaN, false, 5, 1)).isEqualTo(new Metric("m", Double.NaN, false, 5, 1));
    }

    @Test
    void hasNoNegativeZero() {
        assertThat(Double.doubleToRawLongBits(Metric.stored(-0.0))).isZero();
        assertThat(Metric.of("m", -0.0, 5, 1)).isEqualTo(Metric.of("m", 0.0, 5, 1));
    }

    @Test
    void keepsEveryOtherBit() {
        for (double value : new double[] {
            0.0,
            1,
            -1,
            0.1,
            1.0 / 3,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MAX_VALUE),
            Double.MAX_VALUE
        }) {
            assertThat(Double.doubleToRawLongBits(Metric.stored(value))).isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Test
    void ordersByKeyStepTimestampAndValueWithANumberBeforeANan() {
        List<Metric> ordered = List.of(
                Metric.of("a", 9, 9, 9),
                Metric.of("b", 9, 9, -1),
                Metric.of("b", 9, 1, 0),
                Metric.of("b", -1, 2, 0),
                Metric.of("b", 0, 2, 0),
                Metric.of("b", Double.NaN, 2, 0),
                Metric.of("b", 1, 2, 0),
                Metric.of("b", -9, 1, 1),
                Metric.of("\uFF21", 0, 0, 0),
                Metric.of("\uD83D\uDE80", 0, 0, 0));
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
                        .as("%s and %s", ordered.get(i), ordered.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }
}
