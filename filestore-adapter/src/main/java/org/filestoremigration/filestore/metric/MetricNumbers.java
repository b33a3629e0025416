package org.filestoremigration.filestore.metric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import org.filestoremigration.domain.migration.MetricTime;
import org.filestoremigration.domain.migration.TruthValue;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.metric.MetricReading.Seconds;

/** The numbers of one metric line, of a run or of a logged model, in any form; and what was done to them. */
final class MetricNumbers {

    private static final String FIX = "fix or remove the line";

    /** Added to what rounding took, so that a time in seconds is never taken for the same time in milliseconds. */
    private static final double FROM_SECONDS = 2;

    private final MetricReading reading;
    private String writtenTime = "";
    private double rest;
    private boolean fraction;
    private boolean wholeFloat;
    private boolean truth;
    private boolean fromSeconds;

    MetricNumbers(MetricReading reading) {
        this.reading = reading;
    }

    /** Forgets the line before. */
    void reset() {
        rest = 0;
        fraction = false;
        wholeFloat = false;
        truth = false;
        fromSeconds = false;
    }

    double value(String text) throws MetricDefectException {
        OptionalDouble real = PythonNumber.floatingPoint(text);
        if (real.isPresent()) {
            return real.getAsDouble();
        }
        OptionalDouble counted = TruthValue.of(text);
        if (counted.isPresent() && reading.repair()) {
            truth = true;
            return counted.getAsDouble();
        }
        throw counted.isPresent()
                ? new MetricDefectException(
                        "its value is not a number: " + FolderReport.shown(text),
                        "let --repair write 1 or 0, or " + FIX)
                : new MetricDefectException("its value is not a number: " + FolderReport.shown(text), FIX);
    }

    long step(String text) throws MetricDefectException {
        Optional<BigInteger> whole = PythonNumber.integer(text);
        if (whole.isPresent()) {
            return inRange("step", whole.get(), text);
        }
        BigDecimal real = PythonNumber.decimal(text).orElse(null);
        if (real == null || !MetricTime.isWhole(real)) {
            throw new MetricDefectException("its step is not an integer: " + FolderReport.shown(text), FIX);
        }
        wholeFloat = true;
        return inRange("step", real.toBigInteger(), text);
    }

    long time(String text) throws MetricDefectException {
        BigInteger whole = PythonNumber.integer(text).orElse(null);
        BigDecimal real = whole != null
                ? new BigDecimal(whole)
                : PythonNumber.decimal(text)
                        .orElseThrow(() -> new MetricDefectException(
                                "its timestamp is not an integer: " + FolderReport.shown(text), FIX));
        writtenTime = text;
        boolean hasFraction = !MetricTime.isWhole(real);
        wholeFloat |= whole == null && !hasFraction;
        if (MetricTime.isInSeconds(real) && (hasFraction || reading.seconds() != Seconds.KEPT)) {
            return seconds(real, text, hasFraction);
        }
        if (!hasFraction) {
            return inRange("timestamp", real.toBigInteger(), text);
        }
        if (reading.refusesFractions()) {
            throw new MetricDefectException(
                    "its timestamp has a fraction: " + FolderReport.shown(text) + "; rounding would merge two points",
                    FIX);
        }
        fraction = true;
        MetricTime time = MetricTime.ofMilliseconds(real);
        rest = time.rest();
        return inRange("timestamp", time.whole(), text);
    }

    private long seconds(BigDecimal real, String text, boolean hasFraction) throws MetricDefectException {
        fromSeconds = hasFraction;
        String reason = "its timestamp is in seconds, not milliseconds: " + FolderReport.shown(text);
        return switch (reading.seconds()) {
            case MADE_MILLISECONDS -> {
                MetricTime time = MetricTime.ofSeconds(real);
                rest = time.rest() + FROM_SECONDS;
                fromSeconds = true;
                yield time.whole().longValueExact();
            }
            case REFUSED_FOR_GOOD ->
                throw new MetricDefectException(reason + "; in whole milliseconds two points would be merged", FIX);
            case KEPT, REFUSED ->
                throw new MetricDefectException(reason, "let --repair multiply it by 1000, or " + FIX);
        };
    }

    private static long inRange(String what, BigInteger number, String text) throws MetricDefectException {
        if (number.bitLength() > 63) {
            throw new MetricDefectException("its " + what + " has more than 64 bits: " + FolderReport.shown(text), FIX);
        }
        return number.longValue();
    }

    /** The timestamp as it is. */
    String writtenTime() {
        return writtenTime;
    }

    /** What rounding took from the timestamp. */
    double rest() {
        return rest;
    }

    /** Whether the timestamp had a fraction of a millisecond, which is gone. */
    boolean hasFraction() {
        return fraction;
    }

    /** Whether step or timestamp was a whole number written as a float. */
    boolean hasWholeFloat() {
        return wholeFloat;
    }

    /** Whether the value was a {@code bool}. */
    boolean isTruth() {
        return truth;
    }

    /** Whether the timestamp was in seconds with a fraction, or became milliseconds with the rest of its file. */
    boolean isFromSeconds() {
        return fromSeconds;
    }
}
