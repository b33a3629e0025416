package org.filestoremigration.sql;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.LoggedModelMetricsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.LoggedModelParamsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.LoggedModelTagsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.LoggedModelsRow;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelMetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelParamsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Logged models with their params, tags and metrics. */
@Mapper(config = ExactMapping.class)
interface LoggedModelMapper {

    LoggedModelMapper INSTANCE = new LoggedModelMapperImpl();

    @BeanMapping(ignoreUnmappedSourceProperties = {"params", "tags"})
    @Mapping(target = "creationTimestampMs", source = "creationTimestamp")
    @Mapping(target = "lastUpdatedTimestampMs", source = "lastUpdatedTimestamp")
    LoggedModelsRecord toRecord(LoggedModel model);

    @Mapping(target = "paramKey", source = "param.key")
    @Mapping(target = "paramValue", source = "param.value")
    LoggedModelParamsRecord toRecord(Param param, String modelId, long experimentId);

    @Mapping(target = "tagKey", source = "tag.key")
    @Mapping(target = "tagValue", source = "tag.value")
    LoggedModelTagsRecord toRecord(Tag tag, String modelId, long experimentId);

    /** MLflow's own store leaves {@code dataset_uuid} null as well unless it knows the dataset itself. */
    @Mapping(target = "metricName", source = "metric.key")
    @Mapping(target = "metricTimestampMs", source = "metric.timestamp")
    @Mapping(target = "metricStep", source = "metric.step")
    @Mapping(target = "metricValue", source = "metric.value")
    @Mapping(target = "datasetUuid", ignore = true)
    LoggedModelMetricsRecord toRecord(LoggedModelMetric metric, String modelId, long experimentId);

    @Mapping(target = "creationTimestamp", source = "row.creationTimestampMs")
    @Mapping(target = "lastUpdatedTimestamp", source = "row.lastUpdatedTimestampMs")
    LoggedModel toLoggedModel(LoggedModelsRow row, List<Param> params, List<Tag> tags);

    @BeanMapping(ignoreUnmappedSourceProperties = {"modelId", "experimentId"})
    @Mapping(target = "key", source = "paramKey")
    @Mapping(target = "value", source = "paramValue")
    Param toParam(LoggedModelParamsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"modelId", "experimentId"})
    @Mapping(target = "key", source = "tagKey")
    @Mapping(target = "value", source = "tagValue")
    Tag toTag(LoggedModelTagsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"modelId", "experimentId", "datasetUuid"})
    @Mapping(target = "key", source = "metricName")
    @Mapping(target = "value", source = "metricValue")
    @Mapping(target = "timestamp", source = "metricTimestampMs")
    @Mapping(target = "step", source = "metricStep")
    LoggedModelMetric toLoggedModelMetric(LoggedModelMetricsRow row);
}
