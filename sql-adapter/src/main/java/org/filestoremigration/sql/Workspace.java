package org.filestoremigration.sql;

import org.filestoremigration.domain.finding.EntityKey;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** MLflow 3.10 and later divide a database into workspaces; what comes from a FileStore is in the one it always has. */
final class Workspace {

    static final String DEFAULT = "default";

    private Workspace() {}

    /** The column of a table; null where the schema has no workspaces. */
    static @Nullable Field<String> column(Database database, Table<?> table) {
        Field<String> column = table.field("workspace", String.class);
        return column != null && database.existingColumns().has(table, column) ? column : null;
    }

    /** The condition that a row is in the default workspace. */
    static Condition isDefault(Database database, Table<?> table) {
        Field<String> column = column(database, table);
        return column == null ? DSL.noCondition() : column.eq(DSL.inline(DEFAULT));
    }

    /** Reports an entity in another workspace. */
    static void check(Database database, EntityKey entity, Table<?> table, @Nullable String found) {
        Field<String> column = column(database, table);
        if (column != null) {
            database.expect(entity, column.getName(), DEFAULT, found);
        }
    }
}
