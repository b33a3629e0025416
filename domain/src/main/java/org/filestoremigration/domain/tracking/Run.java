package org.filestoremigration.domain.tracking;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.jspecify.annotations.Nullable;

/**
 * A run without its metric histories: {@code <experiment_id>/<run_id>/}, the tables {@code runs}, {@code params},
 * {@code tags}, {@code inputs} and {@code latest_metrics}. Histories have no bound and are streamed apart.
 *
 * <p>What is nullable here is nullable in SQL. A FileStore gives null only for {@code name}, {@code endTime},
 * {@code deletedTime} and {@code artifactUri}.
 *
 * @param startTime milliseconds since 1970
 * @param endTime milliseconds since 1970, null while the run goes on
 * @param deletedTime milliseconds since 1970; MLflow before 1.30 did not write it
 * @param params sorted by key
 * @param tags sorted by key
 * @param datasetInputs sorted by dataset id
 * @param modelInputs sorted by model id
 * @param modelOutputs sorted by model id
 * @param latestMetrics the latest point of each metric, sorted by key
 */
public record Run(
        String runId,
        ExperimentId experimentId,
        @Nullable String name,
        @Nullable SourceType sourceType,
        @Nullable String sourceName,
        @Nullable String entryPointName,
        @Nullable String sourceVersion,
        @Nullable String userId,
        @Nullable RunStatus status,
        @Nullable Long startTime,
        @Nullable Long endTime,
        @Nullable Long deletedTime,
        @Nullable LifecycleStage lifecycleStage,
        @Nullable String artifactUri,
        List<Param> params,
        List<Tag> tags,
        List<DatasetInput> datasetInputs,
        List<ModelInput> modelInputs,
        List<ModelOutput> modelOutputs,
        List<LatestMetric> latestMetrics)
        implements Entity {

    public Run {
        params = List.copyOf(params);
        tags = List.copyOf(tags);
        datasetInputs = List.copyOf(datasetInputs);
        modelInputs = List.copyOf(modelInputs);
        modelOutputs = List.copyOf(modelOutputs);
        latestMetrics = List.copyOf(latestMetrics);
    }
}
