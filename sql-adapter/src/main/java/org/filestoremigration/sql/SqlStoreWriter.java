package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.tables.EntityAssociations.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sql.jooq.tables.TraceInfo.TRACE_INFO;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.filestoremigration.domain.migration.LinkageId;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.Tables;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.jooq.Field;
import org.jooq.TableRecord;

/**
 * Turns entities into rows of a database, which the dialect's adapter puts there in its own way.
 *
 * <p>Rows have all columns of the newest revision; the adapter takes those that its database has ({@link TableColumns}): so
 * one writer serves all revisions. What a revision lacks is either nothing that a FileStore knows (the workspace), follows
 * from what the revision has (the derived columns of traces, prompt links), or is refused.
 */
public abstract class SqlStoreWriter implements StoreWriter {

    static final ExperimentMapper EXPERIMENTS = ExperimentMapper.INSTANCE;
    static final RunMapper RUNS = RunMapper.INSTANCE;
    static final TagMapper RUN_TAGS = TagMapper.INSTANCE;
    static final InputMapper EDGES = InputMapper.INSTANCE;
    static final LoggedModelMapper MODELS = LoggedModelMapper.INSTANCE;
    static final TraceMapper TRACES = TraceMapper.INSTANCE;
    static final SpanMapper SPANS = SpanMapper.INSTANCE;
    static final RegistryMapper REGISTRY = RegistryMapper.INSTANCE;

    private final ExistingColumns existingColumns;

    protected SqlStoreWriter(ExistingColumns existingColumns) {
        this.existingColumns = existingColumns;
    }

    /** Puts a row into its table, now or together with the following ones. */
    protected abstract void insert(TableRecord<?> row);

    /** Puts a row into its table now, with a long text in one of its columns. */
    protected abstract void insert(TableRecord<?> row, Field<?> column, LongContent text);

    /** The {@code dataset_uuid} of a dataset that was written. */
    String datasetUuid(ExperimentId experiment, String datasetId) {
        return LinkageId.dataset(experiment, datasetId);
    }

    final ExistingColumns existingColumns() {
        return existingColumns;
    }

    @Override
    public void write(Experiment experiment) {
        insert(EXPERIMENTS.toRecord(experiment));
        long id = experiment.experimentId().value();
        for (Tag tag : experiment.tags()) {
            insert(EXPERIMENTS.toTagRecord(tag, id));
        }
    }

    @Override
    public void write(Dataset dataset) {
        insert(EXPERIMENTS.toRecord(dataset, LinkageId.dataset(dataset.experimentId(), dataset.datasetId())));
    }

    @Override
    public void write(Run run) {
        insert(RUNS.toRecord(run));
        for (Param param : run.params()) {
            insert(RUNS.toRecord(param, run.runId()));
        }
        for (Tag tag : run.tags()) {
            insert(RUN_TAGS.toRecord(tag, run.runId()));
        }
        for (DatasetInput input : run.datasetInputs()) {
            write(edge(run, input), input.tags());
        }
        for (ModelInput input : run.modelInputs()) {
            write(InputEdge.of(run, input), List.of());
        }
        for (ModelOutput output : run.modelOutputs()) {
            write(InputEdge.of(run, output), List.of());
        }
        for (LatestMetric metric : run.latestMetrics()) {
            insert(RUNS.toRecord(metric, run.runId()));
        }
    }

    final InputEdge edge(Run run, DatasetInput input) {
        return InputEdge.of(run, input, datasetUuid(run.experimentId(), input.datasetId()));
    }

    final void write(InputEdge edge, List<Tag> tags) {
        String uuid = edge.uuid();
        insert(EDGES.toRecord(edge, uuid));
        for (Tag tag : tags) {
            insert(EDGES.toRecord(tag, uuid));
        }
    }

