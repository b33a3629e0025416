package org.filestoremigration.sqlite;

import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sqlite.jooq.tables.records.DatasetsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.ExperimentTagsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.ExperimentsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/** Experiments and their datasets. */
@Mapper(config = ExactMapping.class)
interface ExperimentMapper {

    ExperimentMapper INSTANCE = Mappers.getMapper(ExperimentMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = "tags")
    @Mapping(target = "workspace", constant = "default")
    ExperimentsRecord toRecord(Experiment experiment);

    ExperimentTagsRecord toTagRecord(Tag tag, long experimentId);

    @Mapping(target = "datasetSourceType", source = "dataset.sourceType")
    @Mapping(target = "datasetSource", source = "dataset.source")
    @Mapping(target = "datasetSchema", source = "dataset.schema")
    @Mapping(target = "datasetProfile", source = "dataset.profile")
    DatasetsRecord toRecord(Dataset dataset, String datasetUuid);
}
