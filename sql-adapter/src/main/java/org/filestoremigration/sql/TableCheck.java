package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;
import static org.filestoremigration.sql.jooq.Tables.INPUTS;
import static org.filestoremigration.sql.jooq.Tables.INPUT_TAGS;
import static org.filestoremigration.sql.jooq.Tables.METRICS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;
import static org.filestoremigration.sql.jooq.Tables.TRACE_INFO;
import static org.filestoremigration.sql.jooq.Tables.WORKSPACES;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.sql.jooq.DefaultSchema;
import org.filestoremigration.sql.jooq.tables.records.WorkspacesRecord;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;

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
        for (OrphanCheck.Orphans orphans : new OrphanCheck(database).orphans()) {
            rows(
                    orphans.table(),
                    orphans.condition(),
                    Irregularity.ROW,
                    "an owner in " + orphans.owners().getName(),
                    "none");
        }
        inputs();
        unique(DATASETS.DATASET_UUID);
        unique(INPUTS.INPUT_UUID);
        associations();
        workspaces();
        foreignTables();
    }

    /** Whether tables and columns are those of the revision that the database says it is at. */
    private void tables() {
        Catalog expected = DeclaredTables.of(schema).catalog();
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
        rows(
                INPUTS,
                DSL.not(InputEdge.TO_RUN.or(InputEdge.FROM_RUN)),
                Irregularity.ROW,
                "from a dataset to a run, or from a run to a logged model",
                "another direction");
        rows(
                INPUTS,
                InputEdge.TO_RUN
                        .and(isNone(INPUTS.DESTINATION_ID, RUNS.RUN_UUID))
                        .or(InputEdge.FROM_RUN.and(isNone(INPUTS.SOURCE_ID, RUNS.RUN_UUID))),
                Irregularity.ROW,
                "a run",
                "none");
        rows(INPUT_TAGS, isNone(INPUT_TAGS.INPUT_UUID, INPUTS.INPUT_UUID), Irregularity.ROW, "an input", "none");
    }

    private static Condition isNone(TableField<?, String> id, TableField<?, String> of) {
        return id.notIn(DSL.select(of).from(of.getTable()));
    }

    private void unique(TableField<?, String> id) {
        Table<?> table = Objects.requireNonNull(id.getTable());
        rows(
                table,
                id.in(DSL.select(id).from(table).groupBy(id).having(DSL.count().gt(DSL.inline(1)))),
                id.getName(),
                "a unique id",
                "one that several rows have");
    }

    private void associations() {
        if (database.catalog().has(ENTITY_ASSOCIATIONS)) {
            rows(
                    ENTITY_ASSOCIATIONS,
                    DSL.not(LinkedPrompts.ROWS),
                    Irregularity.ROW,
                    "no rows but those from a trace to a prompt version",
                    "another direction");
            rows(
                    ENTITY_ASSOCIATIONS,
                    LinkedPrompts.ROWS.and(isNone(ENTITY_ASSOCIATIONS.SOURCE_ID, TRACE_INFO.REQUEST_ID)),
                    Irregularity.ROW,
                    "a trace",
                    "none");
            unique(ENTITY_ASSOCIATIONS.ASSOCIATION_ID);
        }
    }

    /** The registry's readers stay in the default workspace; experiments and runs are read wherever they are. */
    private void workspaces() {
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            Field<String> column = Workspace.column(database, table);
            if (column != null && !table.equals(EXPERIMENTS)) {
                rows(table, isOther(column), column.getName(), Workspace.DEFAULT, "another one");
            }
        }
        if (database.catalog().has(WORKSPACES)) {
            defaultWorkspace();
            rows(WORKSPACES, isOther(WORKSPACES.NAME), Irregularity.ROW, "the default workspace alone", "another one");
        }
    }

    private static Condition isOther(Field<String> workspace) {
        return workspace.isDistinctFrom(DSL.inline(Workspace.DEFAULT));
    }

    /** Reading it as a record reports how its values are stored. */
    private void defaultWorkspace() {
        EntityKey key = EntityKey.of(EntityKind.OTHER, WORKSPACES.getName(), Workspace.DEFAULT);
        List<WorkspacesRecord> seed = RowQuery.of(
                        database, WorkspacesRecord::new, (owner, row) -> owner, Database.isGiven(WORKSPACES.NAME))
                .list(key, Workspace.DEFAULT);
        if (seed.isEmpty()) {
            database.irregular(key, Irregularity.ROW, "the row that MLflow's schema comes with", null);
        }
        for (WorkspacesRecord row : seed) {
            for (Field<?> column : WORKSPACES.fields()) {
                if (!column.equals(WORKSPACES.NAME)) {
                    String expected = column.equals(WORKSPACES.DESCRIPTION) ? DEFAULT_WORKSPACE : null;
                    database.expect(key, column.getName(), expected, row.get(column));
                }
            }
        }
    }

    private void foreignTables() {
        for (String name : database.catalog().tables()) {
            if (DefaultSchema.DEFAULT_SCHEMA.getTable(name) == null) {
                long count = count(DSL.table(DSL.name(name)), DSL.noCondition());
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

    private long count(Table<?> table, Condition condition) {
        return database.number(DSL.selectCount().from(table).where(condition));
    }

    /** Reports the rows of a table that meet a condition. */
    private void rows(Table<?> table, Condition condition, String field, String expected, String found) {
        List<Field<?>> key = key(table);
        EntityKind kind = kind(table);
        List<List<String>> rows = database.rows(DSL.select(key)
                .from(table)
                .where(condition)
                .orderBy(key.stream().map(database::inOrder).toList())
                .limit(DSL.inline(NAMED)));
        for (List<String> row : rows) {
            EntityKey entity = new EntityKey(kind, row);
            database.irregular(
                    kind == EntityKind.OTHER
                            ? EntityKey.of(kind, table.getName()).child(kind, row.toArray())
                            : entity,
                    field,
                    expected,
                    found);
        }
        long count = rows.size() < NAMED ? rows.size() : count(table, condition);
        if (count > NAMED) {
            database.irregular(
                    EntityKey.of(kind, table.getName()),
                    Irregularity.ROW,
                    expected,
                    (count - NAMED) + " more rows like those before");
        }
    }

    /** The columns of the primary key, the owner's first: text keys of MLflow's tables begin with the own one. */
    private static List<Field<?>> key(Table<?> table) {
        if (table.equals(METRICS)) {
            return List.of(METRICS.RUN_UUID, METRICS.KEY, METRICS.STEP, METRICS.TIMESTAMP);
        }
        UniqueKey<?> primaryKey = table.getPrimaryKey();
        if (primaryKey == null) {
            return List.of(table.rowid());
        }
        List<Field<?>> key = new ArrayList<>(primaryKey.getFields());
        key.removeIf(column -> column.getName().equals("workspace"));
        if (key.get(0).getName().equals("key")) {
            key.add(key.remove(0));
        }
        return key;
    }

    private static EntityKind kind(Table<?> table) {
        for (EntityKind kind : EntityKind.values()) {
            if (kind.table().equals(table.getName())) {
                return kind;
            }
        }
        return EntityKind.OTHER;
    }
}
