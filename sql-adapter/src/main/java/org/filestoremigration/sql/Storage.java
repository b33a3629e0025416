package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** How a dialect sees that a value is not stored as MLflow's driver would have stored it. */
public interface Storage {

    /** Of a dialect whose columns hold nothing but values of their type. */
    Storage BY_TYPE = new Storage() {
        @Override
        public List<Field<?>> select() {
            return List.of();
        }

        @Override
        public List<Complaint> complaints(ResultSet row) {
            return List.of();
        }

        @Override
        public @Nullable Complaint complaint(ResultSet row, int column, String text) {
            return null;
        }
    };

    /** One value that MLflow's driver would not have written. */
    record Complaint(String column, String expected, String found) {}

    /** What to select behind the columns of the row. */
    List<Field<?>> select();

    /** Called before any value of the row has been read. */
    List<Complaint> complaints(ResultSet row) throws SQLException;

    /**
     * The text of a column, null for NULL.
     *
     * @param column its position, from 1
     */
    default @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }

    /**
     * The integer of a column, null for NULL.
     *
     * @param column its position, from 1
     */
    default @Nullable Long integer(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return (value == 0 && row.wasNull()) ? null : (Long) value;
    }

    /**
     * The number of a column, null for NULL.
     *
     * @param column its position, from 1
     */
    default @Nullable Double real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return (value == 0 && row.wasNull()) ? null : (Double) value;
    }

    /**
     * Called when a text has been read.
     *
     * @param column its position, from 1
     */
    @Nullable
    Complaint complaint(ResultSet row, int column, String text) throws SQLException;
}
