package org.filestoremigration.sqlite;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
import org.filestoremigration.domain.store.Irregularity;
import org.filestoremigration.sqlite.jooq.DefaultSchema;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;

/** What is wrong in whole tables, where no owner leads to it: orphans, foreign rows, and generated ids that clash. */
final class TableCheck {

    /** Of one complaint about a table so many rows are named, the rest is counted. */
    private static final int NAMED = 1000;

    private static final String DEFAULT_WORKSPACE = "Default workspace for legacy resources";

    private final Database database;
    private final MlflowSchema schema;

    TableCheck(Database database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    void run() {
        tables();
        new OrphanCheck(database).conditions().forEach((table, condition) -> orphans(table, condition));
        inputs();
        uniqueText("datasets", "dataset_uuid");
        uniqueText("inputs", "input_uuid");
        associations();
        workspaces();
        foreignTables();
    }

    private void orphans(String table, OrphanCheck.Orphans orphans) {
        rows(table, orphans.condition(), Irregularity.ROW, "an owner in " + orphans.owners(), "none");
    }

    /** Whether tables and columns are those of the revision that the database says it is at. */
    private void tables() {
        Catalog expected = Catalog.of(schema);
        for (String table : expected.tables()) {
            EntityKey key = EntityKey.of(EntityKind.OTHER, table);
            if (!database.catalog().tables().contains(table)) {
                database.irregular(key, "table", "a table of revision " + schema.revision(), "none");
                continue;
            }
            Set<String> columns = database.catalog().columns(table);
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
            if (database.catalog().has(table) && !expected.has(table)) {
                database.irregular(
                        EntityKey.of(EntityKind.OTHER, table.getName()),
                        "table",
                        "no such table at revision " + schema.revision(),
                        "a table");
            }
        }
    }

    private void inputs() {
        String toRun = "(source_type = 'DATASET' AND destination_type = 'RUN')";
        String fromRun = "(source_type = 'RUN_INPUT' AND destination_type = 'MODEL_INPUT'"
                + " OR source_type = 'RUN_OUTPUT' AND destination_type = 'MODEL_OUTPUT')";
        rows(
                "inputs",
                "NOT (" + toRun + " OR " + fromRun + ")",
                Irregularity.ROW,
                "from a dataset to a run, or from a run to a logged model",
                "another direction");
        rows(
                "inputs",
                toRun + " AND destination_id NOT IN (SELECT run_uuid FROM runs) OR " + fromRun
                        + " AND source_id NOT IN (SELECT run_uuid FROM runs)",
                Irregularity.ROW,
                "a run",
                "none");
        rows("input_tags", "input_uuid NOT IN (SELECT input_uuid FROM inputs)", Irregularity.ROW, "an input", "none");
    }

    private void uniqueText(String table, String column) {
        rows(
                table,
                column + " IN (SELECT " + column + " FROM " + table + " GROUP BY " + column + " HAVING count(*) > 1)",
                column,
                "an id of its own",
                "one that several rows have");
    }

    private void associations() {
        if (database.catalog().tables().contains("entity_associations")) {
            rows(
                    "entity_associations",
                    "source_type <> '" + LinkedPrompts.SOURCE_TYPE + "' OR destination_type <> '"
                            + LinkedPrompts.DESTINATION_TYPE + "'",
                    Irregularity.ROW,
                    "no rows but those from a trace to a prompt version",
                    "another direction");
            rows(
                    "entity_associations",
                    "source_type = '" + LinkedPrompts.SOURCE_TYPE + "' AND destination_type = '"
                            + LinkedPrompts.DESTINATION_TYPE
                            + "' AND source_id NOT IN (SELECT request_id FROM trace_info)",
                    Irregularity.ROW,
                    "a trace",
                    "none");
            uniqueText("entity_associations", "association_id");
        }
    }

    /** The registry's readers stay in the default workspace; experiments and runs are read wherever they are. */
    private void workspaces() {
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            if (Workspace.isColumnOf(database, table) && !table.getName().equals("experiments")) {
                rows(
                        table.getName(),
                        "workspace IS NOT '" + Workspace.DEFAULT + "'",
                        "workspace",
                        Workspace.DEFAULT,
                        "another one");
            }
        }
        if (database.catalog().tables().contains("workspaces")) {
            EntityKey key = EntityKey.of(EntityKind.OTHER, "workspaces", Workspace.DEFAULT);
            List<List<String>> seed =
                    database.rows("SELECT 1 FROM workspaces WHERE name = '" + Workspace.DEFAULT + "'");
            if (seed.isEmpty()) {
                database.irregular(key, Irregularity.ROW, "the row that MLflow's schema comes with", null);
            }
            for (String column : database.catalog().columns("workspaces")) {
                if (!seed.isEmpty() && !column.equals("name")) {
                    workspace(key, column);
                }
            }
            rows(
                    "workspaces",
                    "name IS NOT '" + Workspace.DEFAULT + "'",
                    Irregularity.ROW,
                    "the default workspace alone",
                    "another one");
        }
    }

