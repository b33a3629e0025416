package org.filestoremigration.domain.tracking;

import java.util.Objects;
import org.filestoremigration.domain.Entity;
import org.jspecify.annotations.Nullable;

/**
 * One point of a run's metric, in the form that MLflow's table {@code metrics} holds.
 *
 * <p>MLflow's SQL store cannot hold every double: NaN becomes 0.0 with a flag, ±Infinity the greatest finite double, and
 * SQLite has no negative zero. {@link #of} applies these rules; two points that are equal after them are one row.
 *
 * @param value finite, never −0.0; 0.0 where {@code isNan}; anything in a database that another tool wrote
 * @param timestamp as logged: milliseconds since 1970 from MLflow 1.1 on, seconds before
 */
public record Metric(String key, double value, boolean isNan, long timestamp, long step)
        implements Entity, Comparable<Metric> {

    /** A point from the value that was logged, which may be NaN, infinite or −0.0. */
    public static Metric of(String key, double logged, long timestamp, long step) {
        return new Metric(key, stored(logged), Double.isNaN(logged), timestamp, step);
    }

    /** What MLflow's SQL store writes for a logged value ({@code sanitize_metric_value}), −0.0 as SQLite keeps it. */
    public static double stored(double logged) {
        if (Double.isNaN(logged)) {
            return 0.0;
        }
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, logged)) + 0.0;
    }

    /** As a record's own, which calls a method handle for each component: there are millions of points to compare. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metric point
                && step == point.step
                && timestamp == point.timestamp
                && Double.compare(value, point.value) == 0
                && isNan == point.isNan
                && key.equals(point.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, isNan, timestamp, step);
    }

    /** By key, step, timestamp and value, a number before a NaN: the order of every metric history. */
    @Override
    public int compareTo(Metric other) {
        int order = TextOrder.compare(key, other.key);
        if (order == 0) {
            order = Long.compare(step, other.step);
        }
        if (order == 0) {
            order = Long.compare(timestamp, other.timestamp);
        }
        if (order == 0) {
            order = Double.compare(value, other.value);
        }
        return order != 0 ? order : Boolean.compare(isNan, other.isNan);
    }
}
