package org.filestoremigration.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.sql.ExistingColumns;
import org.filestoremigration.sql.MlflowSchema;

/** MLflow's tables in SQLite: made, and found. */
final class SqliteSchema {

    private SqliteSchema() {}

    /** Creates it in an empty database, within the connection's transaction: in autocommit it takes a hundred times as long. */
    static void create(Connection connection, MlflowSchema schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Of all ways to execute in this driver, only this one runs a script to its end.
            statement.executeUpdate(schema.ddl());
        }
    }

    /** Without SQLite's own tables, and with generated columns. */
    static ExistingColumns existingColumns(Connection connection) throws SQLException {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT t.name, c.name FROM sqlite_schema t"
                        + " JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%'"
                        + " ESCAPE '\\' ORDER BY t.name, c.cid")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return new ExistingColumns(columns);
    }
}
