package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.filestoremigration.domain.merge.Given.TIME;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome.BroughtForward;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcome.Joined;
import org.filestoremigration.domain.merge.MergeOutcome.Kept;
import org.filestoremigration.domain.merge.MergeOutcome.Renumbered;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final Experiment DEFAULT = Given.experiment(0, "Default");

    @Test
    void addsWholeStoresToAnEmptyOne() {
        InMemoryStore target = Merging.store();

        MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, SampleStore.create());

        assertThat(StoreContent.of(target.reader()))
                .isEqualTo(StoreContent.of(SampleStore.create().reader()));
        assertThat(outcomes.added()).containsEntry(EntityKind.RUN, 4L).containsEntry(EntityKind.METRIC, 22L);
        assertThat(outcomes.forwardCounts()).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() {
        InMemoryStore target = SampleStore.create();

        MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, SampleStore.create());

        assertThat(outcomes.nothingNew()).isTrue();
        assertThat(outcomes.kept()).isEmpty();
        assertThat(StoreContent.of(target.reader()))
                .isEqualTo(StoreContent.of(SampleStore.create().reader()));
    }

    @Nested
    class Experiments {

        @Test
        void ofOneNameAreOneWhateverTheirIds() {
            InMemoryStore target =
                    Merging.store(DEFAULT, Given.experiment(5, "churn", "owner", "ada"), Given.run("r1", 5));
            InMemoryStore source =
                    Merging.store(DEFAULT, Given.experiment(1, "churn", "goal", "less"), Given.run("r2", 1));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(target.reader().experiments())
                    .containsExactly(DEFAULT, Given.experiment(5, "churn", "goal", "less", "owner", "ada"));
            assertThat(target.reader().runs(Given.experiment(5, "churn")))
                    .extracting(Run::runId)
                    .containsExactly("r1", "r2");
            assertThat(outcomes.joined())
                    .containsExactly(new Joined(
                            EntityKey.of(EntityKind.EXPERIMENT, 5), EntityKey.of(EntityKind.EXPERIMENT, 1), "churn"));
            assertThat(outcomes.kept())
                    .containsExactly(new Kept(
                            EntityKey.of(EntityKind.EXPERIMENT, 5),
                            "artifact_location",
                            "file:///store/5",
                            "file:///store/1"));
        }

        @Test
        void ofThreeOldStoresGetTheNextNumbers() {
            InMemoryStore target = Merging.store(DEFAULT, Given.experiment(1, "first"));

            MergeOutcomes outcomes = Merging.merge(
                    target,
                    OnConflict.FAIL,
                    Merging.store(DEFAULT, Given.experiment(1, "second"), Given.run("r2", 1)),
                    Merging.store(DEFAULT, Given.experiment(1, "third"), Given.run("r3", 1)));

            assertThat(target.reader().experiments())
                    .containsExactly(
                            DEFAULT, Given.experiment(1, "first"), moved(2, "second", 1), moved(3, "third", 1));
            assertThat(target.reader().runs(Given.experiment(3, "third")))
                    .extracting(Run::artifactUri)
                    .containsExactly("file:///store/1/r3/artifacts");
            assertThat(outcomes.renumbered()).hasSize(2);
        }

        @Test
        void thatWereRenumberedAreFoundByTheirNameTheNextTime() {
            InMemoryStore target = Merging.store(DEFAULT, Given.experiment(1, "first"));
            InMemoryStore source = Merging.store(DEFAULT, Given.experiment(1, "second"), Given.run("r2", 1));
            Merging.merge(target, OnConflict.FAIL, source);

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(outcomes.nothingNew()).isTrue();
        }

        @Test
        void thatWereDeletedInTheTargetAreAConflictButForTheDefaultOne() {
            InMemoryStore target = Merging.store(
                    Edited.with(DEFAULT, "lifecycleStage", LifecycleStage.DELETED),
                    Edited.with(Given.experiment(1, "a"), "lifecycleStage", LifecycleStage.DELETED));

            MergeOutcomes outcomes =
                    Merging.merge(target, OnConflict.FAIL, Merging.store(DEFAULT, Given.experiment(1, "a")));

            assertThat(outcomes.conflicts())
                    .containsExactly(new Conflict(
                            EntityKey.of(EntityKind.EXPERIMENT, 1),
                            "lifecycle_stage",
                            "deleted",
                            "active",
                            Decision.OPEN));
            assertThat(outcomes.kept())
                    .containsExactly(
                            new Kept(EntityKey.of(EntityKind.EXPERIMENT, 0), "lifecycle_stage", "deleted", "active"));
        }

        private Experiment moved(long id, String name, long original) {
            return Edited.with(
                    Given.experiment(id, name, "filestoremigration.experiment_id", Long.toString(original)),
                    "artifactLocation",
                    "file:///store/" + original);
        }
    }

    @Nested
    class Runs {

        private final EntityKey key = EntityKey.of(EntityKind.EXPERIMENT, 1).child(EntityKind.RUN, "r1");
        private final Experiment experiment = Given.experiment(1, "e");

        @Test
        void thatWentOnInBothHaveThePointsOfBoth() {
            Run run = Edited.with(
                    Given.run("r1", 1), "latestMetrics", List.of(new LatestMetric("loss", 0.5, false, TIME, 1)));
            InMemoryStore target = Merging.store(experiment, run);
            InMemoryStore source = Merging.store(experiment, run);
            Metric common = Metric.of("loss", 0.5, TIME, 1);
            Metric onlyThere = Metric.of("loss", 0.4, TIME + 1, 2);
            Metric onlyHere = Metric.of("loss", 0.3, TIME + 2, 2);
            Metric other = Metric.of("acc", 0.9, TIME, 1);
            put(target, run, common, onlyThere);
            put(source, run, common, onlyHere, other);

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(target.reader().metrics(run)).containsExactly(other, common, onlyThere, onlyHere);
            assertThat(target.reader()
                            .runs(experiment)
                            .findFirst()
                            .orElseThrow()
                            .latestMetrics())
                    .containsExactly(LatestMetric.of(other), LatestMetric.of(onlyHere));
            assertThat(outcomes.forwardCounts()).containsEntry(EntityKind.METRIC, 2L);
            assertThat(outcomes.conflicts()).isEmpty();
        }

        private void put(InMemoryStore store, Run run, Metric... points) {
            store.put(run, List.of(points));
            LatestMetric latest = LatestMetric.of(points[points.length == 3 ? 1 : points.length - 1]);
            Run withLatest = Edited.with(
                    run,
                    "latestMetrics",
                    points.length == 3 ? List.of(LatestMetric.of(points[2]), latest) : List.of(latest));
            store.put(withLatest);
        }

        @Test
        void thatGoOnInTheTargetTakeStatusAndEndOfTheSource() {
            Run running = Edited.with(Edited.with(Given.run("r1", 1), "status", RunStatus.RUNNING), "endTime", null);
            InMemoryStore target = Merging.store(experiment, running);

            MergeOutcomes outcomes =
                    Merging.merge(target, OnConflict.FAIL, Merging.store(experiment, Given.run("r1", 1)));

            assertThat(target.reader().runs(experiment)).containsExactly(Given.run("r1", 1));
            assertThat(outcomes.changed())
                    .containsExactly(
                            new BroughtForward(key, "status", "RUNNING", "FINISHED"),
                            new BroughtForward(key, "end_time", null, Long.toString(TIME + 1_000)));
        }

        @Test
        void thatGoOnInTheSourceButEndedInTheTargetAreAConflict() {
            Run running = Edited.with(Edited.with(Given.run("r1", 1), "status", RunStatus.RUNNING), "endTime", null);
            InMemoryStore target = Merging.store(experiment, Given.run("r1", 1));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.TARGET, Merging.store(experiment, running));

            assertThat(target.reader().runs(experiment)).containsExactly(Given.run("r1", 1));
            assertThat(outcomes.conflicts())
                    .containsExactly(new Conflict(key, "status", "FINISHED", "RUNNING", Decision.KEPT));
        }

        @Test
        void thatWereDeletedInOneStoreTakeStageAndTimeTogether() {
            Run deleted = Edited.with(
                    Edited.with(Given.run("r1", 1), "lifecycleStage", LifecycleStage.DELETED), "deletedTime", TIME);
            InMemoryStore kept = Merging.store(experiment, deleted);
            InMemoryStore replaced = Merging.store(experiment, deleted);
            InMemoryStore source = Merging.store(experiment, Given.run("r1", 1));

            MergeOutcomes outcomes = Merging.merge(kept, OnConflict.TARGET, source);
            Merging.merge(replaced, OnConflict.SOURCE, source);

            assertThat(kept.reader().runs(experiment)).containsExactly(deleted);
            assertThat(replaced.reader().runs(experiment)).containsExactly(Given.run("r1", 1));
            assertThat(outcomes.conflicts())
                    .containsExactly(new Conflict(key, "lifecycle_stage", "deleted", "active", Decision.KEPT));
        }

        @Test
        void keepWhatOnlyTheTargetHasAndDecideWhatDiffers() {
            InMemoryStore target = Merging.store(experiment, Given.run("r1", 1, "note", "old", "theirs", "1"));
            InMemoryStore source = Merging.store(experiment, Given.run("r1", 1, "note", "new", "ours", "2"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.SOURCE, source);

            assertThat(target.reader()
                            .runs(experiment)
                            .findFirst()
                            .orElseThrow()
                            .tags())
                    .containsExactly(new Tag("note", "new"), new Tag("ours", "2"), new Tag("theirs", "1"));
            assertThat(outcomes.conflicts())
                    .containsExactly(
                            new Conflict(key.child(EntityKind.TAG, "note"), "value", "old", "new", Decision.REPLACED));
            assertThat(outcomes.forwardCounts()).isEqualTo(Map.of(EntityKind.TAG, 1L));
        }

        @Test
        void writeNothingWhileAConflictIsOpen() {
            InMemoryStore target = Merging.store(experiment, Given.run("r1", 1, "note", "old"));
            InMemoryStore source = Merging.store(experiment, Given.run("r1", 1, "note", "new"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(outcomes.decided(Decision.OPEN)).isEqualTo(1);
            assertThat(target.reader().runs(experiment)).containsExactly(Given.run("r1", 1, "note", "old"));
        }

        @Test
        void areJoinedWhereTheTargetHasThemWhenItRenamedTheirExperiment() {
            Experiment renamed = Given.experiment(1, "renamed");
            DatasetInput input = new DatasetInput(Given.dataset(1, "new data").datasetId(), true, List.of());
            InMemoryStore target = Merging.store(renamed, Given.run("r1", 1));
            InMemoryStore source = Merging.store(
                    experiment,
                    Given.dataset(1, "new data"),
                    Edited.with(Given.run("r1", 1, "ours", "2"), "datasetInputs", List.of(input)),
                    Given.run("r2", 1));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(target.reader().runs(renamed))
                    .containsExactly(Edited.with(Given.run("r1", 1, "ours", "2"), "datasetInputs", List.of(input)));
            assertThat(target.reader().datasets(renamed)).containsExactly(Given.dataset(1, "new data"));
            assertThat(target.reader().runs(Given.experiment(2, "e")))
                    .extracting(Run::runId)
                    .containsExactly("r2");
            assertThat(outcomes.joined())
                    .containsExactly(new Joined(
                            key, EntityKey.of(EntityKind.EXPERIMENT, 2).child(EntityKind.RUN, "r1"), "r1"));
            assertThat(Merging.merge(target, OnConflict.FAIL, source).nothingNew())
                    .isTrue();
        }
    }

    @Nested
    class Traces {

        private final Experiment experiment = Given.experiment(1, "e");

        @Test
        void getTheAssessmentsOfBothAndWhatOneReplacedIsValidInNeither() {
            Trace there = Given.trace("t1", 1, Edited.with(Given.assessment("a1", "t1"), "overrides", null));
            Trace here = Given.trace(
                    "t1",
                    1,
                    Edited.with(Edited.with(Given.assessment("a1", "t1"), "overrides", null), "valid", false),
                    Edited.with(Given.assessment("a2", "t1"), "overrides", "a1"));
            InMemoryStore target = Merging.store(experiment, there);

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, Merging.store(experiment, here));

            assertThat(target.reader().traces(experiment)).containsExactly(here);
            assertThat(outcomes.conflicts()).isEmpty();
        }

        @Test
        void leaveOutAnAssessmentWhoseIdAnotherTraceHas() {
            InMemoryStore target = Merging.store(experiment, Given.trace("t1", 1, Given.assessment("a1", "t1")));
            InMemoryStore source = Merging.store(experiment, Given.trace("t2", 1, Given.assessment("a1", "t2")));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.SOURCE, source);

            assertThat(target.reader().trace("t2").orElseThrow().assessments()).isEmpty();
            assertThat(outcomes.conflicts())
                    .extracting(Conflict::decision, Conflict::target)
                    .containsExactly(tuple(Decision.KEPT, "in trace t1"));
        }
    }

    @Nested
    class Registry {

        private final Experiment experiment = Given.experiment(1, "e");

        @Test
        void appendsVersionsThatClashAndLetsAliasesFollowThem() {
            InMemoryStore target = registry(
                    Given.model("m", new Alias("best", 1)), Given.version("m", 1, "r1"), Given.version("m", 3, "r3"));
            InMemoryStore source = registry(
                    Given.model("m", new Alias("ours", 1)), Given.version("m", 1, "x1"), Given.version("m", 2, "x2"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.TARGET, source);

            ModelVersion appended = Edited.with(
                    Given.version("m", 4, "x1"), "tags", Given.tags("filestoremigration.original_version", "1"));
            assertThat(target.reader().modelVersions(Given.model("m")))
                    .containsExactly(
                            Given.version("m", 1, "r1"),
                            Given.version("m", 2, "x2"),
                            Given.version("m", 3, "r3"),
                            appended);
            assertThat(target.reader().registeredModels())
                    .containsExactly(Given.model("m", new Alias("best", 1), new Alias("ours", 4)));
            EntityKey model = EntityKey.of(EntityKind.REGISTERED_MODEL, "m");
            assertThat(outcomes.renumbered())
                    .containsExactly(new Renumbered(
                            model.child(EntityKind.MODEL_VERSION, 4), model.child(EntityKind.MODEL_VERSION, 1), "m"));
            assertThat(Merging.merge(target, OnConflict.FAIL, source).nothingNew())
                    .isTrue();
        }

        @Test
        void namesAliasesThatClash() {
            InMemoryStore target = registry(
                    Given.model("m", new Alias("best", 1)), Given.version("m", 1, "r1"), Given.version("m", 2, "r2"));
            InMemoryStore source = registry(
                    Given.model("m", new Alias("best", 2)), Given.version("m", 1, "r1"), Given.version("m", 2, "r2"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.SOURCE, source);

            assertThat(target.reader().registeredModels()).containsExactly(Given.model("m", new Alias("best", 2)));
            assertThat(outcomes.conflicts())
                    .containsExactly(new Conflict(
                            EntityKey.of(EntityKind.REGISTERED_MODEL, "m")
                                    .child(EntityKind.REGISTERED_MODEL_ALIAS, "best"),
                            "version",
                            "1",
                            "2",
                            Decision.REPLACED));
        }

        @Test
        void joinsAVersionThatWasEditedAndKeepsTheLaterTime() {
            ModelVersion production = Edited.with(
                    Edited.with(Given.version("m", 1, "r1"), "currentStage", "Production"),
                    "lastUpdatedTime",
                    TIME + 9);
            InMemoryStore target = registry(Given.model("m"), production);
            InMemoryStore source = registry(Given.model("m"), Given.version("m", 1, "r1"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.TARGET, source);

            assertThat(target.reader().modelVersions(Given.model("m"))).containsExactly(production);
            assertThat(outcomes.conflicts())
                    .extracting(Conflict::field, Conflict::decision)
                    .containsExactly(tuple("current_stage", Decision.KEPT));
        }

        @Test
        void knowsAVersionThatMlflowBlankedWhenItWasDeleted() {
            ModelVersion deleted = Edited.with(
                    Edited.with(
                            Edited.with(Given.version("m", 1, "r1"), "currentStage", "Deleted_Internal"),
                            "source",
                            "REDACTED-SOURCE-PATH"),
                    "runId",
                    "REDACTED-RUN-ID");
            InMemoryStore target = registry(Given.model("m"), deleted);
            InMemoryStore source = registry(Given.model("m"), Given.version("m", 1, "r1"));

            Merging.merge(target, OnConflict.TARGET, source);
            assertThat(target.reader().modelVersions(Given.model("m"))).containsExactly(deleted);

            Merging.merge(target, OnConflict.SOURCE, source);
            assertThat(target.reader().modelVersions(Given.model("m"))).containsExactly(Given.version("m", 1, "r1"));
        }

        @Test
        void unitesTheExperimentsOfAPrompt() {
            InMemoryStore target = registry(prompt(",1,7,"));
            InMemoryStore source =
                    Merging.store(Given.experiment(1, "other"), Given.experiment(7, "e"), prompt(",1,7,"));

            MergeOutcomes outcomes = Merging.merge(target, OnConflict.FAIL, source);

            assertThat(target.reader()
                            .registeredModels()
                            .findFirst()
                            .orElseThrow()
                            .tags())
                    .containsExactly(new Tag("_mlflow_experiment_ids", ",1,7,8,"));
            assertThat(outcomes.conflicts()).isEmpty();
            assertThat(Merging.merge(target, OnConflict.FAIL, source).nothingNew())
                    .isTrue();
        }

        private RegisteredModel prompt(String ids) {
            return Edited.with(Given.model("p"), "tags", Given.tags("_mlflow_experiment_ids", ids));
        }

        private InMemoryStore registry(Object... entities) {
            return Merging.store(
                    Stream.concat(Stream.of(experiment), Stream.of(entities)).toArray());
        }
    }

    @Test
    void tellsHowMuchItDid() {
        InMemoryStore target = Merging.store(DEFAULT, Given.run("r1", 0));

        MergeOutcomes outcomes = Merging.merge(
                target,
                OnConflict.FAIL,
                Merging.store(DEFAULT, Given.run("r1", 0, "a", "1"), Given.run("r2", 0, "a", "1", "b", "2")));

        assertThat(outcomes.added()).isEqualTo(Map.of(EntityKind.RUN, 1L, EntityKind.TAG, 2L));
        assertThat(outcomes.forwardCounts()).isEqualTo(Map.of(EntityKind.TAG, 1L));
        assertThat(outcomes.nothingNew()).isFalse();
    }
}
