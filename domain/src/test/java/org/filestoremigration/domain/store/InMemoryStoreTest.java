package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store in memory keeps both contracts, so that what is tested with it holds for the others. */
class InMemoryStoreTest {

    @Nested
    class Reads extends StoreReaderContract {

        @Override
        protected StoreReader reader() {
            return SampleStore.create().reader();
        }
    }

    @Nested
    class Writes extends StoreWriterContract {

        private final InMemoryStore store = new InMemoryStore();

        @Override
        protected StoreWriter create() {
            return store;
        }

        @Override
        protected StoreReader reopen() {
            return store.reader();
        }

        @Override
        protected boolean exists() {
            return store.isCommitted();
        }

        @Override
        protected long mostPointsHeld() {
            return Long.MAX_VALUE;
        }
    }

    @Test
    void refusesWhatIsThereAlreadyAndWhatHasNoOwner() {
        InMemoryStore store = new InMemoryStore();
        store.write(SampleExperiments.FULL);
        store.write(SampleModels.FULL);

        for (Runnable write : List.<Runnable>of(
                () -> store.write(SampleExperiments.FULL),
                () -> store.write(SampleModels.FULL),
                () -> store.write(SampleRuns.OLD),
                () -> store.write(SampleRuns.FULL, Collections.emptyIterator()),
                () -> store.write(
                        SampleModels.FULL,
                        SampleModels.metrics(SampleModels.FULL).iterator()),
                () -> store.write(SampleTraces.BARE),
                () -> store.write(SampleExperiments.CUSTOMERS_ELSEWHERE),
                () -> SampleRegistry.modelVersions(SampleRegistry.FULL).forEach(store::write))) {
            assertThatThrownBy(write::run).isInstanceOf(TargetException.class);
        }
    }
}
