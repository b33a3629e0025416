package org.filestoremigration.domain.tracking;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: {@code <experiment_id>/meta.yaml} and {@code tags/}, the tables of experiments and their tags.
 *
 * <p>What is nullable here is nullable in SQL. A FileStore gives null only for the times: MLflow before 1.29 did not
 * write them.
 *
 * @param creationTime milliseconds since 1970
 * @param lastUpdateTime milliseconds since 1970
 * @param tags sorted by key
 */
public record Experiment(
        ExperimentId experimentId,
        String name,
        @Nullable String artifactLocation,
        @Nullable LifecycleStage lifecycleStage,
        @Nullable Long creationTime,
        @Nullable Long lastUpdateTime,
        List<Tag> tags)
        implements Entity {

    public Experiment {
        tags = List.copyOf(tags);
    }
}