    private void workspace(EntityKey key, String column) {
        String from = " FROM workspaces WHERE name = '" + Workspace.DEFAULT + "'";
        String type =
                database.rows("SELECT typeof(\"" + column + "\")" + from).get(0).get(0);
        String stored = type.equals("text")
                ? database.rows("SELECT \"" + column + "\"" + from).get(0).get(0)
                : type;
        database.expect(
                key,
                column,
                column.equals("description") ? DEFAULT_WORKSPACE : null,
                type.equals("null") ? null : stored);
    }

    private void foreignTables() {
        Set<String> filled = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .map(Table::getName)
                .collect(Collectors.toSet());
        for (String table : database.catalog().tables()) {
            if (!filled.contains(table)) {
                long count = database.number("SELECT count(*) FROM \"" + table.replace("\"", "\"\"") + "\"");
                if (count > 0) {
                    database.irregular(
                            EntityKey.of(EntityKind.OTHER, table),
                            Irregularity.ROW,
                            "no rows",
                            count + (count == 1 ? " row" : " rows"));
                }
            }
        }
    }

    /** Reports the rows of a table that meet a condition. */
    private void rows(String table, String condition, String field, String expected, String found) {
        List<String> key = key(table);
        EntityKind kind = kind(table);
        List<List<String>> rows = database.rows("SELECT " + String.join(", ", key) + " FROM " + table + " WHERE "
                + condition + " ORDER BY " + String.join(", ", key) + " LIMIT " + NAMED);
        for (List<String> row : rows) {
            EntityKey entity = new EntityKey(kind, row);
            database.irregular(
                    kind == EntityKind.OTHER ? EntityKey.of(kind, table).child(kind, row.toArray()) : entity,
                    field,
                    expected,
                    found);
        }
        long count = rows.size() < NAMED
                ? rows.size()
                : database.number("SELECT count(*) FROM " + table + " WHERE " + condition);
        if (count > NAMED) {
            database.irregular(
                    EntityKey.of(kind(table), table),
                    Irregularity.ROW,
                    expected,
                    (count - NAMED) + " more rows like those before");
        }
    }

    /** The columns of the primary key, the owner's first: text keys of MLflow's tables begin with the own one. */
    private static List<String> key(String table) {
        if (table.equals(EntityKind.METRIC.table())) {
            return List.of("run_uuid", "key", "step", "timestamp");
        }
        Table<?> known = DefaultSchema.DEFAULT_SCHEMA.getTable(table);
        UniqueKey<?> key = known == null ? null : known.getPrimaryKey();
        if (key == null) {
            return List.of("rowid");
        }
        List<String> names = key.getFields().stream()
                .map(Field::getName)
                .filter(name -> !name.equals("workspace"))
                .map(name -> "\"" + name + "\"")
                .toList();
        return names.get(0).equals("\"key\"")
                ? Stream.concat(names.stream().skip(1), Stream.of(names.get(0))).toList()
                : names;
    }

    private static EntityKind kind(String table) {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.table().equals(table)) {
                return kind;
            }
        }
        return EntityKind.OTHER;
    }
}
