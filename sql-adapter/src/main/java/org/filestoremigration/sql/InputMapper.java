package org.filestoremigration.sql;

import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.InputTagsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.InputsRow;
import org.filestoremigration.sql.jooq.tables.records.InputTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.InputsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** What runs read and wrote. */
@Mapper(config = ExactMapping.class)
interface InputMapper {

    InputMapper INSTANCE = new InputMapperImpl();

    InputsRecord toRecord(InputEdge edge, String inputUuid);

    @Mapping(target = "name", source = "tag.key")
    InputTagsRecord toRecord(Tag tag, String inputUuid);

    @BeanMapping(ignoreUnmappedSourceProperties = "inputUuid")
    @Mapping(target = "key", source = "name")
    Tag toTag(InputTagsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"inputUuid", "sourceType", "sourceId", "destinationType", "step"})
    @Mapping(target = "modelId", source = "destinationId")
    ModelInput toModelInput(InputsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"inputUuid", "sourceType", "sourceId", "destinationType"})
    @Mapping(target = "modelId", source = "destinationId")
    ModelOutput toModelOutput(InputsRow row);
}
