package org.filestoremigration.cli.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every column of every table that a database says it has. */
final class DatabaseColumns {

    /**
     * @param type as declared, without a length
     * @param keyPosition from 1 within the primary key, 0 outside
     * @param isUnique whether it belongs to the primary key or to another one
     */
    record Column(
            String table,
            String name,
            String type,
            int keyPosition,
            boolean notNull,
            boolean isRowId,
            boolean isUnique) {

        boolean inKey() {
            return keyPosition > 0;
        }

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    private DatabaseColumns() {}

    static List<Column> of(Path database) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            return of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Column> of(Connection connection) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT t.name, c.name, c.type, c.pk, c."notnull",
                          c.type = 'INTEGER' AND c.pk = 1
                            AND (SELECT count(*) FROM pragma_table_info(t.name) WHERE pk > 0) = 1,
                          c.pk > 0 OR EXISTS (SELECT 1 FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) k
                            WHERE i."unique" AND k.name = c.name)
                        FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c
                        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.hidden = 0
                        ORDER BY t.name, c.cid""")) {
            while (rows.next()) {
                columns.add(new Column(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3).replaceFirst("\\(.*", ""),
                        rows.getInt(4),
                        rows.getBoolean(5),
                        rows.getBoolean(6),
                        rows.getBoolean(7)));
            }
        }
        return columns;
    }
}
