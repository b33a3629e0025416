package org.filestoremigration.sql;

import java.util.Arrays;
import java.util.List;
import org.filestoremigration.domain.store.TargetException;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Those of a table's columns that a database has.
 *
 * @param positions where a record of the table has their values, in the same order
 */
public record TableColumns(Table<?> table, List<Field<?>> fields, List<Integer> positions) {

    /** Of spans: the database computes it. */
    private static final String GENERATED = "duration_ns";

    /**
     * Asks the catalog.
     *
     * @throws TargetException if the database has no such table
     */
    public static TableColumns of(ExistingColumns existingColumns, Table<?> table) {
        if (!existingColumns.has(table)) {
            throw new TargetException("The chosen schema has no table " + table.getName()
                    + "; choose the schema of a newer MLflow release.");
        }
        List<Field<?>> fields = Arrays.stream(table.fields())
                .filter(field ->
                        existingColumns.has(table, field) && !field.getName().equals(GENERATED))
                .toList();
        return new TableColumns(
                table, fields, fields.stream().map(table::indexOf).toList());
    }
}
