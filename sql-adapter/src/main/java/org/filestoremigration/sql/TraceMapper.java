package org.filestoremigration.sql;

import java.util.List;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.AssessmentsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.TraceInfoRow;
import org.filestoremigration.sql.jooq.tables.interfaces.TraceRequestMetadataRow;
import org.filestoremigration.sql.jooq.tables.interfaces.TraceTagsRow;
import org.filestoremigration.sql.jooq.tables.records.AssessmentsRecord;
import org.filestoremigration.sql.jooq.tables.records.EntityAssociationsRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceInfoRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceRequestMetadataRecord;
import org.filestoremigration.sql.jooq.tables.records.TraceTagsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Traces, their tags, metadata and assessments, and the prompts that are linked to them. */
@Mapper(config = ExactMapping.class)
interface TraceMapper {

    TraceMapper INSTANCE = new TraceMapperImpl();

    @BeanMapping(ignoreUnmappedSourceProperties = {"tags", "metadata", "assessments"})
    @Mapping(target = "requestId", source = "trace.traceId")
    @Mapping(target = "status", source = "trace.state")
    @Mapping(target = "cacheCreationInputTokensAbove_1hr", source = "columns.cacheCreationInputTokensAbove1hr")
    @Mapping(target = "dbPayloadGeneration", constant = "0L")
    TraceInfoRecord toRecord(Trace trace, TraceColumns columns);

    TraceTagsRecord toTagRecord(Tag tag, String requestId);

    TraceRequestMetadataRecord toMetadataRecord(Tag entry, String requestId);

    @Mapping(target = "assessmentType", source = "assessment.type")
    @Mapping(target = "assessmentMetadata", source = "assessment.metadata")
    AssessmentsRecord toRecord(
            Assessment assessment, AssessmentColumns columns, long experimentId, long traceTimestampMs);

    /** When a prompt was linked is nowhere in a FileStore. */
    @Mapping(target = "createdTime", ignore = true)
    EntityAssociationsRecord toRecord(
            String associationId, String sourceType, String sourceId, String destinationType, String destinationId);

    @BeanMapping(
            ignoreUnmappedSourceProperties = {
                "dbPayloadGeneration",
                "traceName",
                "sessionId",
                "inputTokens",
                "outputTokens",
                "totalTokens",
                "cacheReadInputTokens",
                "cacheCreationInputTokens",
                "cacheCreationInputTokensAbove_1hr",
                "inputCost",
                "outputCost",
                "totalCost"
            })
    @Mapping(target = "traceId", source = "row.requestId")
    @Mapping(target = "state", source = "row.status")
    Trace toTrace(TraceInfoRow row, List<Tag> tags, List<Tag> metadata, List<Assessment> assessments);

    @BeanMapping(
            ignoreUnmappedSourceProperties = {
                "requestId",
                "experimentId",
                "timestampMs",
                "executionTimeMs",
                "status",
                "clientRequestId",
                "requestPreview",
                "responsePreview",
                "dbPayloadGeneration"
            })
    @Mapping(target = "cacheCreationInputTokensAbove1hr", source = "cacheCreationInputTokensAbove_1hr")
    TraceColumns toColumns(TraceInfoRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = "requestId")
    Tag toTag(TraceTagsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = "requestId")
    Tag toTag(TraceRequestMetadataRow row);

    @BeanMapping(
            ignoreUnmappedSourceProperties = {"experimentId", "traceTimestampMs", "aggregateValue", "isNumericValue"})
    @Mapping(target = "type", source = "assessmentType")
    @Mapping(target = "metadata", source = "assessmentMetadata")
    Assessment toAssessment(AssessmentsRow row);
}
