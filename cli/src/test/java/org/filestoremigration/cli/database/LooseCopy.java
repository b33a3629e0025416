package org.filestoremigration.cli.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a database with the same rows, whose tables take anything: no declared types that would turn a text into a
 * number, and no NOT NULL. What another tool's own DDL lets in can be put into it.
 */
final class LooseCopy {

    private LooseCopy() {}

    static void of(Path database, Path copy) {
        try {
            Files.copy(database, copy);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
                loosen(connection);
            }
            // The new schema is read by new connections only.
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
                keepReals(connection, DatabaseColumns.of(database));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void loosen(Connection connection) throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        List<DatabaseColumns.Column> columns = DatabaseColumns.of(connection);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")) {
                while (rows.next()) {
                    tables.put(rows.getString(1), rows.getString(2));
                }
            }
            statement.execute("PRAGMA writable_schema = ON");
        }
        for (DatabaseColumns.Column column : columns) {
            if (!column.isRowId()) {
                tables.computeIfPresent(
                        column.table(), (table, sql) -> sql.replaceFirst(declarationOf(column.name()), "$1 BLOB$2"));
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?")) {
            for (Map.Entry<String, String> table : tables.entrySet()) {
                update.setString(1, table.getValue());
                update.setString(2, table.getKey());
                update.executeUpdate();
            }
        }
    }

    /** A column's type and NOT NULL, to be replaced, between its name and its default, to be kept. */
    private static String declarationOf(String column) {
        return "(?<=[\\n\\t(, ])(\"?" + column + "\"?) (?:[A-Z]+(?:\\(\\d+\\))?)"
                + "((?: DEFAULT (?:'[^']*'|[^ ,\\n]+))?)(?: NOT NULL)?(?=[,\\n ])";
    }

    /** SQLite keeps 1.0 as the integer 1 in a column that says that it is real. */
    private static void keepReals(Connection connection, List<DatabaseColumns.Column> columns) throws SQLException {
        List<String> updates = new ArrayList<>();
        for (DatabaseColumns.Column column : columns) {
            if (column.type().equals("FLOAT")) {
                updates.add("UPDATE \"%1$s\" SET \"%2$s\" = CAST(\"%2$s\" AS REAL) WHERE typeof(\"%2$s\") = 'integer'"
                        .formatted(column.table(), column.name()));
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String update : updates) {
                statement.executeUpdate(update);
            }
            statement.executeUpdate("REINDEX");
        }
    }
}
