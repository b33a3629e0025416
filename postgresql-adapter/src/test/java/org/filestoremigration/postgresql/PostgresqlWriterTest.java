package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.StoreWriterContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Read by the transaction that wrote: what nothing else sees yet. */
class PostgresqlWriterTest extends StoreWriterContract {

    private @Nullable String uri;
    private @Nullable PostgresqlTarget target;

    @Override
    protected StoreWriter create() {
        uri = WideDatabase.create();
        PostgresqlTarget begun = PostgresqlTarget.begin(TestServer.settings(uri), null);
        target = begun;
        return begun.writer();
    }

    @Override
    protected StoreReader reopen() {
        return Objects.requireNonNull(target).written();
    }

    /** What a committed writer has loaded is published; whatever else there is goes with the transaction. */
    @Override
    protected boolean exists() {
        PostgresqlTarget begun = Objects.requireNonNull(target);
        try (begun) {
            begun.publish();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("what was not loaded to its end cannot be committed");
        }
        return !TestServer.value(
                        Objects.requireNonNull(uri),
                        "SELECT string_agg(name || lifecycle_stage || creation_time, ',') FROM experiments")
                .equals("Defaultactive1");
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(target).close();
    }
}
