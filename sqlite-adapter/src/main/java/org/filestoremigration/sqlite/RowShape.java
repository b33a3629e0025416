package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table are selected and read: the columns that the database has, and behind them one number that tells
 * which of them hold another storage class than MLflow's driver writes, a bit for each.
 */
final class RowShape<R extends TableRecord<R>> {

    /** Told of one value that MLflow's driver would not have written. */
    interface Complaint {
        void about(String field, String expected, String found);
    }

    private record Column(int position, String name, StorageClass storage, boolean nullable) {}

    private final Supplier<R> newRow;
    private final String table;
    private final boolean exists;
    private final List<Column> columns = new ArrayList<>();
    private final int width;

    private RowShape(Supplier<R> newRow, Table<R> table, boolean exists) {
        this.newRow = newRow;
        this.table = table.getName();
        this.exists = exists;
        this.width = table.fields().length;
    }

    static <R extends TableRecord<R>> RowShape<R> of(Catalog catalog, Supplier<R> newRow) {
        Table<R> table = newRow.get().getTable();
        RowShape<R> shape = new RowShape<>(newRow, table, catalog.has(table));
        Field<?>[] fields = table.fields();
        for (int i = 0; i < fields.length; i++) {
            if (catalog.has(table, fields[i])) {
                shape.columns.add(new Column(
                        i,
                        fields[i].getName(),
                        StorageClass.of(fields[i]),
                        fields[i].getDataType().nullable()));
            }
        }
        return shape;
    }

    /** Whether the database has the table. */
    boolean exists() {
        return exists;
    }

    String table() {
        return table;
    }

    /** What to select: SQL. */
    String columns() {
        StringJoiner select = new StringJoiner(", ");
        StringJoiner irregular = new StringJoiner(" | ");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String name = table + ".\"" + column.name() + "\"";
            select.add(name);
            irregular.add("((" + column.storage().irregular(name, column.nullable()) + ") << " + i + ")");
        }
        return select + ", " + irregular;
    }

    R read(ResultSet result) throws SQLException {
        @Nullable Object[] values = new Object[width];
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = column.storage().value(result, i + 1);
            values[column.position()] =
                    value == null && !column.nullable() ? column.storage().zero() : value;
        }
        R row = newRow.get();
        row.fromArray(values);
        return row;
    }

    /** Looks at the row that was read last. */
    void irregularities(ResultSet result, Complaint complaint) throws SQLException {
        long irregular = result.getLong(columns.size() + 1);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if ((irregular & (1L << i)) != 0) {
                complaint.about(
                        column.name(), column.storage().expected(column.nullable()), StorageClass.found(result, i + 1));
            }
        }
    }
}
