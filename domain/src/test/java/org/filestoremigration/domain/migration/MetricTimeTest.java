package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class MetricTimeTest {

    private static MetricTime time(long whole, double rest) {
        return new MetricTime(BigInteger.valueOf(whole), rest);
    }

    @Test
    void roundsMillisecondsDownAndKeepsTheRest() {
        assertThat(MetricTime.ofMilliseconds(new BigDecimal("1700000000000.75")))
                .isEqualTo(time(1_700_000_000_000L, 0.75));
        assertThat(MetricTime.ofMilliseconds(new BigDecimal("-1.25"))).isEqualTo(time(-2, 0.75));
        assertThat(MetricTime.ofMilliseconds(new BigDecimal("1.7e12"))).isEqualTo(time(1_700_000_000_000L, 0));
    }

    @Test
    void roundsSecondsToTheNearestMillisecond() {
        assertThat(MetricTime.ofSeconds(new BigDecimal("1795905290.0543582")))
                .isEqualTo(time(1_795_905_290_054L, 0.3582));
        assertThat(MetricTime.ofSeconds(new BigDecimal("1795905290.0545"))).isEqualTo(time(1_795_905_290_055L, -0.5));
        assertThat(MetricTime.ofSeconds(new BigDecimal("1795905290"))).isEqualTo(time(1_795_905_290_000L, 0));
    }

    @Test
    void tellsSecondsByTheirSize() {
        assertThat(MetricTime.isInSeconds(new BigDecimal("99999999999.9"))).isTrue();
        assertThat(MetricTime.isInSeconds(new BigDecimal("100000000000"))).isFalse();
        assertThat(MetricTime.isInSeconds(new BigDecimal("-100000000000.5"))).isFalse();
    }

    @Test
    void tellsWholeNumbersHoweverTheyAreWritten() {
        assertThat(MetricTime.isWhole(new BigDecimal("50.00"))).isTrue();
        assertThat(MetricTime.isWhole(new BigDecimal("0.000"))).isTrue();
        assertThat(MetricTime.isWhole(new BigDecimal("5e1"))).isTrue();
        assertThat(MetricTime.isWhole(new BigDecimal("50.01"))).isFalse();
    }
}
