package org.filestoremigration.cli.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** All that a server's database is: every row of every table, every definition, and where the sequences stand. */
final class ServerDump {

    private ServerDump() {}

    static List<String> of(Connection connection) throws SQLException {
        return dump(connection, "");
    }

    /** The same with the transaction that wrote each row. */
    static List<String> ofWritten(Connection connection) throws SQLException {
        return dump(connection, "t.xmin || ' ' || ");
    }

    /** Rows with a {@code |} between their columns. */
    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                all.add(String.join("|", row));
            }
        }
        return all;
    }

    private static List<String> dump(Connection connection, String before) throws SQLException {
        List<String> dump = new ArrayList<>();
        for (String table :
                query(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            query(connection, "SELECT " + before + "t::text FROM \"" + table + "\" t ORDER BY t::text COLLATE \"C\"")
                    .forEach(row -> dump.add(table + " " + row));
        }
        dump.addAll(query(connection, """
                    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE connamespace = 'public'::regnamespace ORDER BY 1
                    """));
        dump.addAll(query(connection, """
                    SELECT table_name, column_name, data_type, character_maximum_length::text, is_nullable, column_default
                    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position
                    """));
        dump.addAll(query(connection, """
                    SELECT tgrelid::regclass::text, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger
                    WHERE NOT tgisinternal ORDER BY 1, 2
                    """));
        dump.addAll(query(connection, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
        dump.addAll(query(connection, "SELECT sequencename, last_value::text FROM pg_sequences ORDER BY 1"));
        return dump;
    }
}
