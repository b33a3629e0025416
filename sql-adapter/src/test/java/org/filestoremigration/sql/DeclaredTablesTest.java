package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.sql.jooq.DefaultSchema;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;

class DeclaredTablesTest {

    /** jOOQ's generator has them from SQLite itself. */
    @Test
    void findsTheTablesAndColumnsThatAreGenerated() {
        ExistingColumns existingColumns =
                DeclaredTables.of(MlflowSchema.NEWEST_TESTED).existingColumns();
        List<Table<?>> generated = DefaultSchema.DEFAULT_SCHEMA.getTables();

        assertThat(generated).hasSizeGreaterThan(20);
        for (Table<?> table : generated) {
            assertThat(existingColumns.columns(table.getName()))
                    .as(table.getName())
                    .containsExactlyElementsOf(
                            table.fieldStream().map(Field::getName).toList());
        }
    }
}
