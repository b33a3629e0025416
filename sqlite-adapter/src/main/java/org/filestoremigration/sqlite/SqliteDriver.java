package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Connections to SQLite, from its driver itself: {@link java.sql.DriverManager} would first start every driver there is,
 * and with PostgreSQL's the logging of Java.
 */
final class SqliteDriver {

    private SqliteDriver() {}

    /**
     * Opens a file, or creates it.
     *
     * @param parameters of SQLite's form of a URI, such as {@code ?mode=ro}, or nothing
     * @param config of the driver; SQLite itself is told to lock nothing against other threads, as the driver lets only one
     *     at a time into a connection
     */
    static Connection connect(Path file, String parameters, SQLiteConfig config) throws SQLException {
        NativeLibrary.load();
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        // A path in a URI is percent-encoded: SQLite and its driver give meaning to ?, # and %.
        return JDBC.createConnection(
                "jdbc:sqlite:file:" + file.toUri().getRawPath() + parameters, config.toProperties());
    }

    /** Loads all that the first connection of a process needs. */
    static void load() throws SQLException {
        NativeLibrary.load();
        JDBC.createConnection("jdbc:sqlite::memory:", new Properties()).close();
    }
}
