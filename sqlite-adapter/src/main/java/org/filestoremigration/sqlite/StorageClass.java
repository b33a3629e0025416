package org.filestoremigration.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** How MLflow's driver stores the values of a column, whatever SQLite would put up with. */
enum StorageClass {
    TEXT("text", "typeof(%s) %s"),
    INTEGER("integer", "typeof(%s) %s"),
    REAL("real", "typeof(%s) %s"),
    /** The integers 0 and 1. */
    BOOLEAN("integer", "typeof(%1$s) %2$s OR %1$s NOT IN (0, 1)");

    private final String name;
    private final String irregular;

    StorageClass(String name, String irregular) {
        this.name = name;
        this.irregular = irregular;
    }

    static StorageClass of(Field<?> column) {
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
        throw new IllegalArgumentException("no storage class for " + column + " of " + type);
    }

    /** The SQL condition that a column holds something else. */
    String irregular(String column, boolean nullable) {
        return irregular.formatted(column, nullable ? "NOT IN ('" + name + "', 'null')" : "<> '" + name + "'");
    }

    /** For a person. */
    String expected(boolean nullable) {
        return (this == BOOLEAN ? "integer 0 or 1" : name) + (nullable ? " or null" : "");
    }

    /** What a regular column holds. */
    @Nullable
    Object value(ResultSet row, int column) throws SQLException {
        return switch (this) {
            case TEXT -> row.getString(column);
            case INTEGER -> {
                long value = row.getLong(column);
                yield isNull(value == 0, row) ? null : (Long) value;
            }
            case REAL -> {
                double value = row.getDouble(column);
                yield isNull(value == 0, row) ? null : (Double) value;
            }
            case BOOLEAN -> {
                boolean value = row.getLong(column) != 0;
                yield isNull(!value, row) ? null : (Boolean) value;
            }
        };
    }

    /** JDBC gives zero for null. */
    private static boolean isNull(boolean zero, ResultSet row) throws SQLException {
        return zero && row.wasNull();
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

    /** Whether {@link #found} shows a value of this class. */
    boolean isStoredAs(String found) {
        return this == BOOLEAN ? found.equals("integer 0") || found.equals("integer 1") : found.startsWith(name + " ");
    }

    /** What a column holds, with its storage class, for a person. */
    static String found(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "blob of " + bytes.length + " bytes";
        }
        return (value instanceof String ? "text " : value instanceof Double ? "real " : "integer ") + value;
    }

    /** Whether the text that came out of a column is what is stored there: SQLite does not look at the bytes. */
    static boolean isExact(String text, ResultSet row, int column) throws SQLException {
        if (text.indexOf('\uFFFD') < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row.getBytes(column)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
