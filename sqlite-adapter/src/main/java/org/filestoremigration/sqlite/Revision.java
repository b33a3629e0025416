package org.filestoremigration.sqlite;

import static org.filestoremigration.sqlite.jooq.Tables.ALEMBIC_VERSION;
import static org.filestoremigration.sqlite.jooq.Tables.ASSESSMENTS;
import static org.filestoremigration.sqlite.jooq.Tables.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sqlite.jooq.Tables.LOGGED_MODELS;
import static org.filestoremigration.sqlite.jooq.Tables.LOGGED_MODEL_METRICS;
import static org.filestoremigration.sqlite.jooq.Tables.LOGGED_MODEL_PARAMS;
import static org.filestoremigration.sqlite.jooq.Tables.LOGGED_MODEL_TAGS;
import static org.filestoremigration.sqlite.jooq.Tables.WORKSPACES;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sqlite.jooq.DefaultSchema;
import org.jooq.Table;

/** Which revision of MLflow's schema a database is at, and whether it has the tables of that revision. */
final class Revision {

    /** Tables of today and the revision that brought them; all others are older than the oldest known one. */
    private static final Map<Table<?>, String> SINCE = Map.of(
            LOGGED_MODELS, "6953534de441",
            LOGGED_MODEL_PARAMS, "6953534de441",
            LOGGED_MODEL_TAGS, "6953534de441",
            LOGGED_MODEL_METRICS, "6953534de441",
            ASSESSMENTS, "770bee3ae1dd",
            ENTITY_ASSOCIATIONS, "1a0cddfcaa16",
            WORKSPACES, "1b5f0d9ad7c1");

    private Revision() {}

    /** @throws TargetException where it is none that is known, or tables are missing */
    static MlflowSchema of(Database database, Path file) {
        MlflowSchema schema = schema(database, file);
        List<MlflowSchema> all = MlflowSchema.all();
        int age = all.indexOf(schema);
        List<String> missing = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .filter(table -> !database.catalog().has(table))
                .filter(table ->
                        !SINCE.containsKey(table) || all.indexOf(MlflowSchema.forRevision(SINCE.get(table))) <= age)
                .map(Table::getName)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new TargetException("The database " + file + " says that it is at " + schema + " but has no table "
                    + String.join(", ", missing) + ".");
        }
        return schema;
    }

    private static MlflowSchema schema(Database database, Path file) {
        String encoding = database.rows("PRAGMA encoding").get(0).get(0);
        if (!encoding.equals("UTF-8")) {
            throw new TargetException("The database " + file + " is encoded in " + encoding
                    + ", in which SQLite sorts text otherwise; MLflow's databases are in UTF-8.");
        }
        if (!database.catalog().has(ALEMBIC_VERSION)) {
            throw new TargetException("The database " + file + " is not MLflow's: it has no table alembic_version.");
        }
        List<List<String>> rows = database.rows("SELECT version_num, typeof(version_num) FROM alembic_version");
        if (rows.size() != 1) {
            throw new TargetException("The database " + file + " has " + rows.size()
                    + " revisions in its table alembic_version instead of one.");
        }
        String revision = rows.get(0).get(0);
        String storage = rows.get(0).get(1);
        if (!storage.equals("text")) {
            throw new TargetException("The database " + file + " has its schema revision in the storage class "
                    + storage + ", as which MLflow does not find it.");
        }
        return MlflowSchema.all().stream()
                .filter(schema -> schema.revision().equals(revision))
                .findFirst()
                .orElseThrow(() -> new TargetException("The database " + file + " is at the schema revision " + revision
                        + ", which is none of those that MLflow 2.22 to 3.18 leave behind."));
    }
}
