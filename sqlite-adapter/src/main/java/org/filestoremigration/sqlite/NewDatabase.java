package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.filestoremigration.domain.store.RefusedRowException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.ExistingColumns;
import org.filestoremigration.sql.MlflowSchema;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A database file in the making, new or a copy of another one: one transaction to {@link #commit(Set)}, and deleted
 * without it.
 *
 * <p>No other process may open the file meanwhile. Because it is thrown away on any failure, it has no rollback journal, and
 * nothing is written to any other file: memory stays bounded by the page cache.
 */
final class NewDatabase implements AutoCloseable {

    /** In KiB; measured with databases of half a gigabyte, 64 MiB are no faster. */
    private static final String CACHE = "cache_size = -49152";

    /** What makes the building fast; none of it remains in the file. */
    private static final List<String> WHILE_BUILDING = List.of(
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            CACHE,
            "temp_store = MEMORY",
            "foreign_keys = OFF");

    /** What does remain: as in every database that MLflow creates. */
    private static final List<String> FOR_GOOD =
            List.of("page_size = 4096", "encoding = 'UTF-8'", "auto_vacuum = NONE");

    private final Path file;
    private final Connection connection;
    private boolean writesAhead;
    private boolean committed;
    private CompletableFuture<Void> onDisk = CompletableFuture.completedFuture(null);

    private NewDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Starts a database with all tables of a schema.
     *
     * @param file must not exist or be empty
     * @throws TargetException when it exists or cannot be written
     */
    static NewDatabase create(Path file, MlflowSchema schema) {
        refuseContent(file);
        NewDatabase database = connect(file);
        try {
            database.start();
            SqliteSchema.create(database.connection, schema);
            return database;
        } catch (SQLException e) {
            try (database) {
                throw failure(file, e);
            }
        }
    }

    /**
     * Goes on with a copy of a database, which keeps its journal mode.
     *
     * @throws TargetException when it cannot be written
     */
    static NewDatabase ofCopy(Path file) {
        NewDatabase database = connect(file);
        try {
            database.writesAhead = database.journalMode().equals("wal");
            database.start();
            return database;
        } catch (SQLException e) {
            try (database) {
                throw failure(file, e);
            }
        }
    }

    private static NewDatabase connect(Path file) {
        try {
            SQLiteConfig config = new SQLiteConfig();
            // Otherwise the driver asks for the row id after each insert, which takes a third of the time.
            config.setGetGeneratedKeys(false);
            return new NewDatabase(file, SqliteDriver.connect(file, "", config));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private String journalMode() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            return mode.getString(1);
        }
    }

    private static void refuseContent(Path file) {
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                throw new TargetException("The new database " + file + " already exists; choose another file.");
            }
        } catch (IOException e) {
            throw TargetException.unwritable("The new database " + file, e);
        }
    }

    private void start() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : FOR_GOOD) {
                statement.execute("PRAGMA " + pragma);
            }
            for (String pragma : WHILE_BUILDING) {
                statement.execute("PRAGMA " + pragma);
            }
        }
        connection.setAutoCommit(false);
    }

    /** What the schema has. */
    ExistingColumns existingColumns() throws SQLException {
        return SqliteSchema.existingColumns(connection);
    }

    /**
     * Gives the page cache back before a row that is as big as the cache. What was written so far is committed for it, into
     * a file that is still deleted if anything fails.
     */
    void clearCache() throws SQLException {
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -2048");
            statement.execute("PRAGMA shrink_memory");
        }
    }

    /** Lets the page cache grow again. */
    void fillCache() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + CACHE);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** {@link #commit(Set)} without a look at foreign keys: what a copy had before may be as it was. */
    void commit() {
        try {
            connection.commit();
            restoreJournalMode();
            connection.close();
            committed = true;
            onDisk = CompletableFuture.runAsync(this::force, task -> new Thread(task, "to-disk").start());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Checks the foreign keys and ends the transaction: from now on others may read the file. It is on its way to the
     * disk, where {@link #close()} waits for it.
     *
     * @param owned tables whose rows are known to have their owners
     */
    void commit(Set<String> owned) {
        try {
            for (String table : tables()) {
                if (!owned.contains(table)) {
                    refuseOrphans(table);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        commit();
    }

    private void restoreJournalMode() throws SQLException {
        if (writesAhead) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
        }
    }

    private void force() {
        try {
            TargetFile.force(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw TargetException.unwritable("The new database " + file, e);
        }
    }

    private void awaitDisk() {
        try {
            onDisk.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TargetException failure ? failure : e;
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** MLflow's upgrades fail on a row whose owner is missing. */
    private void refuseOrphans(String table) throws SQLException {
        try (PreparedStatement statement = prepare("SELECT \"table\", parent FROM pragma_foreign_key_check(?)")) {
            statement.setString(1, table);
            ResultSet rows = statement.executeQuery();
            if (rows.next()) {
                throw new RefusedRowException(
                        "The table " + rows.getString("table") + " of the new database " + file
                                + " has a row without its owner in " + rows.getString("parent") + ".",
                        null);
            }
        }
    }

    /** The one sentence about a failure of SQLite, for a person. */
    TargetException failure(SQLException e) {
        return failure(file, e);
    }

    private static TargetException failure(Path file, SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException failure ? failure.getResultCode() : null;
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            return new TargetException(
                    "The disk is full: there is no space for the new database " + file
                            + "; free some space or choose a target on another disk.",
                    e);
        }
        if (code != null && code.name().startsWith("SQLITE_CONSTRAINT")) {
            return new RefusedRowException("The new database " + file + " rejected a row: " + e.getMessage() + ".", e);
        }
        return new TargetException("The new database " + file + " cannot be written: " + e.getMessage() + ".", e);
    }

    /** Waits until the file is on disk, or deletes it if it was not committed. */
    @Override
    public void close() {
        try {
            connection.close();
            awaitDisk();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            if (!committed) {
                delete();
            }
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new TargetException(
                    "The unfinished database " + file + " cannot be removed: " + StoreException.reason(e) + ".", e);
        }
    }
}
