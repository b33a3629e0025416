package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.filestoremigration.sql.jooq.Tables.SPANS;

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
                    .containsExactlyElementsOf(table.fieldStream()
                            .filter(field -> !field.equals(SPANS.DIMENSION_ATTRIBUTES))
                            .map(Field::getName)
                            .toList());
        }
    }

    /** It is generated for them, and not from the newest schema. */
    @Test
    void findsTheColumnThatOnlyOlderRevisionsHave() {
        assertThat(MlflowSchema.all())
                .filteredOn(
                        schema -> DeclaredTables.of(schema).existingColumns().has(SPANS, SPANS.DIMENSION_ATTRIBUTES))
                .isEqualTo(MlflowSchema.all().stream()
                        .filter(MlflowSchema::hasSpanMetrics)
                        .toList())
                .extracting(schema -> schema.mlflowVersions().get(0))
                .containsExactly("3.10.0", "3.11.1", "3.12.0", "3.13.0", "3.14.0", "3.15.0", "3.16.0");
    }
}
