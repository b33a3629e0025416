package org.filestoremigration.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite database file that is only read, as it was at one moment.
 *
 * <p>The file may be in WAL mode or not, and a server may have it open: one read transaction lasts from opening to
 * closing. A server that writes goes on in WAL mode; in MLflow's own journal mode, DELETE, its writes wait.
 *
 * <p>Opening a database in WAL mode makes SQLite create {@code -wal} and {@code -shm} files. Where there is no
 * {@code -wal} file, nobody has the database open, and it is read as immutable, without any; that somebody began to
 * write meanwhile is seen when it is closed. Where there is only a {@code -wal} file, the {@code -shm} file goes again.
 */
final class DatabaseFile implements AutoCloseable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Where the header says which version of SQLite may read the file: 2 means WAL mode. */
    private static final int READ_VERSION = 19;

    /** Locked by everybody who has the {@code -shm} file open ({@code UNIX_SHM_DMS} of SQLite). */
    private static final int SHARED_MEMORY_LOCK = 128;

    private static final int BUSY_TIMEOUT_MS = 20_000;

    private static final int BACKUP_SLEEP_MS = 100;
    private static final int BACKUP_ATTEMPTS = BUSY_TIMEOUT_MS / BACKUP_SLEEP_MS;
    private static final int BACKUP_PAGES = 4_096;

    private final Path file;
    private final Connection connection;
    private final boolean immutable;
    private final boolean sharedMemoryIsOurs;
    private final String state;

    private DatabaseFile(
            Path file, Connection connection, boolean immutable, boolean sharedMemoryIsOurs, String state) {
        this.file = file;
        this.connection = connection;
        this.immutable = immutable;
        this.sharedMemoryIsOurs = sharedMemoryIsOurs;
        this.state = state;
    }

    /**
     * Opens a database.
     *
     * @throws TargetException when there is none, or it cannot be read
     */
    static DatabaseFile open(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new TargetException("There is no database file " + path + ".");
            }
            Path file = path.toRealPath();
            String state = state(file);
            boolean wal = readVersion(file) == 2;
            boolean walFile = Files.exists(beside(file, "-wal"));
            boolean sharedMemoryIsOurs = walFile && !Files.exists(beside(file, "-shm"));
            boolean immutable = wal && !walFile;
            return new DatabaseFile(file, connect(file, immutable), immutable, sharedMemoryIsOurs, state);
        } catch (IOException e) {
            throw new TargetException("The database " + path + " cannot be read: " + StoreException.reason(e) + ".", e);
        } catch (SQLException e) {
            throw failure(path, e);
        }
    }

    /** Changes whenever a transaction reaches the file itself. */
    static String state(Path file) throws IOException {
        return Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
    }

    private static int readVersion(Path file) throws IOException {
        byte[] header = new byte[READ_VERSION + 1];
        try (InputStream in = Files.newInputStream(file)) {
            if (in.readNBytes(header, 0, header.length) < header.length
                    || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new TargetException(file + " is not a SQLite database.");
            }
        }
        return header[READ_VERSION];
    }

    private static Connection connect(Path file, boolean immutable) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        Connection connection = SqliteDriver.connect(file, immutable ? "?immutable=1" : "?mode=ro", config);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -16384");
            statement.execute("BEGIN");
            return connection;
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    /** Copies all pages, by SQLite itself, into an empty file. */
    void backup(Path copy) {
        try {
            int code = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", copy.toString(), null, BACKUP_SLEEP_MS, BACKUP_ATTEMPTS, BACKUP_PAGES);
            if (code != SQLiteErrorCode.SQLITE_OK.code) {
                throw new TargetException("The database " + file + " cannot be copied to " + copy + ": "
                        + SQLiteErrorCode.getErrorCode(code).message
                        + "; check the free disk space and the permissions.");
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The one sentence about a failure of SQLite, for a person. */
    TargetException failure(SQLException e) {
        return failure(file, e);
    }

    private static TargetException failure(Path file, SQLException e) {
        if (e instanceof SQLiteException error && error.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK) {
            return new TargetException(
                    "The database " + file + " was left in the middle of a write; open it once with MLflow or SQLite's"
                            + " own program, which roll that back.",
                    e);
        }
        return new TargetException("The database " + file + " cannot be read: " + e.getMessage() + ".", e);
    }

    @Override
    public void close() {
        try {
            connection.close();
            if (sharedMemoryIsOurs) {
                deleteSharedMemory();
            }
            if (immutable && !state(file).equals(state)) {
                throw new TargetException("The database " + file
                        + " was changed while it was read; stop whatever writes to" + " it, and read it again.");
            }
        } catch (SQLException e) {
            throw failure(e);
        } catch (IOException e) {
            throw new TargetException(
                    "The database " + file + " cannot be closed: " + StoreException.reason(e) + ".", e);
        }
    }

    /** Deletes it as SQLite does: only while holding the lock that says that nobody else has it open. */
    private void deleteSharedMemory() throws IOException {
        Path sharedMemory = beside(file, "-shm");
        if (Files.exists(sharedMemory)) {
            try (FileChannel channel = FileChannel.open(sharedMemory, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock(SHARED_MEMORY_LOCK, 1, false)) {
                if (lock != null) {
                    Files.delete(sharedMemory);
                }
            }
        }
    }
}
