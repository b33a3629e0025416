package org.filestoremigration.domain.merge;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Run;

/** Records of another experiment, or under another number, and otherwise the same. */
final class Moved {

    private Moved() {}

    static Dataset to(ExperimentId id, Dataset dataset) {
        return new Dataset(
                id,
                dataset.name(),
                dataset.digest(),
                dataset.sourceType(),
                dataset.source(),
                dataset.schema(),
                dataset.profile());
    }

    static Run to(ExperimentId id, Run run) {
        return new Run(
                run.runId(),
                id,
                run.name(),
                run.sourceType(),
                run.sourceName(),
                run.entryPointName(),
                run.sourceVersion(),
                run.userId(),
                run.status(),
                run.startTime(),
                run.endTime(),
                run.deletedTime(),
                run.lifecycleStage(),
                run.artifactUri(),
                run.params(),
                run.tags(),
                run.datasetInputs(),
                run.modelInputs(),
                run.modelOutputs(),
                run.latestMetrics());
    }

    static LoggedModel to(ExperimentId id, LoggedModel model) {
        return new LoggedModel(
                model.modelId(),
                id,
                model.name(),
                model.artifactLocation(),
                model.creationTimestamp(),
                model.lastUpdatedTimestamp(),
                model.status(),
                model.lifecycleStage(),
                model.modelType(),
                model.sourceRunId(),
                model.statusMessage(),
                model.params(),
                model.tags());
    }

    static Trace to(ExperimentId id, Trace trace) {
        return new Trace(
                trace.traceId(),
                id,
                trace.timestampMs(),
                trace.executionTimeMs(),
                trace.state(),
                trace.clientRequestId(),
                trace.requestPreview(),
                trace.responsePreview(),
                trace.tags(),
                trace.metadata(),
                trace.assessments());
    }

    static Span to(ExperimentId id, Span span) {
        return new Span(
                span.traceId(),
                id,
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.type(),
                span.status(),
                span.startTimeUnixNano(),
                span.endTimeUnixNano(),
                span.content(),
                span.inputCost(),
                span.outputCost(),
                span.totalCost(),
                span.modelName(),
                span.modelProvider());
    }

    static Trace withAssessments(List<Assessment> assessments, Trace trace) {
        return new Trace(
                trace.traceId(),
                trace.experimentId(),
                trace.timestampMs(),
                trace.executionTimeMs(),
                trace.state(),
                trace.clientRequestId(),
                trace.requestPreview(),
                trace.responsePreview(),
                trace.tags(),
                trace.metadata(),
                assessments);
    }

    static ModelVersion to(long number, ModelVersion version) {
        return new ModelVersion(
                version.name(),
                number,
                version.creationTime(),
                version.lastUpdatedTime(),
                version.description(),
                version.userId(),
                version.currentStage(),
                version.source(),
                version.runId(),
                version.status(),
                version.statusMessage(),
                version.runLink(),
                version.storageLocation(),
                version.tags());
    }
}
