package org.filestoremigration.sqlite;

import java.nio.file.Path;
import org.filestoremigration.domain.merge.StoreUpdaterContract;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpdateTest extends StoreUpdaterContract {

    @TempDir
    private Path folder;

    private int copies;

    private Path database() {
        return folder.resolve("mlflow" + copies + ".db");
    }

    @Override
    protected StoreWriter create() {
        return SqliteStore.create(database(), MlflowSchema.NEWEST_TESTED);
    }

    @Override
    protected IndexedStore reader() {
        return SqliteStore.open(database());
    }

    @Override
    protected StoreUpdater updater() {
        Path original = database();
        copies++;
        SqliteStore.copy(original, database());
        return SqliteStore.update(database());
    }
}
