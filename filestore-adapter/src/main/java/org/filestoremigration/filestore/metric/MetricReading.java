package org.filestoremigration.filestore.metric;

/**
 * How the lines of one metric file are read. A file has one clock and one end, so it is decided for the whole file, once it
 * has been seen to its end.
 *
 * @param repair whether declared repairs are applied
 * @param seconds what becomes of times in seconds
 * @param refusesFractions whether milliseconds with a fraction are refused, because rounding would join points
 * @param cutOff the number of the last line, if it was cut off and is left out; 0 if not
 */
public record MetricReading(boolean repair, Seconds seconds, boolean refusesFractions, long cutOff) {

    /** What becomes of times in seconds. */
    public enum Seconds {
        /** They stay as they are if they are whole, as MLflow up to 1.0 wrote them; with a fraction they are refused. */
        KEPT,
        /** The repair of a file that has fractions of seconds: milliseconds, rounded. */
        MADE_MILLISECONDS,
        /** In a file that has fractions of seconds, without the repair. */
        REFUSED,
        /** The repair would make two points one. */
        REFUSED_FOR_GOOD
    }

    /** As a file is read first. */
    static MetricReading first(boolean repair) {
        return new MetricReading(repair, Seconds.KEPT, false, 0);
    }

    MetricReading with(Seconds other) {
        return new MetricReading(repair, other, refusesFractions, cutOff);
    }

    MetricReading refusingFractions() {
        return new MetricReading(repair, seconds, true, cutOff);
    }

    MetricReading cutOffAt(long line) {
        return new MetricReading(repair, seconds, refusesFractions, line);
    }

    /**
     * How to read the file again, after what one reading of it has shown; this one if it stands.
     *
     * @param fractionsOfSeconds whether it has times in seconds with a fraction
     * @param joined whether points that differ on disk became one
     */
    MetricReading after(boolean fractionsOfSeconds, boolean joined) {
        if (seconds == Seconds.KEPT && fractionsOfSeconds) {
            return with(repair ? Seconds.MADE_MILLISECONDS : Seconds.REFUSED);
        }
        if (!joined) {
            return this;
        }
        return seconds == Seconds.MADE_MILLISECONDS ? with(Seconds.REFUSED_FOR_GOOD) : refusingFractions();
    }
}
