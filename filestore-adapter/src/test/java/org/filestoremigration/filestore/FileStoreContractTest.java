package org.filestoremigration.filestore;

import java.nio.file.Path;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreReaderContract;
import org.junit.jupiter.api.io.TempDir;

class FileStoreContractTest extends StoreReaderContract {

    @TempDir
    private Path root;

    @Override
    protected StoreReader reader() {
        try (StoreReader sample = SampleStore.create().reader();
                StoreWrittenAsFiles files = new StoreWrittenAsFiles(root)) {
            Migration.copy(sample, files, Progress.NONE);
        }
        return FileStore.open(root);
    }
}
