package org.filestoremigration.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.filestoremigration.sql.ColumnType;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How MLflow's driver stores the values of a column, whatever SQLite would put up with. */
enum StorageClass {
    TEXT("text"),
    INTEGER("integer"),
    REAL("real"),
    /** The integers 0 and 1. */
    BOOLEAN("integer");

    private final String name;

    StorageClass(String name) {
        this.name = name;
    }

    static StorageClass of(Field<?> column) {
        return valueOf(ColumnType.of(column).name());
    }

    /** The condition that a column holds this. */
    Condition isFound(Field<?> column) {
        return found(column).eq(DSL.inline(name));
    }

    private static Field<String> found(Field<?> column) {
        return DSL.function("typeof", SQLDataType.VARCHAR, column);
    }

    /** SQL for 1 where a column holds something else, and 0 where it does not. */
    String irregular(Field<?> column, boolean nullable) {
        String value = '"' + column.getName() + '"';
        String classes = nullable ? "('" + name + "', 'null')" : "('" + name + "')";
        String other = "typeof(" + value + ") NOT IN " + classes;
        return "(" + other + (this == BOOLEAN ? " OR coalesce(" + value + " NOT IN (0, 1), 0)" : "") + ")";
    }

    /** For a person. */
    String expected(boolean nullable) {
        return (this == BOOLEAN ? "integer 0 or 1" : name) + (nullable ? " or null" : "");
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
