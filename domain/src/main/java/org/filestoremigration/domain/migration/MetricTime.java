package org.filestoremigration.domain.migration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The time of a metric point that was written as a float, made whole.
 *
 * @param whole possibly beyond 64 bits
 * @param rest what rounding took away: two points that differ in nothing else would become one
 */
public record MetricTime(BigInteger whole, double rest) {

    /** As milliseconds this would be before March 1973, as seconds it is up to the year 5138. */
    private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /** Milliseconds, rounded down. */
    public static MetricTime ofMilliseconds(BigDecimal written) {
        return rounded(written, RoundingMode.FLOOR);
    }

    /** Milliseconds from seconds, rounded to the nearest. */
    public static MetricTime ofSeconds(BigDecimal written) {
        return rounded(written.multiply(THOUSAND), RoundingMode.HALF_UP);
    }

    private static MetricTime rounded(BigDecimal written, RoundingMode mode) {
        BigDecimal whole = written.setScale(0, mode);
        return new MetricTime(
                whole.toBigInteger(), written.subtract(whole).doubleValue());
    }

    /** Whether the time is so small that a fraction of it means that its clock counts seconds, as Python's does. */
    public static boolean isInSeconds(BigDecimal written) {
        return written.abs().compareTo(SECONDS_BELOW) < 0;
    }

    /** Whether the time is a whole number, however it is written. */
    public static boolean isWhole(BigDecimal written) {
        return written.signum() == 0 || written.stripTrailingZeros().scale() <= 0;
    }
}
