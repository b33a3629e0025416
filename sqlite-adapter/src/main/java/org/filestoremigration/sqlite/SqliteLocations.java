package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.LocationColumn;
import org.sqlite.SQLiteConfig;

/**
 * The artifact locations of an existing database, changed in a copy of it: nothing else is. The database may be of any
 * revision and any tool.
 */
public final class SqliteLocations implements StoredLocations {

    private final Connection connection;
    private final TargetFile file;
    private boolean open = true;

    private SqliteLocations(Connection connection, TargetFile file) {
        this.connection = connection;
        this.file = file;
    }

    /**
     * Copies a database beside its place, what is in its write-ahead log included.
     *
     * @throws TargetException if it is no MLflow database, is in use, or the copy cannot be written
     */
    public static SqliteLocations of(Path database) {
        try (SqliteStore store = SqliteStore.open(database)) {
            store.schema();
        }
        TargetFile file = TargetFile.prepare(database, true);
        try {
            return new SqliteLocations(copy(database, file.buildFile()), file);
        } catch (RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    private static Connection copy(Path database, Path copy) {
        try (Connection source = SqliteDriver.connect(database, "", new SQLiteConfig());
                Statement statement = source.createStatement()) {
            statement.executeUpdate("backup to '" + copy.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw failure("The database " + database + " cannot be copied to " + copy, e);
        }
        try {
            Connection connection = SqliteDriver.connect(copy, "", new SQLiteConfig());
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = DELETE");
                statement.execute("ATTACH '" + database.toString().replace("'", "''") + "' AS before");
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw failure("The database " + copy + " cannot be opened", e);
        }
    }

    private static TargetException failure(String what, SQLException e) {
        return new TargetException(what + ": " + e.getMessage() + ".", e);
    }

    /** Reads in the database itself, so that the copy can be written meanwhile: a copy has every row in the same place. */
    @Override
    public long change(LocationRule rule) {
        try (Connection before = SqliteDriver.connect(file.place(), "", new SQLiteConfig())) {
            long changed = 0;
            for (LocationColumn column : present()) {
                changed += change(column, before, rule);
            }
            connection.commit();
            return changed;
        } catch (SQLException e) {
            throw failure("The locations cannot be changed", e);
        }
    }

    private long change(LocationColumn column, Connection before, LocationRule rule) throws SQLException {
        String change = "UPDATE " + column.table() + " SET " + column.name() + " = ? WHERE rowid = ?";
        long changed = 0;
        try (PreparedStatement update = connection.prepareStatement(change);
                Statement select = before.createStatement();
                ResultSet rows = select.executeQuery(column.select("t.rowid"))) {
            while (rows.next()) {
                Optional<String> now = column.now(rows, rule);
                if (now.isPresent()) {
                    update.setString(1, now.get());
                    update.setLong(2, rows.getLong(1));
                    changed += update.executeUpdate();
                }
            }
        }
        return changed;
    }

    /** Those of the columns that this revision has. */
    private List<LocationColumn> present() throws SQLException {
        List<LocationColumn> present = new ArrayList<>();
        for (LocationColumn column : LocationColumn.ALL) {
            if (columns(column.table()).contains(column.name())) {
                present.add(column);
            }
        }
        return present;
    }

    private List<String> columns(String table) throws SQLException {
        return strings("SELECT name FROM pragma_table_xinfo('" + table + "')");
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    /** Every table of the copy, row by row and column by column. */
    @Override
    public List<String> differences(long changed) {
        try {
            List<String> differences = new ArrayList<>();
            long found = 0;
            for (String table : strings("SELECT name FROM main.sqlite_master WHERE type = 'table'"
                    + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
                long rows = number("SELECT count(*) FROM main.\"" + table + "\"");
                String same = "SELECT count(*) FROM main.\"" + table + "\" a JOIN before.\"" + table
                        + "\" b ON a.rowid = b.rowid";
                for (String column : columns(table)) {
                    String equal = "typeof(a.\"" + column + "\") = typeof(b.\"" + column + "\") AND a.\"" + column
                            + "\" IS b.\"" + column + "\"";
                    LocationColumn location = LocationColumn.of(table, column).orElse(null);
                    if (location == null || location.isOneOfMany()) {
                        String allowed = location == null ? "" : " OR a." + location.condition();
                        same += (same.contains(" WHERE ") ? " AND (" : " WHERE (") + equal + allowed + ")";
                    }
                    if (location != null) {
                        found += number("SELECT count(*) FROM main.\"" + table + "\" a JOIN before.\"" + table
                                + "\" b ON a.rowid = b.rowid WHERE NOT (" + equal + ")");
                    }
                }
                long before = number("SELECT count(*) FROM before.\"" + table + "\"");
                if (rows != before || number(same) != rows) {
                    differences.add("the table " + table);
                }
            }
            if (found != changed) {
                differences.add(found + " locations instead of " + changed);
            }
            return differences;
        } catch (SQLException e) {
            throw failure("The databases cannot be compared", e);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void publish() {
        closeConnection();
        file.publish();
    }

    private void closeConnection() {
        if (open) {
            open = false;
            try {
                connection.close();
            } catch (SQLException e) {
                throw failure("The database cannot be closed", e);
            }
        }
    }

    @Override
    public void close() {
        try (file) {
            closeConnection();
        }
    }
}
