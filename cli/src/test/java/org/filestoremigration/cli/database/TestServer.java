package org.filestoremigration.cli.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that starts with the first test that needs it and ends with the process. */
final class TestServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestServer() {}

    private static EmbeddedPostgres start() {
        try {
            // Without a locale in the environment initdb would choose the encoding SQL_ASCII.
            return EmbeddedPostgres.builder()
                    .setLocaleConfig("encoding", "UTF8")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newDatabase() {
        String name = "cli" + NUMBER.incrementAndGet();
        execute(uri("postgres"), "CREATE DATABASE " + name);
        return uri(name);
    }

    static String copyOf(String uri) {
        String name = "cli" + NUMBER.incrementAndGet();
        execute(uri("postgres"), "CREATE DATABASE " + name + " TEMPLATE " + name(uri));
        return uri(name);
    }

    private static String name(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static String uri(String database) {
        return "postgresql://postgres@localhost:" + SERVER.getPort() + "/" + database;
    }

    static Connection connect(String uri) throws SQLException {
        return SERVER.getDatabase("postgres", name(uri)).getConnection();
    }

    static void execute(String uri, String sql) {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows with a {@code |} between their columns. */
    static List<String> query(String uri, String sql) {
        try (Connection connection = connect(uri)) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
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

    /** Every row of every table, every definition, and where the sequences stand. */
    static List<String> dump(String uri) {
        return dump(uri, "");
    }

    /** The same with the transaction that wrote each row: equal to another only if no row was written in between. */
    static List<String> dumpOfWritten(String uri) {
        return dump(uri, "t.xmin || ' ' || ");
    }

    private static List<String> dump(String uri, String before) {
        List<String> dump = new ArrayList<>();
        try (Connection connection = connect(uri)) {
            for (String table :
                    query(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
                query(
                                connection,
                                "SELECT " + before + "t::text FROM \"" + table + "\" t ORDER BY t::text COLLATE \"C\"")
                        .forEach(row -> dump.add(table + " " + row));
            }
            dump.addAll(query(connection, """
                    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE connamespace = 'public'::regnamespace ORDER BY 1
                    """));
            dump.addAll(query(connection, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"));
            dump.addAll(query(connection, "SELECT sequencename, last_value::text FROM pg_sequences ORDER BY 1"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return dump;
    }
}
