package org.filestoremigration.postgresql;

import java.util.Objects;
import org.filestoremigration.domain.merge.StoreUpdaterContract;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Read on other connections, which see an update when it is published. */
class PostgresqlUpdateTest extends StoreUpdaterContract {

    private final ConnectionSettings settings = TestServer.settings(WideDatabase.create());
    private @Nullable StoreTarget target;

    @Override
    protected StoreWriter create() {
        PostgresqlTarget empty = PostgresqlTarget.begin(settings, null);
        target = empty;
        return empty.writer();
    }

    @Override
    protected IndexedStore reader() {
        return PostgresqlStore.open(settings);
    }

    @Override
    protected StoreUpdater updater() {
        PostgresqlTargetInUse inUse = PostgresqlTargetInUse.begin(settings, MlflowSchema.NEWEST_TESTED);
        target = inUse;
        return inUse.updater();
    }

    @Override
    protected void publish() {
        Objects.requireNonNull(target).publish();
        close();
    }

    @AfterEach
    void close() {
        if (target != null) {
            target.close();
        }
    }
}