    @Override
    public void write(LoggedModel model) {
        insert(MODELS.toRecord(model));
        long experimentId = model.experimentId().value();
        for (Param param : model.params()) {
            insert(MODELS.toRecord(param, model.modelId(), experimentId));
        }
        for (Tag tag : model.tags()) {
            insert(MODELS.toRecord(tag, model.modelId(), experimentId));
        }
    }

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        long experimentId = model.experimentId().value();
        long count = 0;
        for (; history.hasNext(); count++) {
            insert(MODELS.toRecord(history.next(), model.modelId(), experimentId));
        }
        return count;
    }

    @Override
    public void write(Trace trace) {
        TraceColumns columns = TraceColumns.of(trace.tags(), trace.metadata());
        refusePreviews(trace);
        insert(TRACES.toRecord(trace, columns));
        boolean hasColumns = existingColumns.has(TRACE_INFO, TRACE_INFO.TRACE_NAME);
        for (Tag tag : hasColumns ? columns.tagRows(trace.tags()) : trace.tags()) {
            insert(TRACES.toTagRecord(tag, trace.traceId()));
        }
        for (Tag entry : hasColumns ? columns.metadataRows(trace.metadata()) : trace.metadata()) {
            insert(TRACES.toMetadataRecord(entry, trace.traceId()));
        }
        for (Assessment assessment : trace.assessments()) {
            insert(row(trace, assessment));
        }
        linkPrompts(trace, LinkedPrompts.destinationIds(trace.tags(), existingColumns));
    }

    static TableRecord<?> row(Trace trace, Assessment assessment) {
        AssessmentColumns derived = AssessmentColumns.of(assessment.value());
        return TRACES.toRecord(assessment, derived, trace.experimentId().value(), trace.timestampMs());
    }

    final void refusePreviews(Trace trace) {
        boolean any =
                trace.clientRequestId() != null || trace.requestPreview() != null || trace.responsePreview() != null;
        if (any && !existingColumns.has(TRACE_INFO, TRACE_INFO.CLIENT_REQUEST_ID)) {
            throw new TargetException("The chosen schema has no columns for the previews and the client request id of"
                    + " trace " + trace.traceId() + "; choose the schema of a newer MLflow release.");
        }
    }

    final void linkPrompts(Trace trace, Collection<String> prompts) {
        if (!existingColumns.has(ENTITY_ASSOCIATIONS)) {
            return;
        }
        for (String prompt : prompts) {
            insert(TRACES.toRecord(
                    LinkageId.association(
                            LinkedPrompts.SOURCE_TYPE, trace.traceId(), LinkedPrompts.DESTINATION_TYPE, prompt),
                    LinkedPrompts.SOURCE_TYPE,
                    trace.traceId(),
                    LinkedPrompts.DESTINATION_TYPE,
                    prompt));
        }
    }

    @Override
    public void write(Span span) {
        boolean hasDimensions = existingColumns.has(Tables.SPANS, Tables.SPANS.DIMENSION_ATTRIBUTES);
        if (!hasDimensions && !existingColumns.has(Tables.SPANS, Tables.SPANS.MODEL_NAME)) {
            refuseModel(span);
        }
        SpansRecord row =
                SPANS.toRecord(span, hasDimensions ? SpanDimensions.of(span).json() : null);
        if (span.content() instanceof LongContent text) {
            insert(row, Tables.SPANS.CONTENT, text);
        } else {
            insert(row);
        }
        if (hasDimensions) {
            SpanCosts.rows(span).forEach(this::insert);
        }
    }

    private static void refuseModel(Span span) {
        boolean any = span.modelName() != null
                || span.modelProvider() != null
                || !SpanCosts.rows(span).isEmpty();
        if (any) {
            throw new TargetException("The chosen schema has no place for cost and model of span " + span.spanId()
                    + " of trace " + span.traceId() + "; choose the schema of a newer MLflow release.");
        }
    }

    @Override
    public void write(RegisteredModel model) {
        insert(REGISTRY.toRecord(model));
        for (Tag tag : model.tags()) {
            insert(REGISTRY.toRecord(tag, model.name()));
        }
        for (Alias alias : model.aliases()) {
            insert(REGISTRY.toRecord(alias, model.name()));
        }
    }

    @Override
    public void write(ModelVersion version) {
        insert(REGISTRY.toRecord(version));
        for (Tag tag : version.tags()) {
            insert(REGISTRY.toRecord(tag, version.name(), version.version()));
        }
    }
}
