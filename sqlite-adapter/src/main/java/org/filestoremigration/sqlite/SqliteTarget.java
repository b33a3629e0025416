package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;

/** A new SQLite database, built in a file beside its place ({@link TargetFile}). */
public final class SqliteTarget implements StoreTarget {

    /** In bytes: what is read in the time that a second connection takes to get ready. */
    private static final long BIG = 8 << 20;

    private final TargetFile file;
    private final MlflowSchema schema;
    private volatile @Nullable SqliteStore written;
    private volatile @Nullable FutureTask<List<String>> quickCheck;

    private SqliteTarget(TargetFile file, MlflowSchema schema) {
        this.file = file;
        this.schema = schema;
    }

    /**
     * Claims the place of a new database.
     *
     * @param target a symbolic link stands for the file that it leads to
     * @param overwrite whether an existing file may be replaced, empty or not
     * @throws org.filestoremigration.domain.store.TargetException when the target exists and may not be replaced, is no
     *     plain file, is in use as far as that can be seen, or its folder is missing or cannot be written
     */
    public static SqliteTarget prepare(Path target, boolean overwrite, MlflowSchema schema) {
        return new SqliteTarget(TargetFile.prepare(target, overwrite), schema);
    }

    /** A database that is built in a file that was claimed. */
    static SqliteTarget of(TargetFile file, MlflowSchema schema) {
        return new SqliteTarget(file, schema);
    }

    /** What no SQLite database of a schema can hold. */
    public static TargetLimits limits(MlflowSchema schema) {
        return new TargetLimits(Long.MAX_VALUE, Map.of(), Set.of(), Set.of(), schema.unsupported(), schema.spanForm());
    }

    @Override
    public TargetLimits limits() {
        return limits(schema);
    }

    @Override
    public StoreWriter writer() {
        return SqliteStore.create(file.buildFile(), schema);
    }

    @Override
    public StoreReader written() {
        return opened(SqliteStore.open(file.buildFile()));
    }

    /** On two connections, if it is big: then reading it takes longer than all that goes on beside it. */
    @Override
    public StoreReader writtenInOrder() {
        return isBig() ? opened(SqliteStore.openFirst(file.buildFile())).withSecond(file.buildFile()) : written();
    }

    private boolean isBig() {
        try {
            return Files.size(file.buildFile()) > BIG;
        } catch (IOException e) {
            throw new TargetException(
                    "The new database " + file.buildFile() + " cannot be read: " + StoreException.reason(e) + ".", e);
        }
    }

    /** Begins SQLite's quick check, the first time, on a thread and a connection of its own. */
    private SqliteStore opened(SqliteStore store) {
        if (quickCheck == null) {
            FutureTask<List<String>> check = new FutureTask<>(() -> SqliteStore.quickCheck(file.buildFile()));
            Thread thread = new Thread(check, "quick-check");
            thread.setDaemon(true);
            thread.start();
            quickCheck = check;
        }
        written = store;
        return store;
    }

    @Override
    public List<Check> checks() {
        SqliteStore store = written;
        FutureTask<List<String>> check = quickCheck;
        if (store == null || check == null) {
            throw new IllegalStateException("what was written has not been read");
        }
        return List.of(
                new Check("quick_check", result(check)), new Check("foreign_key_check", store.foreignKeyCheck()));
    }

    private static List<String> result(FutureTask<List<String>> check) {
        try {
            return check.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    @Override
    public void publish() {
        file.publish();
    }

    @Override
    public boolean isPublished() {
        return file.isPublished();
    }

    @Override
    public void close() {
        FutureTask<List<String>> check = quickCheck;
        if (check != null) {
            check.cancel(true);
        }
        file.close();
    }
}
