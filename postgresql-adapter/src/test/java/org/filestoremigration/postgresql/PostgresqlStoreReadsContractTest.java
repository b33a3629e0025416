package org.filestoremigration.postgresql;

import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreReaderContract;
import org.filestoremigration.domain.store.StoreWriter;
import org.jspecify.annotations.Nullable;

class PostgresqlStoreReadsContractTest extends StoreReaderContract {

    private static @Nullable String uri;

    @Override
    protected StoreReader reader() {
        String filled = uri == null ? fill() : uri;
        uri = filled;
        return PostgresqlStore.open(TestServer.settings(filled));
    }

    private static String fill() {
        String wide = WideDatabase.create();
        try (StoreReader sample = SampleStore.create().reader();
                PostgresqlTarget target = PostgresqlTarget.begin(TestServer.settings(wide), null);
                StoreWriter writer = target.writer()) {
            Migration.copy(sample, writer, Progress.NONE);
            writer.commit();
            target.publish();
        }
        return wide;
    }
}
