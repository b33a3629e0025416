package org.filestoremigration.sqlite;

import java.nio.file.Path;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;

/** MLflow's tracking and registry store in a SQLite database file. */
public final class SqliteStore {

    private SqliteStore() {}

    /**
     * Starts a new database; it is complete after {@link StoreWriter#commit()}, and deleted when closed without.
     *
     * <p>The file is written without a journal and is worth nothing before the commit: make it beside the place where it
     * is wanted, and rename it ({@link TargetFile}).
     *
     * @param newFile must not exist or be empty
     * @throws TargetException when it has content or cannot be written
     */
    public static StoreWriter create(Path newFile, MlflowSchema schema) {
        return SqliteStoreWriter.create(newFile, schema);
    }
}
