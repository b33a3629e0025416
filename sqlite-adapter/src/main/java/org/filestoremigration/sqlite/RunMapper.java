package org.filestoremigration.sqlite;

import java.util.List;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sqlite.jooq.tables.interfaces.LatestMetricsRow;
import org.filestoremigration.sqlite.jooq.tables.interfaces.ParamsRow;
import org.filestoremigration.sqlite.jooq.tables.interfaces.RunsRow;
import org.filestoremigration.sqlite.jooq.tables.records.LatestMetricsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.ParamsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.RunsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** A run and its row in {@code runs}; what rides inside the run has tables and records of its own. */
@Mapper(config = ExactMapping.class)
interface RunMapper {

    RunMapper INSTANCE = new RunMapperImpl();

    @BeanMapping(
            ignoreUnmappedSourceProperties = {
                "params",
                "tags",
                "datasetInputs",
                "modelInputs",
                "modelOutputs",
                "latestMetrics"
            })
    @Mapping(target = "runUuid", source = "runId")
    RunsRecord toRecord(Run run);

    @Mapping(target = "runId", source = "row.runUuid")
    Run toRun(
            RunsRow row,
            List<Param> params,
            List<Tag> tags,
            List<DatasetInput> datasetInputs,
            List<ModelInput> modelInputs,
            List<ModelOutput> modelOutputs,
            List<LatestMetric> latestMetrics);

    ParamsRecord toRecord(Param param, String runUuid);

    LatestMetricsRecord toRecord(LatestMetric metric, String runUuid);

    @BeanMapping(ignoreUnmappedSourceProperties = "runUuid")
    Param toParam(ParamsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = "runUuid")
    LatestMetric toLatestMetric(LatestMetricsRow row);
}
