package org.filestoremigration.sql;

import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.sql.jooq.tables.interfaces.SpansRow;
import org.filestoremigration.sql.jooq.tables.records.SpanMetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.SpansRecord;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** A span, its row in {@code spans}, whose duration the database computes, and rows in {@code span_metrics}. */
@Mapper(config = ExactMapping.class)
interface SpanMapper {

    SpanMapper INSTANCE = new SpanMapperImpl();

    @Mapping(target = "durationNs", ignore = true)
    SpansRecord toRecord(Span span, @Nullable String dimensionAttributes);

    SpanMetricsRecord toRecord(String traceId, String spanId, String key, double value);

    @BeanMapping(ignoreUnmappedSourceProperties = {"durationNs", "dimensionAttributes"})
    Span toSpan(SpansRow row);
}
