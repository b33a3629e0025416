package org.filestoremigration.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * The values of the row that a result is on, from SQLite itself: JDBC's way to each of them makes an object first, which
 * Java's first compiler leaves to a call of the virtual machine; with it reading takes a fifth longer.
 */
final class RowValues {

    private final ResultSet result;
    private final DB database;
    private final long statement;

    /**
     * The values of the row that a result is on.
     *
     * @param last those that were asked for before: mostly of the same result, whose next row they are of then
     * @param result of a statement that is not closed while this is used
     */
    @SuppressWarnings("ReferenceEquality") // the driver has one result for each statement
    static RowValues of(@Nullable RowValues last, ResultSet result) throws SQLException {
        return (last != null && last.result == result) ? last : new RowValues(result);
    }

    private RowValues(ResultSet result) throws SQLException {
        CoreStatement running = (CoreStatement) result.getStatement();
        this.result = result;
        this.database = running.getDatabase();
        this.statement = running.pointer.safeRunLong((same, pointer) -> pointer);
    }

    /** What a column holds, from 1, as a number; 0 for NULL. */
    long integer(int column) throws SQLException {
        return database.column_long(statement, column - 1);
    }

    /** What a column holds, from 1, as a number; 0 for NULL. */
    double real(int column) throws SQLException {
        return database.column_double(statement, column - 1);
    }

    /** What a column holds, from 1, as text; null for NULL. */
    @Nullable
    String text(int column) throws SQLException {
        // As bytes, which the driver hands over faster than text; the encoding has been seen to be UTF-8.
        byte[] bytes = database.column_blob(statement, column - 1);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    boolean isNull(int column) throws SQLException {
        return database.column_type(statement, column - 1) == Codes.SQLITE_NULL;
    }
}
