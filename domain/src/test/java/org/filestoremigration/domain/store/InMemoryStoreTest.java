package org.filestoremigration.domain.store;

import org.junit.jupiter.api.Nested;

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
}
