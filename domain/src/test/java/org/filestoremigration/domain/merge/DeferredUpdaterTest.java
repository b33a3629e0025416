package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.junit.jupiter.api.Test;

class DeferredUpdaterTest {

    @Test
    void opensNoTargetWhereNothingIsNew() {
        assertThat(opens(SampleStore.create(), SampleStore.create())).isFalse();
        assertThat(opens(EditedSample.create(), EditedSample.create())).isFalse();
    }

    @Test
    void writesAsTheTargetItselfDoes() {
        InMemoryStore target = SampleStore.create();
        InMemoryStore direct = SampleStore.create();
        Merging.merge(direct, OnConflict.SOURCE, EditedSample.create());

        assertThat(opens(target, EditedSample.create())).isTrue();
        assertThat(StoreContent.of(target.reader())).isEqualTo(StoreContent.of(direct.reader()));
    }

    private static boolean opens(InMemoryStore target, InMemoryStore source) {
        IndexedStore before = InMemoryStore.copyOf(target.reader()).reader();
        MergeOutcomes outcomes = new MergeOutcomes();
        UnitedStore united = UnitedStore.of(
                List.of(source.reader()), before, Merging.ANY_ID, new Joining(OnConflict.SOURCE, outcomes));
        try (DeferredUpdater updater = new DeferredUpdater(() -> target)) {
            Merge.into(united, before, updater, OnConflict.SOURCE, outcomes, Progress.NONE);
            updater.commit();
            return updater.isOpened();
        }
    }
}
