package org.filestoremigration.domain.tracking;

import org.jspecify.annotations.Nullable;

/**
 * The latest point of one metric of a run: a row of {@code latest_metrics}, which MLflow shows in its lists.
 *
 * <p>It is the greatest by step, timestamp and value, NaN counting as 0.0; of equals the one that was logged first.
 *
 * @param timestamp as {@link Metric#timestamp}; null only in a database that another tool wrote
 */
public record LatestMetric(
        String key, double value, boolean isNan, @Nullable Long timestamp, long step)
        implements Comparable<LatestMetric> {

    /** The point itself, as the latest of its key. */
    public static LatestMetric of(Metric metric) {
        return new LatestMetric(metric.key(), metric.value(), metric.isNan(), metric.timestamp(), metric.step());
    }

    /** By key. */
    @Override
    public int compareTo(LatestMetric other) {
        return TextOrder.compare(key, other.key);
    }
}
