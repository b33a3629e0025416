package org.filestoremigration.cli.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.filestoremigration.postgresql.PostgresqlTarget;

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

    /** A new database with MLflow's tables and nothing in them, at the schema of MLflow 3.17.2. */
    static String newMlflowDatabase() {
        String uri = newDatabase();
        try (InputStream in = PostgresqlTarget.class.getResourceAsStream("schema/dc11669786a5.sql")) {
            execute(uri, new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uri;
    }

    static String copyOf(String uri) {
        String name = "cli" + NUMBER.incrementAndGet();
        execute(uri("postgres"), "CREATE DATABASE " + name + " TEMPLATE " + name(uri));
        return uri(name);
    }

    private static String name(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    /** Whether a program of ours is still at work there. */
    static boolean isAtWork(String uri) {
        return !query(
                        uri,
                        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'migrate-filestore'")
                .isEmpty();
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
            return ServerDump.query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** See {@link ServerDump}. */
    static List<String> dump(String uri) {
        try (Connection connection = connect(uri)) {
            return ServerDump.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with the transaction that wrote each row: equal to another only if no row was written in between. */
    static List<String> dumpOfWritten(String uri) {
        try (Connection connection = connect(uri)) {
            return ServerDump.ofWritten(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
