package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.SPANS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.filestoremigration.domain.trace.SpanContent;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a table are selected and read: the columns that the database has, and behind them what the dialect wants to
 * know of how they are stored.
 */
final class RowShape<R extends TableRecord<R>> {

    /** A long one is not read with its row. */
    private static final Field<String> SHORT_CONTENT = DSL.field(
            "CASE WHEN octet_length({0}) <= " + SpanContent.MAX_HELD + " THEN {0} END", String.class, SPANS.CONTENT);

    /** A row with what is irregular in it, mostly nothing. */
    record Reading<R>(R row, List<Storage.Complaint> complaints) {}

    private record Column(Field<?> field, ColumnType type, boolean nullable) {}

    private final Supplier<R> newRow;
    private final Table<R> table;
    private final boolean exists;
    private final List<Column> columns = new ArrayList<>();
    private final Storage storage;

    private RowShape(Supplier<R> newRow, Table<R> table, Database database) {
        this.newRow = newRow;
        this.table = table;
        this.exists = database.existingColumns().has(table);
        List<Field<?>> fields = new ArrayList<>();
        for (Field<?> field : table.fields()) {
            if (database.existingColumns().has(table, field)) {
                fields.add(field);
                columns.add(new Column(
                        field, ColumnType.of(field), field.getDataType().nullable()));
            }
        }
        this.storage = database.storage(fields);
    }

    static <R extends TableRecord<R>> RowShape<R> of(Database database, Supplier<R> newRow) {
        return new RowShape<>(newRow, newRow.get().getTable(), database);
    }

    /** Whether the database has the table. */
    boolean exists() {
        return exists;
    }

    Table<R> table() {
        return table;
    }

    /** What to select. */
    List<Field<?>> select() {
        List<Field<?>> select = new ArrayList<>();
        columns.forEach(column -> select.add(column.field().equals(SPANS.CONTENT) ? SHORT_CONTENT : column.field()));
        select.addAll(storage.select());
        return select;
    }

    /** Reads the row that the result is on. */
    Reading<R> read(ResultSet result) throws SQLException {
        List<Storage.Complaint> complaints = storage.complaints(result);
        R row = newRow.get();
        RowSettings.attach(row);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Object value = column.type().value(storage, result, i + 1);
            if (value instanceof String text) {
                Storage.Complaint complaint = storage.complaint(result, i + 1, text);
                if (complaint != null) {
                    complaints = new ArrayList<>(complaints);
                    complaints.add(complaint);
                }
            }
            set(
                    row,
                    column.field(),
                    value == null && !column.nullable() ? column.type().zero() : value);
        }
        return new Reading<>(row, complaints);
    }

    @SuppressWarnings("unchecked") // a column type delivers what its columns hold
    private static <T> void set(Record row, Field<T> field, @Nullable Object value) {
        row.set(field, (T) value);
    }
}
