package org.filestoremigration.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Field;
import org.jooq.Table;

/** Which tables and columns a database has: what is asked of it, whatever its revision says. */
final class Catalog {

    private static final Map<String, Catalog> BY_REVISION = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    private Catalog() {}

    static Catalog of(Connection connection) throws SQLException {
        Catalog catalog = new Catalog();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT t.name, c.name FROM sqlite_schema t"
                        + " JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%'"
                        + " ESCAPE '\\' ORDER BY t.name, c.cid")) {
            while (rows.next()) {
                catalog.columns
                        .computeIfAbsent(rows.getString(1), name -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return catalog;
    }

    /** What a schema creates. */
    static Catalog of(MlflowSchema schema) {
        return BY_REVISION.computeIfAbsent(schema.revision(), revision -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                connection.setAutoCommit(false);
                schema.create(connection);
                return of(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("the schema " + schema + " is part of the program", e);
            }
        });
    }

    /** By name, without SQLite's own. */
    Set<String> tables() {
        return columns.keySet();
    }

    /** Of a table, in their order; none if there is no such table. */
    Set<String> columns(String table) {
        return columns.getOrDefault(table, Set.of());
    }

    boolean has(Table<?> table) {
        return columns.containsKey(table.getName());
    }

    boolean has(Table<?> table, Field<?> column) {
        return columns(table.getName()).contains(column.getName());
    }
}
