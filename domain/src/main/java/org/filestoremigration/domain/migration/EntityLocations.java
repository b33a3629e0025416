package org.filestoremigration.domain.migration;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** Which texts of MLflow's entities say where artifacts are, and the same entity with others. */
public final class EntityLocations {

    /** {@code TraceTagKey.ARTIFACT_LOCATION}. */
    static final String TRACE_TAG = "mlflow.artifactLocation";

    /** {@code IS_PROMPT_TAG_KEY}: the source of a prompt's version is a word of MLflow's, and no place. */
    private static final String PROMPT_TAG = "mlflow.prompt.is_prompt";

    private EntityLocations() {}

    /**
     * The locations of any entity, references to models and runs among them; none of one that has no artifacts, as nearly
     * all entities are points of metrics.
     */
    public static List<String> of(Object entity) {
        if (entity instanceof Experiment experiment) {
            return present(experiment.artifactLocation());
        }
        if (entity instanceof Run run) {
            return present(run.artifactUri());
        }
        if (entity instanceof LoggedModel model) {
            return present(model.artifactLocation());
        }
        if (entity instanceof Trace trace) {
            return trace.tags().stream()
                    .filter(EntityLocations::isLocation)
                    .map(Tag::value)
                    .toList();
        }
        if (entity instanceof ModelVersion version) {
            return Stream.of(present(version.source()), present(version.storageLocation()))
                    .flatMap(List::stream)
                    .toList();
        }
        return List.of();
    }

    private static List<String> present(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }

    /** Whether a registered model is a prompt. */
    public static boolean isPrompt(RegisteredModel model) {
        return model.tags().stream()
                .anyMatch(tag -> tag.key().equals(PROMPT_TAG) && "true".equalsIgnoreCase(tag.value()));
    }

    static boolean isLocation(Tag tag) {
        return tag.key().equals(TRACE_TAG);
    }

    static Experiment with(Experiment of, @Nullable String location) {
        return new Experiment(
                of.experimentId(),
                of.name(),
                location,
                of.lifecycleStage(),
                of.creationTime(),
                of.lastUpdateTime(),
                of.tags());
    }

    static Run with(Run of, @Nullable String location) {
        return new Run(
                of.runId(),
                of.experimentId(),
                of.name(),
                of.sourceType(),
                of.sourceName(),
                of.entryPointName(),
                of.sourceVersion(),
                of.userId(),
                of.status(),
                of.startTime(),
                of.endTime(),
                of.deletedTime(),
                of.lifecycleStage(),
                location,
                of.params(),
                of.tags(),
                of.datasetInputs(),
                of.modelInputs(),
                of.modelOutputs(),
                of.latestMetrics());
    }

    static LoggedModel with(LoggedModel of, String location) {
        return new LoggedModel(
                of.modelId(),
                of.experimentId(),
                of.name(),
                location,
                of.creationTimestamp(),
                of.lastUpdatedTimestamp(),
                of.status(),
                of.lifecycleStage(),
                of.modelType(),
                of.sourceRunId(),
                of.statusMessage(),
                of.params(),
                of.tags());
    }

    static Trace with(Trace of, List<Tag> tags) {
        return new Trace(
                of.traceId(),
                of.experimentId(),
                of.timestampMs(),
                of.executionTimeMs(),
                of.state(),
                of.clientRequestId(),
                of.requestPreview(),
                of.responsePreview(),
                tags,
                of.metadata(),
                of.assessments());
    }

    static ModelVersion with(ModelVersion of, @Nullable String source, @Nullable String storageLocation) {
        return new ModelVersion(
                of.name(),
                of.version(),
                of.creationTime(),
                of.lastUpdatedTime(),
                of.description(),
                of.userId(),
                of.currentStage(),
                source,
                of.runId(),
                of.status(),
                of.statusMessage(),
                of.runLink(),
                storageLocation,
                of.tags());
    }
}
