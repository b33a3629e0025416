package org.filestoremigration.domain.model;

import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * One point of a logged model's metric: a line of {@code models/<model_id>/metrics/<key>}, a row of
 * {@code logged_model_metrics}.
 *
 * <p>The table's key is (model, key, timestamp, step, run): neither value nor dataset belongs to it.
 *
 * @param value as MLflow's SQL store writes it ({@link org.filestoremigration.domain.tracking.Metric#stored}): NaN is
 *     0.0, there is no flag; null only in a database that another tool wrote
 * @param timestamp milliseconds since 1970
 * @param runId the run that logged the point
 */
public record LoggedModelMetric(
        String key,
        @Nullable Double value,
        long timestamp,
        long step,
        String runId,
        @Nullable String datasetName,
        @Nullable String datasetDigest)
        implements Entity, Comparable<LoggedModelMetric> {

    /** By key, timestamp, step and run: the primary key within one model. */
    @Override
    public int compareTo(LoggedModelMetric other) {
        int order = TextOrder.compare(key, other.key);
        if (order == 0) {
            order = Long.compare(timestamp, other.timestamp);
        }
        if (order == 0) {
            order = Long.compare(step, other.step);
        }
        return order != 0 ? order : TextOrder.compare(runId, other.runId);
    }
}
