package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;
import static org.filestoremigration.sql.jooq.Tables.WORKSPACES;

import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.sql.jooq.DefaultSchema;
import org.filestoremigration.sql.jooq.tables.records.WorkspacesRecord;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Whether everything is in the default workspace, and that is as MLflow's schema makes it. */
final class WorkspaceCheck {

    private static final String DEFAULT_WORKSPACE = "Default workspace for legacy resources";

    private final Database database;
    private final RowComplaints complaints;

    WorkspaceCheck(Database database, RowComplaints complaints) {
        this.database = database;
        this.complaints = complaints;
    }

    /** The registry's readers stay in the default workspace; experiments and runs are read wherever they are. */
    void run() {
        for (Table<?> table : DefaultSchema.DEFAULT_SCHEMA.getTables()) {
            Field<String> column = Workspace.column(database, table);
            if (column != null && !table.equals(EXPERIMENTS)) {
                complaints.of(table, isOther(column), column.getName(), Workspace.DEFAULT, "another one");
            }
        }
        if (database.existingColumns().has(WORKSPACES)) {
            defaultWorkspace();
            complaints.of(
                    WORKSPACES,
                    isOther(WORKSPACES.NAME),
                    Irregularity.ROW,
                    "the default workspace alone",
                    "another one");
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
}
