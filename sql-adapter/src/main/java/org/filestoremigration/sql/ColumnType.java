package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The types that the columns of the generated tables have. */
public enum ColumnType {
    TEXT,
    INTEGER,
    REAL,
    BOOLEAN;

    public static ColumnType of(Field<?> column) {
        Class<?> type = column.getType();
        if (type == String.class) {
            return TEXT;
        }
        if (type == Long.class) {
            return INTEGER;
        }
        if (type == Double.class) {
            return REAL;
        }
        if (type == Boolean.class) {
            return BOOLEAN;
        }
        throw new IllegalArgumentException("no column type for " + column + " of " + type);
    }

    /** What a column holds, from 1. */
    @Nullable
    Object value(Storage storage, ResultSet row, int column) throws SQLException {
        return switch (this) {
            case TEXT -> storage.text(row, column);
            case INTEGER -> storage.integer(row, column);
            case REAL -> storage.real(row, column);
            case BOOLEAN -> {
                boolean value = row.getBoolean(column);
                yield (!value && row.wasNull()) ? null : (Boolean) value;
            }
        };
    }

    /** In the place of a null where MLflow has none. */
    Object zero() {
        return switch (this) {
            case TEXT -> "";
            case INTEGER -> 0L;
            case REAL -> 0.0;
            case BOOLEAN -> false;
        };
    }
}
