package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sql.jooq.Tables.INPUTS;
import static org.filestoremigration.sql.jooq.Tables.INPUT_TAGS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;
import static org.filestoremigration.sql.jooq.Tables.TRACE_INFO;

import java.util.Objects;
import org.filestoremigration.domain.finding.Irregularity;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** What is wrong in whole tables, where no owner leads to it: orphans, foreign rows, and generated ids that clash. */
final class TableCheck {

    private final Database database;
    private final MlflowSchema schema;
    private final RowComplaints complaints;
    private final CatalogCheck existingColumns;

    TableCheck(Database database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
        this.complaints = new RowComplaints(database);
        this.existingColumns = new CatalogCheck(database, schema);
    }

    void run() {
        existingColumns.declaredTables();
        for (OrphanCheck.Orphans orphans : new OrphanCheck(database, schema).orphans()) {
            complaints.of(
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
        new WorkspaceCheck(database, complaints).run();
        existingColumns.foreignTables();
    }

    private void inputs() {
        complaints.of(
                INPUTS,
                DSL.not(InputEdge.TO_RUN.or(InputEdge.FROM_RUN)),
                Irregularity.ROW,
                "from a dataset to a run, or from a run to a logged model",
                "another direction");
        complaints.of(
                INPUTS,
                InputEdge.TO_RUN
                        .and(isNone(INPUTS.DESTINATION_ID, RUNS.RUN_UUID))
                        .or(InputEdge.FROM_RUN.and(isNone(INPUTS.SOURCE_ID, RUNS.RUN_UUID))),
                Irregularity.ROW,
                "a run",
                "none");
        complaints.of(
                INPUT_TAGS, isNone(INPUT_TAGS.INPUT_UUID, INPUTS.INPUT_UUID), Irregularity.ROW, "an input", "none");
    }

    private static Condition isNone(TableField<?, String> id, TableField<?, String> of) {
        return id.notIn(DSL.select(of).from(of.getTable()));
    }

    private void unique(TableField<?, String> id) {
        Table<?> table = Objects.requireNonNull(id.getTable());
        complaints.of(
                table,
                id.in(DSL.select(id).from(table).groupBy(id).having(DSL.count().gt(DSL.inline(1)))),
                id.getName(),
                "a unique id",
                "one that several rows have");
    }

    private void associations() {
        if (database.existingColumns().has(ENTITY_ASSOCIATIONS)) {
            complaints.of(
                    ENTITY_ASSOCIATIONS,
                    DSL.not(LinkedPrompts.ROWS),
                    Irregularity.ROW,
                    "no rows but those from a trace to a prompt version",
                    "another direction");
            complaints.of(
                    ENTITY_ASSOCIATIONS,
                    LinkedPrompts.ROWS.and(isNone(ENTITY_ASSOCIATIONS.SOURCE_ID, TRACE_INFO.REQUEST_ID)),
                    Irregularity.ROW,
                    "a trace",
                    "none");
            unique(ENTITY_ASSOCIATIONS.ASSOCIATION_ID);
        }
    }
}
