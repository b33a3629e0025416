package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.Test;

class UnitedStoreTest {

    private static final Experiment DEFAULT = Given.experiment(0, "Default");

    private final MergeOutcomes outcomes = new MergeOutcomes();

    @Test
    void isTheStoreItselfWhereThereIsButOne() {
        StoreReader united = Merging.unite(OnConflict.FAIL, outcomes, SampleStore.create());

        assertThat(StoreContent.of(united))
                .isEqualTo(StoreContent.of(SampleStore.create().reader()));
    }

    @Test
    void isTheStoreItselfWhereTwoAreEqual() {
        StoreReader united = Merging.unite(OnConflict.FAIL, outcomes, SampleStore.create(), SampleStore.create());

        assertThat(StoreContent.of(united))
                .isEqualTo(StoreContent.of(SampleStore.create().reader()));
        assertThat(outcomes.conflicts()).isEmpty();
    }

    @Test
    void putsTheRunsOfJobsThatOnlyHaveTheDefaultExperimentIntoOne() {
        StoreReader united = Merging.unite(
                OnConflict.FAIL,
                outcomes,
                Merging.store(DEFAULT, Given.run("c", 0)),
                Merging.store(DEFAULT, Given.run("a", 0)),
                Merging.store(DEFAULT, Given.run("b", 0)));

        assertThat(united.experiments()).containsExactly(DEFAULT);
        assertThat(united.runs(DEFAULT)).extracting(Run::runId).containsExactly("a", "b", "c");
    }

    @Test
    void hasEveryPointOfARunOnceHoweverItIsAskedFor() {
        Metric common = Metric.of("loss", 0.5, 1, 1);
        Metric left = Metric.of("loss", 0.4, 2, 2);
        Metric right = Metric.of("acc", 0.9, 1, 1);
        InMemoryStore first = Merging.store(DEFAULT, Given.run("a", 0));
        InMemoryStore second = Merging.store(DEFAULT, Given.run("a", 0), Given.run("b", 0));
        first.put(Given.run("a", 0), List.of(common, left));
        second.put(Given.run("a", 0), List.of(right, common));

        StoreReader united = Merging.unite(OnConflict.FAIL, outcomes, first, second);

        assertThat(united.metrics(Given.run("a", 0))).containsExactly(right, common, left);
        try (Stream<Run> runs = united.runs(DEFAULT)) {
            assertThat(runs.map(run -> united.metrics(run).toList()))
                    .containsExactly(List.of(right, common, left), List.of());
        }
    }

    @Test
    void decidesBetweenItsStoresAsBetweenSourceAndTarget() {
        StoreReader united = Merging.unite(
                OnConflict.SOURCE,
                outcomes,
                Merging.store(DEFAULT, Given.run("a", 0, "note", "first")),
                Merging.store(DEFAULT, Given.run("a", 0, "note", "second")));

        assertThat(united.runs(DEFAULT)).containsExactly(Given.run("a", 0, "note", "second"));
        assertThat(outcomes.conflicts())
                .containsExactly(new Conflict(
                        EntityKey.of(EntityKind.EXPERIMENT, 0)
                                .child(EntityKind.RUN, "a")
                                .child(EntityKind.TAG, "note"),
                        "value",
                        "first",
                        "second",
                        Decision.REPLACED));
    }
}
