package org.filestoremigration.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreReaderContract;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreReadsContractTest extends StoreReaderContract {

    @TempDir
    private Path folder;

    @Override
    protected StoreReader reader() {
        Path file = folder.resolve("mlflow.db");
        if (!Files.exists(file)) {
            try (StoreReader sample = SampleStore.create().reader();
                    StoreWriter writer = SqliteStore.create(file, MlflowSchema.NEWEST_TESTED)) {
                Migration.copy(sample, writer, Progress.NONE);
                writer.commit();
            }
        }
        return SqliteStore.open(file);
    }
}
