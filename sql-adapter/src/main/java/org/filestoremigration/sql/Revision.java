package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.ALEMBIC_VERSION;

import java.util.List;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.jooq.DefaultSchema;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Which revision of MLflow's schema a database is at, and whether it has the tables of that revision. */
public final class Revision {

    private Revision() {}

    /**
     * The schema that a database is at.
     *
     * @param name what a person calls the database
     * @throws TargetException where it is none that is known, or tables are missing
     */
    public static MlflowSchema of(Database database, String name) {
        MlflowSchema schema = schema(database, name);
        ExistingColumns declared = DeclaredTables.of(schema).existingColumns();
        List<String> missing = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table ->
                        declared.has(table) && !database.existingColumns().has(table))
                .map(Table::getName)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new TargetException("The database " + name + " says that it is at " + schema + " but has no table "
                    + String.join(", ", missing) + ".");
        }
        return schema;
    }

    private static MlflowSchema schema(Database database, String name) {
        if (!database.existingColumns().has(ALEMBIC_VERSION)) {
            throw new TargetException("The database " + name + " is not MLflow's: it has no table alembic_version.");
        }
        List<List<String>> rows =
                database.rows(DSL.select(ALEMBIC_VERSION.VERSION_NUM).from(ALEMBIC_VERSION));
        if (rows.size() != 1) {
            throw new TargetException("The database " + name + " has " + rows.size()
                    + " revisions in its table alembic_version instead of one.");
        }
        String revision = rows.get(0).get(0);
        return MlflowSchema.all().stream()
                .filter(schema -> schema.revision().equals(revision))
                .findFirst()
                .orElseThrow(() -> new TargetException("The database " + name + " is at the schema revision " + revision
                        + ", which is not one that MLflow 2.22 to 3.18 use."));
    }
}
