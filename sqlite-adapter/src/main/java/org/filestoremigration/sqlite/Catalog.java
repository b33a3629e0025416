package org.filestoremigration.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Table;

/** Which tables and columns a database has: what is asked of it, whatever its revision says. */
final class Catalog {

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

    /** By name, without SQLite's own. */
    Set<String> tables() {
        return columns.keySet();
    }

    boolean has(Table<?> table) {
        return columns.containsKey(table.getName());
    }

    boolean has(Table<?> table, Field<?> column) {
        return columns.getOrDefault(table.getName(), Set.of()).contains(column.getName());
    }
}
