package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleModels;
import org.filestoremigration.domain.store.SampleRegistry;
import org.filestoremigration.domain.store.SampleRuns;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class VerificationTest {

    private static final String FULL_RUN = "154018651289039231/1234567890e000000000000000000000";

    private final InMemoryStore expected = SampleStore.create();
    private final InMemoryStore actual = SampleStore.create();

    private VerificationReport compare() {
        return Verification.compare(expected.reader(), actual.reader());
    }

    private VerificationReport compare(int limit, Progress progress) {
        try (Verification verification = Verification.begin(expected.reader())) {
            return verification.against(actual.reader(), limit, progress);
        }
    }

    private static Difference changed(EntityKey entity, String field, String expected, String found) {
        return new Difference.Changed(entity, field, expected, found, Optional.empty());
    }

    @Test
    void findsNothingBetweenEqualStores() {
        VerificationReport report = compare();

        assertThat(report.equal()).isTrue();
        assertThat(report.differences()).isEmpty();
        assertThat(report.counts()).isEmpty();
        assertThat(report.tally(EntityKind.EXPERIMENT)).isEqualTo(new Tally(5, 5, 5, 0));
        assertThat(report.tally(EntityKind.METRIC)).isEqualTo(new Tally(22, 22, 22, 0));
        Set<EntityKind> kinds = EnumSet.allOf(EntityKind.class);
        kinds.removeAll(Set.of(EntityKind.OTHER, EntityKind.SPAN));
        assertThat(report.tallies().keySet()).isEqualTo(kinds);
        assertThat(report.contentDigest()).isEqualTo(ContentDigest.of(expected.reader()));
    }

    @Test
    void tellsProgressOfWhatTheSourceCounts() {
        AtomicLong done = new AtomicLong();

        actual.remove(SampleExperiments.FULL);
        compare(10, done::addAndGet);

        assertThat(done.get()).isEqualTo(27);
    }

    @Nested
    final class WithSomethingMissing {

        @Test
        void tellsAMissingRunOnceAndCountsWhatBelongsToIt() {
            actual.remove(SampleRuns.FULL);

            VerificationReport report = compare();

            assertThat(report.differences())
                    .containsExactly(new Difference.Missing(
                            EntityKey.of(EntityKind.RUN, "154018651289039231", "1234567890e000000000000000000000"),
                            "name=naïve 🚀 run, source_type=NOTEBOOK, source_name=train ü.ipynb, entry_point_name=, "
                                    + "source_version=, user_id=ada@example.org, status=FINISHED, "
                                    + "start_time=1700000000000, end_time=1700000000123, lifecycle_stage=active, "
                                    + "artifact_uri=s3://bucket/with blanks/" + FULL_RUN + "/artifacts",
                            Optional.empty()));
            assertThat(report.counts())
                    .isEqualTo(Map.of(new DifferenceGroup(Difference.Kind.MISSING, EntityKind.RUN, "row"), 1L));
            assertThat(report.tally(EntityKind.RUN)).isEqualTo(new Tally(4, 3, 3, 0));
            assertThat(report.tally(EntityKind.METRIC)).isEqualTo(new Tally(22, 2, 2, 0));
            assertThat(report.tally(EntityKind.METRIC).missing()).isEqualTo(20);
            assertThat(report.tally(EntityKind.LATEST_METRIC).missing()).isEqualTo(9);
            assertThat(report.tally(EntityKind.PARAM).missing())
                    .isEqualTo(SampleRuns.FULL.params().size());
        }

        @Test
        void countsAllThatBelongsToAMissingExperiment() {
            actual.remove(SampleExperiments.FULL);

            VerificationReport report = compare();

            assertThat(report.differenceCount()).isEqualTo(1);
            assertThat(report.tally(EntityKind.RUN).missing()).isEqualTo(2);
            assertThat(report.tally(EntityKind.LOGGED_MODEL).missing()).isEqualTo(3);
            assertThat(report.tally(EntityKind.TRACE).missing()).isEqualTo(3);
            assertThat(report.tally(EntityKind.DATASET).missing()).isEqualTo(2);
            assertThat(report.tally(EntityKind.MODEL_VERSION)).isEqualTo(new Tally(5, 5, 5, 0));
        }

        @Test
        void tellsWhatIsOnlyInTheTarget() {
            expected.remove(SampleRegistry.registeredModels().get(0));

            VerificationReport report = compare();

            assertThat(report.count(Difference.Kind.UNEXPECTED)).isEqualTo(1);
            assertThat(report.differenceCount()).isEqualTo(1);
            assertThat(report.differences().get(0).kind()).isEqualTo(Difference.Kind.UNEXPECTED);
            assertThat(report.tally(EntityKind.REGISTERED_MODEL)).isEqualTo(new Tally(4, 5, 4, 0));
            assertThat(report.verdict())
                    .isEqualTo("Source and target differ: 0 missing, 0 changed, 1 only in the target.");
        }

        @Test
        void tellsAMissingTagByItsValue() {
            Run run = SampleRuns.DELETED;
            actual.put(withTags(run, List.of(new Tag("other", null))));

            assertThat(compare().differences())
                    .containsExactly(
                            new Difference.Missing(tag(run, "mlflow.runName"), "deleted", Optional.empty()),
                            new Difference.Unexpected(tag(run, "other"), null));
        }

        private static EntityKey tag(Run run, String key) {
            return EntityKey.of(EntityKind.TAG, run.experimentId(), run.runId(), key);
        }
    }

    private static Run withTags(Run run, List<Tag> tags) {
        return new Run(
                run.runId(),
                run.experimentId(),
                run.name(),
                run.sourceType(),
                run.sourceName(),
                run.entryPointName(),
                run.sourceVersion(),
                run.userId(),
                run.status(),
                run.startTime(),
                run.endTime(),
                run.deletedTime(),
                run.lifecycleStage(),
                run.artifactUri(),
                run.params(),
                tags,
                run.datasetInputs(),
                run.modelInputs(),
                run.modelOutputs(),
                run.latestMetrics());
    }

    @Nested
    final class WithMetricPoints {

        private final Run run = SampleRuns.OLD;

        private VerificationReport compare(List<Metric> left, List<Metric> right) {
            expected.put(run, left);
            actual.put(run, right);
            return VerificationTest.this.compare();
        }

        private EntityKey point(String key, long step, long timestamp) {
            return EntityKey.of(EntityKind.METRIC, run.experimentId(), run.runId(), key, step, timestamp);
        }

        @Test
        void pairsPointsThatDifferInTheirValueAlone() {
            VerificationReport report = compare(
                    List.of(Metric.of("a", 0.1, 5, 1), Metric.of("a", 0.5, 6, 2)),
                    List.of(Metric.of("a", 0.1 + 0.2, 5, 1), Metric.of("a", 0.5, 6, 2)));

            assertThat(report.differences())
                    .containsExactly(changed(point("a", 1, 5), "value", "0.1", "0.30000000000000004"));
            assertThat(report.tally(EntityKind.METRIC)).isEqualTo(new Tally(23, 23, 22, 1));
        }

        @Test
        void pairsANaNWithANumber() {
            VerificationReport report =
                    compare(List.of(Metric.of("a", Double.NaN, 5, 1)), List.of(Metric.of("a", 2, 5, 1)));

            assertThat(report.differences())
                    .containsExactlyInAnyOrder(
                            changed(point("a", 1, 5), "value", "0.0", "2.0"),
                            changed(point("a", 1, 5), "is_nan", "true", "false"));
            assertThat(report.tally(EntityKind.METRIC).differing()).isEqualTo(1);
        }

        @Test
        void pairsAsManyAsThereAreOfSeveralAtOneStepAndTime() {
            VerificationReport report = compare(
                    List.of(Metric.of("a", 1, 5, 1), Metric.of("a", 2, 5, 1), Metric.of("a", 3, 5, 1)),
                    List.of(Metric.of("a", 2, 5, 1), Metric.of("a", 4, 5, 1)));

            assertThat(report.differences())
                    .containsExactly(
                            new Difference.Missing(point("a", 1, 5), "value=3.0, is_nan=false", Optional.empty()),
                            changed(point("a", 1, 5), "value", "1.0", "4.0"));
            assertThat(report.tally(EntityKind.METRIC).equal()).isEqualTo(22);
        }

        @Test
        void doesNotPairPointsOfOtherStepsTimesOrKeys() {
            VerificationReport report = compare(
                    List.of(Metric.of("a", 1, 5, 1), Metric.of("a", 1, 5, 2), Metric.of("b", 1, 5, 1)),
                    List.of(Metric.of("a", 1, 6, 1), Metric.of("a", 1, 5, 3), Metric.of("c", 1, 5, 1)));

            assertThat(report.count(Difference.Kind.MISSING)).isEqualTo(3);
            assertThat(report.count(Difference.Kind.UNEXPECTED)).isEqualTo(3);
            assertThat(report.count(Difference.Kind.CHANGED)).isZero();
        }

        @Test
        void tellsALatestMetricThatIsMissing() {
            expected.put(SampleRuns.with(run, List.of(new LatestMetric("a", 1, false, 5L, 1))));
            actual.put(SampleRuns.with(run, List.of()));

            assertThat(VerificationTest.this.compare().differences())
                    .containsExactly(new Difference.Missing(
                            EntityKey.of(EntityKind.LATEST_METRIC, run.experimentId(), run.runId(), "a"),
                            "value=1.0, is_nan=false, timestamp=5, step=1",
                            Optional.empty()));
        }
    }

    @Nested
    final class WithIrregularities {

        private final EntityKey run = EntityKey.of(EntityKind.RUN, "7", SampleRuns.OLD.runId());

        @Test
        void tellsThemAsDifferences() {
            actual.add(new Irregularity(run, "start_time", "integer", "text"));

            VerificationReport report = compare();

            assertThat(report.differences()).containsExactly(changed(run, "start_time", "integer", "text"));
            assertThat(report.tally(EntityKind.RUN)).isEqualTo(new Tally(4, 4, 3, 1));
        }

        @Test
        void tellsEachFieldOfAnEntityOnce() {
            expected.put(SampleRuns.with(SampleRuns.OLD, List.of(new LatestMetric("a", 1, false, 5L, 1))));
            EntityKey latest = run.child(EntityKind.LATEST_METRIC, "a");
            actual.put(SampleRuns.with(SampleRuns.OLD, List.of(new LatestMetric("a", 2, false, 5L, 1))));
            actual.add(new Irregularity(latest, "value", "1.0 by the history", "2.0"));
            actual.add(new Irregularity(latest, "value", "1.0 by the history", "2.0"));
            actual.add(new Irregularity(latest, "step", "integer", "real"));

            VerificationReport report = compare();

            assertThat(report.differences())
                    .containsExactlyInAnyOrder(
                            changed(latest, "value", "1.0", "2.0"), changed(latest, "step", "integer", "real"));
            assertThat(report.tally(EntityKind.LATEST_METRIC).differing()).isEqualTo(1);
        }

        @Test
        void countsARowOfAnotherTableInTheTargetAlone() {
            EntityKey row = EntityKey.of(EntityKind.OTHER, "webhooks", "1");
            actual.add(new Irregularity(row, "row", "no row", "a row"));

            VerificationReport report = compare();

            assertThat(report.differences())
                    .containsExactly(new Difference.Unexpected(row, "a row, where there should be no row"));
            assertThat(report.tally(EntityKind.OTHER)).isEqualTo(new Tally(0, 1, 0, 0));
        }

        @Test
        void countsARowThatIsNotThereInTheSourceAlone() {
            EntityKey row = EntityKey.of(EntityKind.OTHER, "workspaces", "default");
            actual.add(new Irregularity(row, "row", "the default workspace", null));

            VerificationReport report = compare();

            assertThat(report.differences())
                    .containsExactly(new Difference.Missing(row, "the default workspace", Optional.empty()));
            assertThat(report.tally(EntityKind.OTHER)).isEqualTo(new Tally(1, 0, 0, 0));
        }

        /** The row is told already; what is wrong in it is said there. */
        @Test
        void explainsARowThatIsOnlyInTheTarget() {
            expected.remove(SampleRuns.OLD);
            actual.add(new Irregularity(run, "run_uuid", "text", "blob of 3 bytes"));

            assertThat(compare().differences())
                    .singleElement()
                    .satisfies(one -> assertThat(one.found()).endsWith("; run_uuid is blob of 3 bytes, not text"));
        }

        @Test
        void leavesTheTallyOfWhatIsOnlyInTheTargetAlone() {
            expected.remove(SampleRuns.OLD);
            actual.add(new Irregularity(run, "start_time", "integer", "text"));
            actual.add(new Irregularity(run.child(EntityKind.PARAM, "alpha"), "value", "text", "integer"));

            VerificationReport report = compare();

            assertThat(report.differenceCount()).isEqualTo(2);
            assertThat(report.tally(EntityKind.RUN)).isEqualTo(new Tally(3, 4, 3, 0));
            assertThat(report.tally(EntityKind.PARAM).differing()).isZero();
        }

        @Test
        void doesNotTellTheSourcesOwn() {
            expected.add(new Irregularity(run, "start_time", "integer", "text"));

            assertThat(compare().equal()).isTrue();
        }
    }

    @Test
    void namesALoggedModelsPointByThePrimaryKeyOfItsTable() {
        LoggedModelMetric point = new LoggedModelMetric("acc", 0.5, 7, 8, SampleRuns.OLD.runId(), null, null);
        expected.put(SampleModels.ELSEWHERE, List.of(point));
        actual.put(SampleModels.ELSEWHERE, List.of());

        assertThat(compare().differences())
                .contains(new Difference.Missing(
                        EntityKey.of(
                                EntityKind.LOGGED_MODEL_METRIC,
                                SampleModels.ELSEWHERE.experimentId(),
                                SampleModels.ELSEWHERE.modelId(),
                                "acc",
                                7,
                                8,
                                SampleRuns.OLD.runId()),
                        "metric_value=0.5",
                        Optional.empty()));
    }

    @Test
    void keepsOneDifferenceOfEachGroupWithinTheLimitAndCountsAll() {
        List<Metric> many = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            many.add(Metric.of("m", step, 1, step));
        }
        expected.put(SampleRuns.OLD, many);
        actual.put(SampleRuns.OLD, List.of());
        actual.remove(SampleModels.FULL);
        actual.remove(SampleRegistry.registeredModels().get(0));

        VerificationReport report = compare(100, Progress.NONE);

        assertThat(report.differenceCount()).isEqualTo(5_002);
        assertThat(report.differences()).hasSize(100);
        assertThat(report.differences())
                .extracting(difference -> difference.entity().kind())
                .contains(EntityKind.METRIC, EntityKind.LOGGED_MODEL, EntityKind.REGISTERED_MODEL);
        assertThat(report.counts())
                .containsEntry(new DifferenceGroup(Difference.Kind.MISSING, EntityKind.METRIC, "row"), 5_000L);
    }

    @Test
    void showsOnlyWhereLongTextsDiffer() {
        String text = "x".repeat(1_000_000);
        Run run = SampleRuns.OLD;
        expected.put(withTags(run, List.of(new Tag("note", text + "a" + text))));
        actual.put(withTags(run, List.of(new Tag("note", text + "b"))));

        assertThat(compare().differences())
                .containsExactly(changed(
                        EntityKey.of(EntityKind.TAG, new ExperimentId(7), run.runId(), "note"),
                        "value",
                        "[characters 999941 to 1000340 of 2000001] " + "x".repeat(60) + "a" + "x".repeat(339),
                        "[characters 999941 to 1000001 of 1000001] " + "x".repeat(60) + "b"));
    }

    @Test
    void readsTheSourceBeforeThereIsATarget() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        StoreReader source = expected.new Reader() {
            @Override
            public Stream<RegisteredModel> registeredModels() {
                read.countDown();
                return super.registeredModels();
            }
        };

        try (Verification verification = Verification.begin(source)) {
            assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
            actual.remove(SampleExperiments.OLD);
            assertThat(verification.against(actual.reader(), 10, Progress.NONE).tally(EntityKind.EXPERIMENT))
                    .isEqualTo(new Tally(5, 4, 4, 0));
        }
    }

    @Test
    void throwsWhatAReaderThrowsInTheMiddle() {
        StoreReader failing = actual.new Reader() {
            @Override
            public Stream<LoggedModel> loggedModels(Experiment experiment) {
                throw new IllegalStateException("read error");
            }
        };

        assertThatThrownBy(() -> Verification.compare(expected.reader(), failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("read error");
        assertThatThrownBy(() -> Verification.compare(failing, expected.reader()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("read error");
    }
}
