package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.ASSESSMENTS;
import static org.filestoremigration.sql.jooq.Tables.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sql.jooq.Tables.TRACE_INFO;
import static org.filestoremigration.sql.jooq.Tables.TRACE_REQUEST_METADATA;
import static org.filestoremigration.sql.jooq.Tables.TRACE_TAGS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.finding.Irregularity.Origin;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.AssessmentsRecord;
import org.filestoremigration.sql.jooq.tables.records.EntityAssociationsRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceInfoRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceRequestMetadataRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceTagsRecord;
import org.jooq.impl.DSL;

/** Traces with their assessments, in rows and in the columns that newer schemas derive from them. */
final class TraceReader {

    /** The last revision before MLflow reads the columns; a database there may have them, made ready for the upgrade. */
    private static final String COLUMNS_UNREAD = "b7e2c1a4d9f3";

    private final Database database;
    private final TraceMapper mapper = TraceMapper.INSTANCE;
    private final boolean hasColumns;
    private final boolean hasAssessmentColumns;
    private final boolean hasAssociations;
    private final RowQuery<TraceInfoRecord> traces;
    private final RowQuery<TraceInfoRecord> byId;
    private final RowQuery<AssessmentsRecord> assessmentById;
    private final RowQuery<TraceTagsRecord> tags;
    private final RowQuery<TraceRequestMetadataRecord> metadata;
    private final RowQuery<AssessmentsRecord> assessments;
    private final RowQuery<EntityAssociationsRecord> associations;
    private final OwnersAhead ahead;
    private final Share share;

    /** @param experiments whose traces are asked for one after the other */
    TraceReader(Database database, String revision, Share share, OwnersAhead experiments) {
        this.database = database;
        this.share = share;
        this.ahead = new OwnersAhead(database);
        ExistingColumns existingColumns = database.existingColumns();
        boolean read = !revision.equals(COLUMNS_UNREAD);
        this.hasColumns = read && existingColumns.has(TRACE_INFO, TRACE_INFO.TRACE_NAME);
        this.hasAssessmentColumns = read && existingColumns.has(ASSESSMENTS, ASSESSMENTS.AGGREGATE_VALUE);
        this.traces = RowQuery.inOrder(
                database,
                TraceInfoRecord::new,
                (owner, row) -> owner.child(EntityKind.TRACE, row.getRequestId()),
                experiments,
                List.of(TRACE_INFO.EXPERIMENT_ID),
                TRACE_INFO.REQUEST_ID);
        this.byId = RowQuery.of(
                        database, TraceInfoRecord::new, (owner, row) -> owner, Database.isGiven(TRACE_INFO.REQUEST_ID))
                .silent();
        this.assessmentById = RowQuery.of(
                        database,
                        AssessmentsRecord::new,
                        (owner, row) -> owner,
                        Database.isGiven(ASSESSMENTS.ASSESSMENT_ID))
                .silent();
        this.tags = RowQuery.of(
                database,
                TraceTagsRecord::new,
                (owner, row) -> owner.child(EntityKind.TRACE_TAG, row.getKey()),
                ahead,
                TRACE_TAGS.REQUEST_ID,
                DSL.noCondition(),
                TRACE_TAGS.KEY);
        this.metadata = RowQuery.of(
                database,
                TraceRequestMetadataRecord::new,
                (owner, row) -> owner.child(EntityKind.TRACE_METADATA, row.getKey()),
                ahead,
                TRACE_REQUEST_METADATA.REQUEST_ID,
                DSL.noCondition(),
                TRACE_REQUEST_METADATA.KEY);
        this.assessments = RowQuery.of(
                database,
                AssessmentsRecord::new,
                (owner, row) -> owner.child(EntityKind.ASSESSMENT, row.getAssessmentId()),
                ahead,
                ASSESSMENTS.TRACE_ID,
                DSL.noCondition(),
                ASSESSMENTS.ASSESSMENT_ID);
        this.associations = RowQuery.of(
                database,
                EntityAssociationsRecord::new,
                (owner, row) -> association(owner, row.getDestinationId()),
                ahead,
                ENTITY_ASSOCIATIONS.SOURCE_ID,
                LinkedPrompts.ROWS,
                ENTITY_ASSOCIATIONS.DESTINATION_ID);
        this.hasAssociations = associations.hasTable();
    }

    /** The traces that a stream of {@link #traces} delivers next. */
    OwnersAhead ahead() {
        return ahead;
    }

    Stream<Trace> traces(ExperimentId experiment) {
        EntityKey owner = EntityKey.of(EntityKind.EXPERIMENT, experiment);
        return ahead.of(share.of(traces.stream(owner, experiment.value())), TraceInfoRecord::getRequestId)
                .map(row -> trace(owner.child(EntityKind.TRACE, row.getRequestId()), row));
    }

    Optional<Trace> trace(String traceId) {
        EntityKey anywhere = EntityKey.of(EntityKind.TRACE, traceId);
        return byId.list(anywhere, traceId).stream()
                .map(row -> trace(
                        EntityKey.of(EntityKind.EXPERIMENT, row.getExperimentId())
                                .child(EntityKind.TRACE, traceId),
                        row))
                .findFirst();
    }

