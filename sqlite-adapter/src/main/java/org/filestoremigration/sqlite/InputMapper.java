package org.filestoremigration.sqlite;

import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sqlite.jooq.tables.records.InputTagsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.InputsRecord;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/** What runs read and wrote. */
@Mapper(config = ExactMapping.class)
interface InputMapper {

    InputMapper INSTANCE = Mappers.getMapper(InputMapper.class);

    InputsRecord toRecord(InputEdge edge, String inputUuid);

    @Mapping(target = "name", source = "tag.key")
    InputTagsRecord toRecord(Tag tag, String inputUuid);
}
