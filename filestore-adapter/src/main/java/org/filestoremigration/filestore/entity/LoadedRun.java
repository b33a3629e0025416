package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.filestore.metric.MetricHistory;

/**
 * A run with what is known of its metrics.
 *
 * @param metrics sorted by key, those without a point left out
 */
public record LoadedRun(Run run, List<MetricHistory> metrics) {

    public LoadedRun {
        metrics = List.copyOf(metrics);
    }
}
