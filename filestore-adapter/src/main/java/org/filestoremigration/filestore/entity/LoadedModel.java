package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.filestore.metric.LoggedModelHistory;

/**
 * A logged model with what is known of its metrics.
 *
 * @param metrics sorted by key, those without a point left out
 */
public record LoadedModel(LoggedModel model, List<LoggedModelHistory> metrics) {

    public LoadedModel {
        metrics = List.copyOf(metrics);
    }
}
