package org.filestoremigration.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;

/**
 * One number for all that a store says: SHA-256 over its records in a fixed order and form, which {@code
 * docs/content-digest.md} specifies. Two stores have the same digest exactly when they are equal in every field,
 * whatever their page layout, row order, generated ids or the tool that wrote them.
 */
public final class ContentDigest {

    private static final String FORMAT = "filestoremigration content digest 1\n";

    private final MessageDigest hash;
    private final CanonicalBytes out;

    /** Of nothing yet. */
    public ContentDigest() {
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        hash.update(FORMAT.getBytes(StandardCharsets.US_ASCII));
        out = new CanonicalBytes(hash);
    }

    /** The digest of all that a reader delivers: {@code sha256:} and 64 hexadecimal digits. */
    public static String of(StoreReader store) {
        ContentDigest digest = new ContentDigest();
        StoreWalk.walk(store, digest::add);
        return digest.finish();
    }

    /** Adds the next record of a {@link StoreWalk}. */
    public void add(Entity entity) {
        if (entity instanceof Metric point) {
            out.entity('M').text(point.key()).floatingPoint(point.value()).bool(point.isNan());
            out.integer(point.timestamp()).integer(point.step());
        } else if (entity instanceof LoggedModelMetric point) {
            out.entity('P').text(point.key()).floatingPoint(point.value());
            out.integer(point.timestamp()).integer(point.step()).text(point.runId());
            out.text(point.datasetName()).text(point.datasetDigest());
        } else if (entity instanceof Run run) {
            add(run);
        } else if (entity instanceof Trace trace) {
            add(trace);
        } else {
            addRarer(entity);
        }
    }

    private void addRarer(Entity entity) {
        if (entity instanceof Experiment experiment) {
            add(experiment);
        } else if (entity instanceof Dataset dataset) {
            add(dataset);
        } else if (entity instanceof Span span) {
            add(span);
        } else if (entity instanceof LoggedModel model) {
            add(model);
        } else if (entity instanceof RegisteredModel model) {
            add(model);
        } else if (entity instanceof ModelVersion version) {
            add(version);
        } else {
            throw new IllegalArgumentException("not a record of a walk: " + entity.getClass());
        }
    }

    private void add(Experiment experiment) {
        out.entity('E').integer(experiment.experimentId().value()).text(experiment.name());
        out.text(experiment.artifactLocation()).name(experiment.lifecycleStage());
        out.integer(experiment.creationTime()).integer(experiment.lastUpdateTime());
        addTags(experiment.tags());
    }

    private void add(Dataset dataset) {
        out.entity('D').integer(dataset.experimentId().value());
        out.text(dataset.name()).text(dataset.digest()).text(dataset.sourceType());
        out.text(dataset.source()).text(dataset.schema()).text(dataset.profile());
    }

    private void add(Run run) {
        out.entity('R').text(run.runId()).integer(run.experimentId().value()).text(run.name());
        out.name(run.sourceType()).text(run.sourceName()).text(run.entryPointName());
        out.text(run.sourceVersion()).text(run.userId()).name(run.status());
        out.integer(run.startTime()).integer(run.endTime()).integer(run.deletedTime());
        out.name(run.lifecycleStage()).text(run.artifactUri());
        addParams(run.params());
        addTags(run.tags());
        out.list(run.datasetInputs().size());
        for (DatasetInput input : run.datasetInputs()) {
            out.text(input.datasetId()).bool(input.datasetPresent());
            addTags(input.tags());
        }
        out.list(run.modelInputs().size());
        for (ModelInput input : run.modelInputs()) {
            out.text(input.modelId());
        }
        out.list(run.modelOutputs().size());
        for (ModelOutput output : run.modelOutputs()) {
            out.text(output.modelId()).integer(output.step());
        }
        out.list(run.latestMetrics().size());
        for (LatestMetric point : run.latestMetrics()) {
            out.text(point.key()).floatingPoint(point.value()).bool(point.isNan());
            out.integer(point.timestamp()).integer(point.step());
        }
    }

    private void add(LoggedModel model) {
        out.entity('G').text(model.modelId()).integer(model.experimentId().value());
        out.text(model.name()).text(model.artifactLocation());
        out.integer(model.creationTimestamp()).integer(model.lastUpdatedTimestamp());
        out.integer(model.status().code()).name(model.lifecycleStage()).text(model.modelType());
        out.text(model.sourceRunId()).text(model.statusMessage());
        addParams(model.params());
        addTags(model.tags());
    }

    private void add(Trace trace) {
        out.entity('T').text(trace.traceId()).integer(trace.experimentId().value());
        out.integer(trace.timestampMs()).integer(trace.executionTimeMs()).name(trace.state());
        out.text(trace.clientRequestId()).text(trace.requestPreview()).text(trace.responsePreview());
        addTags(trace.tags());
        addTags(trace.metadata());
        out.list(trace.assessments().size());
        trace.assessments().forEach(this::add);
    }

    private void add(Assessment assessment) {
        out.text(assessment.assessmentId()).text(assessment.traceId()).text(assessment.name());
        out.name(assessment.type()).text(assessment.value()).text(assessment.error());
        out.integer(assessment.createdTimestamp()).integer(assessment.lastUpdatedTimestamp());
        out.text(assessment.sourceType()).text(assessment.sourceId()).text(assessment.runId());
        out.text(assessment.spanId()).text(assessment.rationale()).text(assessment.overrides());
        out.bool(assessment.valid()).text(assessment.metadata());
    }

    private void add(Span span) {
        out.entity('S').text(span.traceId()).integer(span.experimentId().value());
        out.text(span.spanId()).text(span.parentSpanId()).text(span.name()).text(span.type());
        out.text(span.status()).integer(span.startTimeUnixNano()).integer(span.endTimeUnixNano());
        out.content(span.content());
        out.floatingPoint(span.inputCost()).floatingPoint(span.outputCost()).floatingPoint(span.totalCost());
        out.text(span.modelName()).text(span.modelProvider());
    }

    private void add(RegisteredModel model) {
        out.entity('N').text(model.name()).integer(model.creationTime()).integer(model.lastUpdatedTime());
        out.text(model.description());
        addTags(model.tags());
        out.list(model.aliases().size());
        for (Alias alias : model.aliases()) {
            out.text(alias.alias()).integer(alias.version());
        }
    }

    private void add(ModelVersion version) {
        out.entity('V').text(version.name()).integer(version.version());
        out.integer(version.creationTime()).integer(version.lastUpdatedTime());
        out.text(version.description()).text(version.userId()).text(version.currentStage());
        out.text(version.source()).text(version.runId()).text(version.status());
        out.text(version.statusMessage()).text(version.runLink()).text(version.storageLocation());
        addTags(version.tags());
    }

    private void addTags(List<Tag> tags) {
        out.list(tags.size());
        for (Tag tag : tags) {
            out.text(tag.key()).text(tag.value());
        }
    }

    private void addParams(List<Param> params) {
        out.list(params.size());
        for (Param param : params) {
            out.text(param.key()).text(param.value());
        }
    }

    /** The SHA-256 itself; what is added after it belongs to another digest. */
    byte[] finishPart() {
        out.flush();
        byte[] digest = hash.digest();
        hash.update(FORMAT.getBytes(StandardCharsets.US_ASCII));
        return digest;
    }

    /** {@code sha256:} and 64 hexadecimal digits; after it nothing may be added. */
    public String finish() {
        out.flush();
        return "sha256:" + HexFormat.of().formatHex(hash.digest());
    }
}
