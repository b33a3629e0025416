package org.filestoremigration.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.filestoremigration.sql.Database;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The order of a table's rows by columns for which MLflow has no index, kept in a temporary table of its own beside the
 * database: so every owner's rows are found without reading the table again.
 */
final class RowOrder {

    private final SqliteDatabase database;
    private final Table<?> table;
    private final int ownerColumns;
    private final List<TableField<?, ?>> columns;
    private final Condition condition;
    private final Name name;
    private final Table<?> order;
    private final Field<Long> rowId;
    private boolean created;

    RowOrder(
            SqliteDatabase database,
            Table<?> table,
            List<? extends TableField<?, ?>> owner,
            TableField<?, ?> then,
            Condition condition) {
        this.database = database;
        this.table = table;
        this.ownerColumns = owner.size();
        this.columns = new ArrayList<>(owner);
        this.columns.add(then);
        this.condition = condition;
        this.name = DSL.name("temp", table.getName() + "_in_order");
        this.order = DSL.table(name).as("o");
        this.rowId = DSL.field(DSL.name("o", "row_id"), SQLDataType.BIGINT);
    }

    private Field<?> ordered(int column) {
        return DSL.field(DSL.name("o", "o" + column), columns.get(column).getDataType());
    }

    /** Puts the rows in order, the first time. */
    void create() {
        if (!created) {
            created = true;
            DSLContext sqlite = DSL.using(SQLDialect.SQLITE);
            // jOOQ would give the columns types, by which SQLite would change values; and knows no WITHOUT ROWID.
            String key =
                    IntStream.range(0, columns.size()).mapToObj(i -> "o" + i).collect(Collectors.joining(", "));
            database.execute("CREATE TABLE " + sqlite.render(name) + " (" + key + ", row_id INTEGER, PRIMARY KEY ("
                    + key + ", row_id)) WITHOUT ROWID");
            List<Field<?>> selected = new ArrayList<>(columns);
            selected.add(table.rowid());
            database.execute(sqlite.renderInlined(DSL.insertInto(DSL.table(name))
                    .select(DSL.select(selected)
                            .from(table)
                            .where(condition)
                            .and(DSL.and(columns.stream().map(Field::isNotNull).toList()))
                            .orderBy(columns))));
        }
    }

    /** Selects the rows of one owner, whose columns are the first ones; SQL with a {@code ?} for each of them. */
    String select(List<Field<?>> what) {
        // SQLite joins in this order and no other when it is told to cross.
        return database.render(DSL.select(what)
                .from(order)
                .crossJoin(table)
                .where(rowId.eq(table.rowid().coerce(SQLDataType.BIGINT)))
                .and(DSL.and(IntStream.range(0, ownerColumns)
                        .mapToObj(i -> Database.isGiven(ordered(i)))
                        .toList()))
                .orderBy(ordered(ownerColumns)));
    }
}
