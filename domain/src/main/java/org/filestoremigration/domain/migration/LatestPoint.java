package org.filestoremigration.domain.migration;

import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;

/**
 * Finds the latest of a metric's points as they come: the greatest by step, timestamp and value, NaN counting as 0.0; of
 * equals the first ({@code SqlAlchemyStore._update_latest_metric_if_necessary}).
 */
public final class LatestPoint {

    private boolean found;
    private long step;
    private long timestamp;
    private double value;

    /**
     * Takes one more point.
     *
     * @param next as it was logged, or as {@link Metric#stored} makes it
     */
    public void add(long nextStep, long nextTimestamp, double next) {
        if (!found || compare(step, timestamp, value, nextStep, nextTimestamp, next) < 0) {
            found = true;
            step = nextStep;
            timestamp = nextTimestamp;
            value = next;
        }
    }

    /** The latest of at least one point. */
    public LatestMetric of(String key) {
        if (!found) {
            throw new IllegalStateException("no point of " + key);
        }
        return LatestMetric.of(Metric.of(key, value, timestamp, step));
    }

    /** The order by which MLflow calls the greatest the latest. */
    public static int compare(
            long leftStep, long leftTimestamp, double leftValue, long step, long timestamp, double value) {
        int order = Long.compare(leftStep, step);
        if (order == 0) {
            order = Long.compare(leftTimestamp, timestamp);
        }
        return order != 0
                ? order
                : Double.compare(Double.isNaN(leftValue) ? 0.0 : leftValue, Double.isNaN(value) ? 0.0 : value);
    }
}
