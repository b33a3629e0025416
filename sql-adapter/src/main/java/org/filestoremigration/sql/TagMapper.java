package org.filestoremigration.sql;

import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.TagsRow;
import org.filestoremigration.sql.jooq.tables.records.TagsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;

/** A run's tag and its row in {@code tags}, which adds the run that it belongs to. */
@Mapper(config = ExactMapping.class)
interface TagMapper {

    TagMapper INSTANCE = new TagMapperImpl();

    TagsRecord toRecord(Tag tag, String runUuid);

    @BeanMapping(ignoreUnmappedSourceProperties = "runUuid")
    Tag toTag(TagsRow row);
}
