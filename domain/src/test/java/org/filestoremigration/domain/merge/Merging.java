package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreAhead;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/** Merges stores in memory. */
final class Merging {

    static final ExperimentId ANY_ID = new ExperimentId(Long.MAX_VALUE);

    private Merging() {}

    static InMemoryStore store(Object... entities) {
        InMemoryStore store = new InMemoryStore();
        Arrays.asList(entities).forEach(entity -> put(store, entity));
        store.commit();
        return store;
    }

    private static void put(InMemoryStore store, Object entity) {
        if (entity instanceof Experiment experiment) {
            store.write(experiment);
        } else if (entity instanceof Dataset dataset) {
            store.write(dataset);
        } else if (entity instanceof Run run) {
            store.write(run);
        } else if (entity instanceof LoggedModel model) {
            store.write(model);
        } else if (entity instanceof Trace trace) {
            store.write(trace);
        } else if (entity instanceof RegisteredModel model) {
            store.write(model);
        } else if (entity instanceof ModelVersion version) {
            store.write(version);
        } else {
            throw new IllegalArgumentException(entity.toString());
        }
    }

    /** Merges all sources into the target, which must hold everything of both afterwards but for what is told. */
    static MergeOutcomes merge(InMemoryStore target, OnConflict onConflict, InMemoryStore... sources) {
        IndexedStore before = InMemoryStore.copyOf(target.reader()).reader();
        MergeOutcomes planned = new MergeOutcomes();
        Merge.plan(
                united(before, onConflict, planned, sources), before, onConflict, planned, Progress.NONE, entity -> {});
        assertThat(seen(true, target, onConflict, sources)).isEqualTo(seen(false, target, onConflict, sources));
        MergeOutcomes outcomes = new MergeOutcomes();
        Merge.into(united(before, onConflict, outcomes, sources), before, target, onConflict, outcomes, Progress.NONE);
        assertThat(outcomes).usingRecursiveComparison().isEqualTo(planned);
        return outcomes;
    }

    /** What a witness sees of a merge into a copy. */
    private static List<List<@Nullable Entity>> seen(
            boolean ahead, InMemoryStore target, OnConflict onConflict, InMemoryStore... sources) {
        List<List<@Nullable Entity>> seen = new ArrayList<>();
        MergeWitness witness = new MergeWitness() {
            @Override
            public void passed(@Nullable Entity before, @Nullable Entity source, Entity after) {
                seen.add(Arrays.asList(before, source, after));
            }

            @Override
            public void joinedElsewhere(Entity before, Entity source, Entity after) {
                seen.add(Arrays.asList(before, source, after));
            }

            @Override
            public void irregular(List<Irregularity> before) {}
        };
        IndexedStore before = InMemoryStore.copyOf(target.reader()).reader();
        MergeOutcomes outcomes = new MergeOutcomes();
        UnitedStore united = united(before, onConflict, outcomes, sources);
        InMemoryStore copy = InMemoryStore.copyOf(target.reader());
        try (StoreReader inOrder = ahead
                ? new StoreAhead(
                        "target-before", InMemoryStore.copyOf(target.reader()).reader())
                : before) {
            TargetReaders readers = new TargetReaders(inOrder, before);
            Merge.into(united, readers, copy, onConflict, outcomes, Progress.NONE, entity -> {}, witness);
        }
        return seen;
    }

    private static UnitedStore united(
            IndexedStore before, OnConflict onConflict, MergeOutcomes outcomes, InMemoryStore... sources) {
        List<IndexedStore> readers =
                Arrays.stream(sources).map(InMemoryStore::reader).toList();
        return UnitedStore.of(readers, before, ANY_ID, new Joining(onConflict, outcomes));
    }

    /** Several stores as one, without a target. */
    static StoreReader unite(OnConflict onConflict, MergeOutcomes outcomes, InMemoryStore... sources) {
        List<IndexedStore> readers =
                Arrays.stream(sources).map(InMemoryStore::reader).toList();
        return UnitedStore.of(readers, null, ANY_ID, new Joining(onConflict, outcomes));
    }
}
