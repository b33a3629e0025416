package org.filestoremigration.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of one query, one after the other; at the end, or when closed, the statement is free for others. */
public final class Cursor implements Rows {

    private final Database database;
    private final String sql;
    private final PreparedStatement statement;
    private final ResultSet result;
    private boolean closed;

    /** @param values of the query's parameters */
    public Cursor(Database database, String sql, Object... values) {
        this(0, database, sql, values);
    }

    /** @param fetchSize how many rows come at a time; 0 for the usual number of the connection */
    Cursor(int fetchSize, Database database, String sql, Object... values) {
        this.database = database;
        this.sql = sql;
        try {
            statement = database.take(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (fetchSize > 0) {
                statement.setFetchSize(fetchSize);
            }
            result = statement.executeQuery();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    @Override
    public @Nullable ResultSet next() throws SQLException {
        if (closed) {
            return null;
        }
        if (result.next()) {
            return result;
        }
        close();
        return null;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                result.close();
            } catch (SQLException e) {
                throw database.failure(e);
            }
            database.giveBack(sql, statement);
        }
    }
}
