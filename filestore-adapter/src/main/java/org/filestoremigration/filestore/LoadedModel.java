package org.filestoremigration.filestore;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;

/**
 * A logged model with what is known of its metrics.
 *
 * @param metrics sorted by key, those without a point left out
 */
record LoadedModel(LoggedModel model, List<LoggedModelHistory> metrics) {

    LoadedModel {
        metrics = List.copyOf(metrics);
    }
}
