package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.METRICS;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;

/** Reports rows that should not be in a table. */
final class RowComplaints {

    /** Of one complaint about a table so many rows are named, the rest is counted. */
    private static final int NAMED = 1000;

    private final Database database;

    RowComplaints(Database database) {
        this.database = database;
    }

    private long count(Table<?> table, Condition condition) {
        return database.number(DSL.selectCount().from(table).where(condition));
    }

    /** Reports the rows of a table that meet a condition; beyond the first, their number. */
    void of(Table<?> table, Condition condition, String field, String expected, String found) {
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
