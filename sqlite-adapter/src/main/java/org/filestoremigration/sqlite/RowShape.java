package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table are selected and read: the columns that the database has, and behind them one number that tells
 * which of them hold another storage class than MLflow's driver writes, a bit for each.
 */
final class RowShape<R extends TableRecord<R>> {

    /** One value that MLflow's driver would not have written. */
    record Complaint(String column, String expected, String found) {}

    /** A row with what is irregular in it, mostly nothing. */
    record Reading<R>(R row, List<Complaint> complaints) {}

    private record Column(Field<?> field, StorageClass storage, boolean nullable) {

        String name() {
            return field.getName();
        }
    }

    /** A row without settings makes new ones each time that it needs some. */
    private static final Configuration SETTINGS = new DefaultConfiguration();

    private final Supplier<R> newRow;
    private final String table;
    private final boolean exists;
    private final List<Column> columns = new ArrayList<>();

    private RowShape(Supplier<R> newRow, Table<R> table, boolean exists) {
        this.newRow = newRow;
        this.table = table.getName();
        this.exists = exists;
    }

    static <R extends TableRecord<R>> RowShape<R> of(Catalog catalog, Supplier<R> newRow) {
        Table<R> table = newRow.get().getTable();
        RowShape<R> shape = new RowShape<>(newRow, table, catalog.has(table));
        for (Field<?> field : table.fields()) {
            if (catalog.has(table, field)) {
                shape.columns.add(new Column(
                        field, StorageClass.of(field), field.getDataType().nullable()));
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

    /** Reads the row that the result stands on. */
    Reading<R> read(ResultSet result) throws SQLException {
        // Before anything else: reading a value as text makes SQLite turn it into text.
        List<Complaint> complaints = storageClasses(result);
        R row = newRow.get();
        row.attach(SETTINGS);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = column.storage().value(result, i + 1);
            if (value instanceof String text && !StorageClass.isExact(text, result, i + 1)) {
                complaints = new ArrayList<>(complaints);
                complaints.add(new Complaint(column.name(), "text in UTF-8", "other bytes, read as " + text));
            }
            set(
                    row,
                    column.field(),
                    value == null && !column.nullable() ? column.storage().zero() : value);
        }
        return new Reading<>(row, complaints);
    }

    @SuppressWarnings("unchecked") // a storage class delivers what its columns hold
    private static <T> void set(Record row, Field<T> field, @Nullable Object value) {
        row.set(field, (T) value);
    }

    private List<Complaint> storageClasses(ResultSet result) throws SQLException {
        long irregular = result.getLong(columns.size() + 1);
        if (irregular == 0) {
            return List.of();
        }
        List<Complaint> complaints = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if ((irregular & (1L << i)) != 0) {
                complaints.add(new Complaint(
                        column.name(),
                        column.storage().expected(column.nullable()),
                        StorageClass.found(result, i + 1)));
            }
        }
        return complaints;
    }
}
