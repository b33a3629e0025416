package org.filestoremigration.sql;

import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.sql.jooq.tables.interfaces.SpansRow;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** A span and its row in {@code spans}, whose duration the database computes. */
@Mapper(config = ExactMapping.class)
interface SpanMapper {

    SpanMapper INSTANCE = new SpanMapperImpl();

    @Mapping(target = "durationNs", ignore = true)
    SpansRecord toRecord(Span span);

    @BeanMapping(ignoreUnmappedSourceProperties = "durationNs")
    Span toSpan(SpansRow row);
}