    Optional<String> traceOfAssessment(String assessmentId) {
        EntityKey anywhere = EntityKey.of(EntityKind.ASSESSMENT, assessmentId);
        return assessmentById.list(anywhere, assessmentId).stream()
                .map(AssessmentsRecord::getTraceId)
                .findFirst();
    }

    private Trace trace(EntityKey key, TraceInfoRecord row) {
        String traceId = row.getRequestId();
        List<Tag> tagList = tags.list(key, traceId).stream().map(mapper::toTag).toList();
        List<Tag> metadataList =
                metadata.list(key, traceId).stream().map(mapper::toTag).toList();
        if (hasColumns) {
            TraceColumns columns = mapper.toColumns(row);
            check(key, columns, tagList, metadataList);
            tagList = columns.tags(tagList);
            metadataList = columns.metadata(metadataList);
        }
        if (hasAssociations) {
            checkAssociations(key, traceId, LinkedPrompts.destinationIds(tagList, database.existingColumns()));
        }
        return mapper.toTrace(row, tagList, metadataList, assessments(key, row));
    }

    /** Rows that no MLflow reads, and columns that do not say what the rows say. */
    private void check(EntityKey key, TraceColumns columns, List<Tag> tagRows, List<Tag> metadataRows) {
        for (Tag row : tagRows) {
            if (row.key().equals(TraceColumns.TRACE_NAME)) {
                database.irregular(
                        key.child(EntityKind.TRACE_TAG, row.key()),
                        Irregularity.ROW,
                        "the column trace_name",
                        "a separate row");
            }
        }
        for (Tag row : metadataRows) {
            if (row.key().equals(TraceColumns.SESSION)) {
                database.irregular(
                        key.child(EntityKind.TRACE_METADATA, row.key()),
                        Irregularity.ROW,
                        "the column session_id",
                        "a separate row");
            } else if (row.value() != null && row.value().equals(columns.rebuilt(row.key()))) {
                database.irregular(
                        key.child(EntityKind.TRACE_METADATA, row.key()),
                        Irregularity.ROW,
                        "only columns, which say the same",
                        "a separate row");
            }
        }
        TraceColumns derived = TraceColumns.of(List.of(), columns.metadata(metadataRows));
        columns.tokenColumns()
                .forEach((column, found) -> database.expect(
                        key,
                        column,
                        derived.tokenColumns().get(column),
                        found,
                        new Origin(key.child(EntityKind.TRACE_METADATA, TraceColumns.TOKEN_USAGE), "value")));
        columns.costColumns()
                .forEach((column, found) -> database.expect(
                        key,
                        column,
                        derived.costColumns().get(column),
                        found,
                        new Origin(key.child(EntityKind.TRACE_METADATA, TraceColumns.COST), "value")));
    }

    private void checkAssociations(EntityKey key, String traceId, List<String> linked) {
        TreeSet<String> missing = new TreeSet<>(linked);
        Origin tag = new Origin(key.child(EntityKind.TRACE_TAG, PromptLinks.TAG), "value");
        for (EntityAssociationsRecord row : associations.list(key, traceId)) {
            EntityKey association = association(key, row.getDestinationId());
            database.expect(association, "created_time", null, row.getCreatedTime());
            if (!missing.remove(row.getDestinationId())) {
                String expected = "a prompt that the trace's tag " + PromptLinks.TAG + " names";
                database.irregular(new Irregularity(association, Irregularity.ROW, expected, "another one", tag));
            }
        }
        for (String destinationId : missing) {
            String expected = "a row: the trace's tag names the prompt";
            database.irregular(
                    new Irregularity(association(key, destinationId), Irregularity.ROW, expected, null, tag));
        }
    }

    private static EntityKey association(EntityKey trace, String destinationId) {
        return EntityKey.of(EntityKind.OTHER, ENTITY_ASSOCIATIONS.getName())
                .child(EntityKind.OTHER, trace.names().toArray())
                .child(EntityKind.OTHER, destinationId);
    }

    private List<Assessment> assessments(EntityKey traceKey, TraceInfoRecord trace) {
        List<Assessment> list = new ArrayList<>();
        for (AssessmentsRecord row : assessments.list(traceKey, trace.getRequestId())) {
            if (hasAssessmentColumns) {
                EntityKey key = traceKey.child(EntityKind.ASSESSMENT, row.getAssessmentId());
                AssessmentColumns derived = AssessmentColumns.of(row.getValue());
                Origin value = new Origin(key, "value");
                database.expect(key, "experiment_id", trace.getExperimentId(), row.getExperimentId());
                database.expect(
                        key,
                        "trace_timestamp_ms",
                        trace.getTimestampMs(),
                        row.getTraceTimestampMs(),
                        new Origin(traceKey, "timestamp_ms"));
                database.expect(key, "aggregate_value", derived.aggregateValue(), row.getAggregateValue(), value);
                database.expect(key, "is_numeric_value", derived.isNumericValue(), row.getIsNumericValue(), value);
            }
            list.add(mapper.toAssessment(row));
        }
        return list;
    }
}
