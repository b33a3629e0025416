package org.filestoremigration.sql;

import org.mapstruct.MapperConfig;
import org.mapstruct.ReportingPolicy;

/**
 * No component of a record and no column of a table is left out, and no number changes its width, without a word in the
 * mapper: the build fails.
 *
 * <p>A mapper writes jOOQ's {@code XRecord} and reads {@code XRow}, the interface that has the table's columns and
 * nothing else. Its setters are called for nulls too, so all rows of a table share one INSERT. MapStruct turns a null
 * into 0 where the target is primitive: a nullable column needs a boxed component.
 */
@MapperConfig(
        suppressTimestampInGenerated = true,
        typeConversionPolicy = ReportingPolicy.ERROR,
        unmappedSourcePolicy = ReportingPolicy.ERROR,
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        uses = {ColumnValues.class, RowSettings.class})
interface ExactMapping {}
