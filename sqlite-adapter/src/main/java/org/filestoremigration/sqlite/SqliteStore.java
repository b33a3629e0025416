package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.store.SharedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.Revision;
import org.filestoremigration.sql.SqlStore;

/**
 * An MLflow SQLite database as a store to read, at any known revision and whichever tool wrote it.
 *
 * <p>It is only ever read, as it was when it was opened, even while an MLflow server has it open: see {@link #open}.
 */
public final class SqliteStore extends SqlStore {

    private final SqliteDatabase database;
    private final MetricReader metrics;

    SqliteStore(SqliteDatabase database, MlflowSchema schema, Share share) {
        super(database, schema, share);
        this.database = database;
        this.metrics = new MetricReader(database);
    }

    /**
     * Starts a new database; it is complete after {@link StoreWriter#commit()}, and deleted when closed without.
     *
     * <p>The file is written without a journal and is worth nothing before the commit: make it beside the place where it
     * is wanted, and rename it ({@link SqliteTarget}).
     *
     * @param newFile must not exist or be empty
     * @throws TargetException when it has content or cannot be written
     */
    public static StoreWriter create(Path newFile, MlflowSchema schema) {
        return SqliteStoreWriter.create(newFile, schema);
    }

    /**
     * Copies a database, what its {@code -wal} file holds included, to go on with by {@link #update}.
     *
     * @param copy an empty file
     * @throws TargetException when the one cannot be read or the other not be written
     */
    public static void copy(Path original, Path copy) {
        try (DatabaseFile file = DatabaseFile.open(original)) {
            file.backup(copy);
        }
    }

    /** Opens a copy for writing; it is deleted when closed without {@link StoreUpdater#commit()}. */
    public static StoreUpdater update(Path copy) {
        return SqliteStoreWriter.ofCopy(copy);
    }

    /**
     * Opens a database for reading. In SQLite's WAL mode a server may go on writing; in MLflow's own journal mode its
     * writes wait until this store is closed. No {@code -wal} or {@code -shm} file is left that was not there.
     *
     * @throws TargetException if there is no such file, it is not a SQLite database, or no MLflow database at a known
     *     revision with the tables of that revision
     */
    public static SqliteStore open(Path file) {
        return open(file, Share.WHOLE);
    }

    /**
     * {@link #open(Path)} of a database that nobody writes to, on two connections, so that two threads read it: the streams
     * are to be asked for once, in the order of the {@link org.filestoremigration.domain.store.StoreWalk}.
     */
    public static StoreReader openShared(Path file) {
        return openFirst(file).withSecond(file);
    }

    /** Its first share, with the rest to come from {@link #withSecond}. */
    static SqliteStore openFirst(Path file) {
        return open(file, Share.FIRST);
    }

    /** This and the second share of the same file; both are closed together. */
    StoreReader withSecond(Path file) {
        try {
            return new SharedStore(this, open(file, Share.SECOND));
        } catch (TargetException e) {
            try (this) {
                throw e;
            }
        }
    }

    static SqliteStore open(Path file, Share share) {
        SqliteDatabase database = SqliteDatabase.of(DatabaseFile.open(file));
        try {
            database.refuseStrangeText(file);
            return new SqliteStore(database, Revision.of(database, file.toString()), share);
        } catch (RuntimeException e) {
            try (database) {
                throw e;
            }
        }
    }

    /**
     * Loads what the first database of a process needs: SQLite's library and the classes that write. Nobody must call
     * this; it is for another thread while there is something else to do.
     *
     * @throws TargetException if SQLite cannot be loaded
     */
    public static void load() {
        try {
            SqliteDriver.load();
        } catch (SQLException e) {
            throw new TargetException("SQLite cannot be used: " + e.getMessage() + ".", e);
        }
        MetricInsert.load();
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return metrics.metrics(run);
    }

    /**
     * SQLite's own {@code quick_check} of a database at any revision, on a connection of its own: its complaints, none for
     * a sound file.
     *
     * @throws TargetException if there is no such file, or it is not a SQLite database
     */
    public static List<String> quickCheck(Path file) {
        try (SqliteDatabase database = SqliteDatabase.of(DatabaseFile.open(file))) {
            // Each page is looked at once.
            database.execute("PRAGMA cache_size = -4096");
            return database.complaints("PRAGMA quick_check");
        }
    }

    /** SQLite's own {@code integrity_check}, which looks at every index as well, and its {@code foreign_key_check}. */
    @Override
    public List<Check> checks() {
        List<String> complaints = database.complaints("PRAGMA integrity_check");
        return List.of(new Check("integrity_check", complaints), new Check("foreign_key_check", foreignKeyCheck()));
    }

    /** SQLite's own {@code foreign_key_check}: a sentence for each row whose owner is missing. */
    public List<String> foreignKeyCheck() {
        return database.orphans().stream()
                .map(row -> "Row " + row.get(1) + " of " + row.get(0) + " has no owner in " + row.get(2) + ".")
                .toList();
    }
}
