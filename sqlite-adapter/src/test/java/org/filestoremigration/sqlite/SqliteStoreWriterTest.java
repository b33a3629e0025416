package org.filestoremigration.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.StoreWriterContract;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreWriterTest extends StoreWriterContract {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("mlflow.db");
    }

    @Override
    protected StoreWriter create() {
        return SqliteStore.create(file(), MlflowSchema.NEWEST_TESTED);
    }

    @Override
    protected StoreReader reopen() {
        return SqliteStore.open(file());
    }

    @Override
    protected boolean exists() {
        return Files.exists(file());
    }

    @Override
    protected long mostPointsHeld() {
        return 100;
    }
}
