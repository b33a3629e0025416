package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.filestoremigration.sql.Storage;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The storage classes that the columns of a row should have: one number behind the row tells which of them hold another, a
 * bit for each.
 */
final class StorageClasses implements Storage {

    private record Column(Field<?> field, StorageClass storage, boolean nullable) {}

    private final List<Column> columns = new ArrayList<>();
    private @Nullable RowValues values;

    StorageClasses(List<Field<?>> fields) {
        for (Field<?> field : fields) {
            columns.add(new Column(
                    field, StorageClass.of(field), field.getDataType().nullable()));
        }
    }

    @Override
    public List<Field<?>> select() {
        // As text: nothing of it is in jOOQ's words, which would take long to render for each of so many columns.
        StringJoiner bits = new StringJoiner(" | ");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            bits.add("(" + column.storage().irregular(column.field(), column.nullable()) + " << " + i + ")");
        }
        return List.of(DSL.field(bits.toString(), SQLDataType.BIGINT));
    }

    /** Before anything else: reading a value as text makes SQLite turn it into text. */
    @Override
    public List<Complaint> complaints(ResultSet row) throws SQLException {
        long irregular = of(row).integer(columns.size() + 1);
        if (irregular == 0) {
            return List.of();
        }
        List<Complaint> complaints = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if ((irregular & (1L << i)) != 0) {
                complaints.add(new Complaint(
                        column.field().getName(),
                        column.storage().expected(column.nullable()),
                        StorageClass.found(row, i + 1)));
            }
        }
        return complaints;
    }

    private RowValues of(ResultSet row) throws SQLException {
        RowValues current = RowValues.of(values, row);
        values = current;
        return current;
    }

    @Override
    public @Nullable String text(ResultSet row, int column) throws SQLException {
        return of(row).text(column);
    }

    @Override
    public @Nullable Long integer(ResultSet row, int column) throws SQLException {
        RowValues current = of(row);
        long value = current.integer(column);
        return (value == 0 && current.isNull(column)) ? null : (Long) value;
    }

    @Override
    public @Nullable Double real(ResultSet row, int column) throws SQLException {
        RowValues current = of(row);
        double value = current.real(column);
        return (value == 0 && current.isNull(column)) ? null : (Double) value;
    }

    @Override
    public @Nullable Complaint complaint(ResultSet row, int column, String text) throws SQLException {
        return StorageClass.isExact(text, row, column)
                ? null
                : new Complaint(
                        columns.get(column - 1).field().getName(), "text in UTF-8", "other bytes, read as " + text);
    }
}
