package org.filestoremigration.sqlite;

import org.filestoremigration.domain.store.EntityKey;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** MLflow 3.10 and later divide a database into workspaces; what comes from a FileStore is in the one it always has. */
final class Workspace {

    static final String DEFAULT = "default";

    private Workspace() {}

    /** Whether the schema has workspaces. */
    static boolean isColumnOf(Database database, Table<?> table) {
        Field<?> column = table.field("workspace");
        return column != null && database.catalog().has(table, column);
    }

    /** Reports an entity in another workspace. */
    static void check(Database database, EntityKey entity, Table<?> table, @Nullable String found) {
        if (isColumnOf(database, table)) {
            database.expect(entity, "workspace", DEFAULT, found);
        }
    }
}
