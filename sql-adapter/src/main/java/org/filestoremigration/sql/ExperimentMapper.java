package org.filestoremigration.sql;

import java.util.List;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.DatasetsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.ExperimentTagsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.ExperimentsRow;
import org.filestoremigration.sql.jooq.tables.records.DatasetsRecord;
import org.filestoremigration.sql.jooq.tables.records.ExperimentTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.ExperimentsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Experiments and their datasets. */
@Mapper(config = ExactMapping.class)
interface ExperimentMapper {

    ExperimentMapper INSTANCE = new ExperimentMapperImpl();

    @BeanMapping(ignoreUnmappedSourceProperties = "tags")
    @Mapping(target = "workspace", constant = "default")
    ExperimentsRecord toRecord(Experiment experiment);

    ExperimentTagsRecord toTagRecord(Tag tag, long experimentId);

    @Mapping(target = "datasetSourceType", source = "dataset.sourceType")
    @Mapping(target = "datasetSource", source = "dataset.source")
    @Mapping(target = "datasetSchema", source = "dataset.schema")
    @Mapping(target = "datasetProfile", source = "dataset.profile")
    DatasetsRecord toRecord(Dataset dataset, String datasetUuid);

    @BeanMapping(ignoreUnmappedSourceProperties = "workspace")
    Experiment toExperiment(ExperimentsRow row, List<Tag> tags);

    @BeanMapping(ignoreUnmappedSourceProperties = "experimentId")
    Tag toTag(ExperimentTagsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = "datasetUuid")
    @Mapping(target = "sourceType", source = "datasetSourceType")
    @Mapping(target = "source", source = "datasetSource")
    @Mapping(target = "schema", source = "datasetSchema")
    @Mapping(target = "profile", source = "datasetProfile")
    Dataset toDataset(DatasetsRow row);
}
