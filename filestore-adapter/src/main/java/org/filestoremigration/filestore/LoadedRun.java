package org.filestoremigration.filestore;

import java.util.List;
import org.filestoremigration.domain.tracking.Run;

/**
 * A run with what is known of its metrics.
 *
 * @param metrics sorted by key, those without a point left out
 */
record LoadedRun(Run run, List<MetricHistory> metrics) {

    LoadedRun {
        metrics = List.copyOf(metrics);
    }
}
