package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.SPAN_METRICS;

import java.util.Set;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.sql.jooq.DefaultSchema;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Whether a database has the tables and columns of its revision, and no rows in tables that are not MLflow's. */
final class CatalogCheck {

    private final Database database;
    private final MlflowSchema schema;

    CatalogCheck(Database database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Whether tables and columns are those of the revision that the database says it is at. */
    void declaredTables() {
        ExistingColumns expected = DeclaredTables.of(schema).existingColumns();
        for (String table : expected.tables()) {
            EntityKey key = EntityKey.of(EntityKind.OTHER, table);
            if (!database.existingColumns().tables().contains(table)) {
                database.irregular(key, "table", "a table of revision " + schema.revision(), "none");
                continue;
            }
            Set<String> columns = database.existingColumns().columns(table);
            expected.columns(table).stream()
                    .filter(column -> !columns.contains(column))
                    .forEach(column ->
                            database.irregular(key, column, "a column of revision " + schema.revision(), "none"));
            columns.stream()
                    .filter(column -> !expected.columns(table).contains(column))
                    .forEach(column -> database.irregular(
                            key, column, "no such column at revision " + schema.revision(), "a column"));
        }
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            if (database.existingColumns().has(table) && !expected.has(table)) {
                database.irregular(
                        EntityKey.of(EntityKind.OTHER, table.getName()),
                        "table",
                        "no such table at revision " + schema.revision(),
                        "a table");
            }
        }
    }

    private boolean isFilled(String table) {
        return DefaultSchema.DEFAULT_SCHEMA.getTable(table) != null
                && (schema.hasSpanMetrics() || !table.equals(SPAN_METRICS.getName()));
    }

    void foreignTables() {
        for (String name : database.existingColumns().tables()) {
            if (!isFilled(name)) {
                long count = database.number(DSL.selectCount().from(DSL.table(DSL.name(name))));
                if (count > 0) {
                    database.irregular(
                            EntityKey.of(EntityKind.OTHER, name),
                            Irregularity.ROW,
                            "no rows",
                            count + (count == 1 ? " row" : " rows"));
                }
            }
        }
    }
}
