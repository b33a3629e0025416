package org.filestoremigration.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
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

    static int port() {
        return SERVER.getPort();
    }

    /** The URI of a new database without tables, as the server's superuser. */
    static String newDatabase() {
        return newDatabase("ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    }

    /** A new database whose text is sorted as in English, not by its bytes. */
    static String newDatabaseThatSortsAsInEnglish() {
        return newDatabase("ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
    }

    static String newDatabase(String options) {
        String name = "test" + NUMBER.incrementAndGet();
        execute(uri("postgres"), "CREATE DATABASE " + name + " TEMPLATE template0 " + options);
        return uri(name);
    }

    /** The URI of a new database with MLflow's tables of a revision and experiment 0, as a server's first start leaves it. */
    static String newMlflowDatabase(String revision) {
        String uri = newDatabase();
        fillWithMlflow(uri, revision);
        return uri;
    }

    static void fillWithMlflow(String uri, String revision) {
        try (ServerConnection connection = connect(uri)) {
            SchemaScript.of(revision).create(connection);
            connection.execute("INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage,"
                    + " creation_time, last_update_time) VALUES (0, 'Default', '/mlruns/0', 'active', 1, 1)");
        }
    }

    static String uri(String database) {
        return "postgresql://postgres@localhost:" + port() + "/" + database;
    }

    static ConnectionSettings settings(String uri) {
        return ConnectionSettings.of(DatabaseUri.parse(uri), Map.of(), "postgres", Path.of(""));
    }

    static ServerConnection connect(String uri) {
        return ServerConnection.open(settings(uri));
    }

    static void execute(String uri, String sql) {
        try (ServerConnection connection = connect(uri)) {
            connection.execute(sql);
        }
    }

    static String value(String uri, String sql) {
        try (ServerConnection connection = connect(uri)) {
            return connection.text(sql);
        }
    }
}
