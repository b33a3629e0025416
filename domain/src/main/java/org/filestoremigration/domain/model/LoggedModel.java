package org.filestoremigration.domain.model;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A logged model without its metrics: {@code <experiment_id>/models/<model_id>/}, the tables {@code logged_models},
 * {@code logged_model_params} and {@code logged_model_tags}. MLflow has them since 3.0.
 *
 * @param creationTimestamp milliseconds since 1970
 * @param lastUpdatedTimestamp milliseconds since 1970
 * @param lifecycleStage null only in a database that another tool wrote
 * @param params sorted by key
 * @param tags sorted by key
 */
public record LoggedModel(
        String modelId,
        ExperimentId experimentId,
        String name,
        String artifactLocation,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        LoggedModelStatus status,
        @Nullable LifecycleStage lifecycleStage,
        @Nullable String modelType,
        @Nullable String sourceRunId,
        @Nullable String statusMessage,
        List<Param> params,
        List<Tag> tags)
        implements Entity {

    public LoggedModel {
        params = List.copyOf(params);
        tags = List.copyOf(tags);
    }
}
