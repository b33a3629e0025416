package org.filestoremigration.domain.migration;

import java.util.Objects;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * A point of a logged model's metric as it was logged, before it is known whether it clashes with another.
 *
 * @param number of its line in the metric's file, from 1
 * @param timestamp in milliseconds since 1970
 * @param rest what rounding took from the timestamp, 0 for nearly all
 * @param logged the value as it is, possibly NaN, infinite or −0.0
 */
public record LoggedModelPoint(
        long number,
        long timestamp,
        double rest,
        double logged,
        long step,
        String runId,
        @Nullable String datasetName,
        @Nullable String datasetDigest) {

    /** The value as the database holds it. */
    public double stored() {
        return Metric.stored(logged);
    }

    /** By timestamp, step and run: the database's key within one metric of a model. */
    public int compareKey(LoggedModelPoint other) {
        int order = Long.compare(timestamp, other.timestamp);
        if (order == 0) {
            order = Long.compare(step, other.step);
        }
        return order != 0 ? order : TextOrder.compare(runId, other.runId);
    }

    /** By key, then by line. */
    public int compareInOrder(LoggedModelPoint other) {
        int order = compareKey(other);
        return order != 0 ? order : Long.compare(number, other.number);
    }

    /**
     * Whether it is later than another of the same dataset, as Python's {@code max} by step, timestamp and value says: the
     * first of equals stays, and NaN beats nothing.
     */
    public boolean isLaterThan(LoggedModelPoint other) {
        if (step != other.step) {
            return step > other.step;
        }
        return timestamp != other.timestamp ? timestamp > other.timestamp : logged > other.logged;
    }

    /** Whether it says the same as another point of the same key. */
    boolean repeats(LoggedModelPoint other) {
        return Double.compare(stored(), other.stored()) == 0
                && Double.compare(rest, other.rest) == 0
                && Objects.equals(datasetName, other.datasetName)
                && Objects.equals(datasetDigest, other.datasetDigest);
    }

    /** The same point at another time. */
    LoggedModelPoint at(long newTimestamp) {
        return new LoggedModelPoint(number, newTimestamp, rest, logged, step, runId, datasetName, datasetDigest);
    }
}
