package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.store.StoreWriter;
import org.junit.jupiter.api.Test;

/** What every database that can be merged into does: the same as the store in memory. */
public abstract class StoreUpdaterContract {

    /** An empty store to be filled, first of all. */
    protected abstract StoreWriter create();

    /** What was committed last. */
    protected abstract IndexedStore reader();

    /** Begins to change what was committed last; a reader goes on seeing that. */
    protected abstract StoreUpdater updater();

    /** Shows what was committed to {@link #reader()}, where somebody has to. */
    protected void publish() {}

    @Test
    void changesEveryFieldAndAddsToEveryEntity() {
        assertThat(merged(SampleStore.create(), EditedSample.create()))
                .isEqualTo(inMemory(SampleStore.create(), EditedSample.create()));
    }

    @Test
    void changesBackWhatWasChanged() {
        assertThat(merged(EditedSample.create(), SampleStore.create()))
                .isEqualTo(inMemory(EditedSample.create(), SampleStore.create()));
    }

    @Test
    void addsWholeEntitiesToAStoreInUse() {
        InMemoryStore little = Merging.store(Given.experiment(0, "Default"), Given.run("r1", 0));

        assertThat(merged(little, SampleStore.create()))
                .isEqualTo(inMemory(
                        Merging.store(Given.experiment(0, "Default"), Given.run("r1", 0)), SampleStore.create()));
    }

    @Test
    void findsEntitiesByTheirIdAlone() {
        fill(SampleStore.create());

        try (IndexedStore store = reader()) {
            assertThat(SampleStore.runs())
                    .allSatisfy(run -> assertThat(store.run(run.runId())).contains(run));
            assertThat(SampleStore.loggedModels())
                    .allSatisfy(model ->
                            assertThat(store.loggedModel(model.modelId())).contains(model));
            store.experiments()
                    .toList()
                    .forEach(experiment -> assertThat(store.traces(experiment).toList())
                            .allSatisfy(trace -> {
                                assertThat(store.trace(trace.traceId())).contains(trace);
                                trace.assessments()
                                        .forEach(assessment -> assertThat(
                                                        store.traceOfAssessment(assessment.assessmentId()))
                                                .contains(trace.traceId()));
                            }));
            assertThat(store.run("none")).isEmpty();
            assertThat(store.loggedModel("none")).isEmpty();
            assertThat(store.trace("none")).isEmpty();
            assertThat(store.traceOfAssessment("none")).isEmpty();
        }
    }

    private void fill(InMemoryStore content) {
        try (StoreWriter writer = create()) {
            Migration.copy(content.reader(), writer, Progress.NONE);
            writer.commit();
        }
        publish();
    }

    private List<Object> merged(InMemoryStore target, InMemoryStore source) {
        fill(target);
        MergeOutcomes outcomes = new MergeOutcomes();
        try (IndexedStore before = reader();
                StoreUpdater updater = updater()) {
            UnitedStore united = UnitedStore.of(
                    List.of(source.reader()), before, Merging.ANY_ID, new Joining(OnConflict.SOURCE, outcomes));
            Merge.into(united, before, updater, OnConflict.SOURCE, outcomes, Progress.NONE);
            updater.commit();
        }
        publish();
        try (StoreReader after = reader()) {
            return StoreContent.of(after);
        }
    }

    private static List<Object> inMemory(InMemoryStore target, InMemoryStore source) {
        Merging.merge(target, OnConflict.SOURCE, source);
        return StoreContent.of(target.reader());
    }
}
