package org.filestoremigration.sqlite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
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

    TableCheck(Database database) {
        this.database = database;
    }

    /** Experiments, runs, logged models, traces, registered models and versions. */
    long entityCount() {
        return Stream.of(
                        EntityKind.EXPERIMENT,
                        EntityKind.RUN,
                        EntityKind.LOGGED_MODEL,
                        EntityKind.TRACE,
                        EntityKind.REGISTERED_MODEL,
                        EntityKind.MODEL_VERSION)
                .map(EntityKind::table)
                .filter(database.catalog().tables()::contains)
                .mapToLong(table -> database.number("SELECT count(*) FROM " + table))
                .sum();
    }

    void run() {
        orphans();
        rows("runs", "experiment_id IS NULL", "experiment_id", "an experiment", "NULL");
        inputs();
        uniqueText("datasets", "dataset_uuid");
        uniqueText("inputs", "input_uuid");
        associations();
        workspaces();
        foreignTables();
    }

    /** SQLite's foreign keys say which rows have no owner; the tables of {@code inputs} have none. */
    private void orphans() {
        Map<String, Set<String>> byTable = new TreeMap<>();
        for (List<String> row : database.orphans()) {
            byTable.computeIfAbsent(row.get(0) + " " + row.get(2), key -> new TreeSet<>())
                    .add(row.get(1));
        }
        byTable.forEach((tables, rowIds) -> {
            String table = tables.substring(0, tables.indexOf(' '));
            String parent = tables.substring(tables.indexOf(' ') + 1);
            String some = rowIds.stream().limit(NAMED).collect(Collectors.joining(", "));
            rows(table, "rowid IN (" + some + ")", "row", "an owner in " + parent, "none");
            rest(table, "an owner in " + parent, rowIds.size());
        });
    }

    private void inputs() {
        String toRun = "(source_type = 'DATASET' AND destination_type = 'RUN')";
        String fromRun = "(source_type = 'RUN_INPUT' AND destination_type = 'MODEL_INPUT'"
                + " OR source_type = 'RUN_OUTPUT' AND destination_type = 'MODEL_OUTPUT')";
        rows(
                "inputs",
                "NOT (" + toRun + " OR " + fromRun + ")",
                "row",
                "from a dataset to a run, or from a run to a logged model",
                "another direction");
        rows(
                "inputs",
                toRun + " AND destination_id NOT IN (SELECT run_uuid FROM runs) OR " + fromRun
                        + " AND source_id NOT IN (SELECT run_uuid FROM runs)",
                "row",
                "a run",
                "none");
        rows("input_tags", "input_uuid NOT IN (SELECT input_uuid FROM inputs)", "row", "an input", "none");
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
                    "row",
                    "no rows but those from a trace to a prompt version",
                    "another direction");
            rows(
                    "entity_associations",
                    "source_type = '" + LinkedPrompts.SOURCE_TYPE + "' AND destination_type = '"
                            + LinkedPrompts.DESTINATION_TYPE
                            + "' AND source_id NOT IN (SELECT request_id FROM trace_info)",
                    "row",
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
            List<List<String>> seed =
                    database.rows("SELECT description, default_artifact_root FROM workspaces WHERE name = '"
                            + Workspace.DEFAULT + "'");
            EntityKey key = EntityKey.of(EntityKind.OTHER, "workspaces", Workspace.DEFAULT);
            if (seed.isEmpty()) {
                database.irregular(key, "row", "the row that MLflow's schema comes with", "none");
            } else {
                database.expect(
                        key, "description", DEFAULT_WORKSPACE, seed.get(0).get(0));
                database.expect(
                        key, "default_artifact_root", "NULL", seed.get(0).get(1));
            }
            rows(
                    "workspaces",
                    "name IS NOT '" + Workspace.DEFAULT + "'",
                    "row",
                    "the default workspace alone",
                    "another one");
        }
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
                            "row",
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
        if (rows.size() == NAMED) {
            rest(table, expected, database.number("SELECT count(*) FROM " + table + " WHERE " + condition));
        }
    }

    private void rest(String table, String expected, long count) {
        if (count > NAMED) {
            database.irregular(
                    EntityKey.of(kind(table), table),
                    "row",
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
