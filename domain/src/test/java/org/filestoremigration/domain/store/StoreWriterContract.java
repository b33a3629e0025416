package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.junit.jupiter.api.Test;

/** What every {@link StoreWriter} keeps; each adapter's tests extend it. */
public abstract class StoreWriterContract {

    private static final long MANY = 300_000;

    /** A writer of a new store; each test asks once and closes it. */
    protected abstract StoreWriter create() throws Exception;

    /** A new reader of the store that the test's writer has committed; the contract closes it. */
    protected abstract StoreReader reopen() throws Exception;

    /** Whether the test's writer has left anything where its store would be. */
    protected abstract boolean exists() throws Exception;

    /** How many points of a history a writer may hold at once; {@link Long#MAX_VALUE} for a store in memory. */
    protected long mostPointsHeld() {
        return 20_000;
    }

    @Test
    void keepsEverything() throws Exception {
        StoreReader sample = SampleStore.create().reader();
        try (StoreWriter writer = create()) {
            Migration.copy(sample, writer, Progress.NONE);
            writer.commit();
        }

        try (StoreReader reopened = reopen()) {
            assertThat(StoreContent.of(reopened)).containsExactlyElementsOf(StoreContent.of(sample));
            reopened.checkTheRest();
            assertThat(reopened.findings().takeIrregularities()).isEmpty();
        }
        assertThat(exists()).isTrue();
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws Exception {
        try (StoreWriter writer = create()) {
            Migration.copy(SampleStore.create().reader(), writer, Progress.NONE);
        }

        assertThat(exists()).isFalse();
    }

    @Test
    void leavesNothingBehindWhenNothingWasWritten() throws Exception {
        create().close();

        assertThat(exists()).isFalse();
    }

    @Test
    void passesOnTheFailureOfAHistoryAndLeavesNothingBehind() throws Exception {
        SourceException failure = new SourceException("The source cannot be read any more.");
        try (StoreWriter writer = create()) {
            writer.write(SampleExperiments.FULL);
            writer.write(SampleRuns.FULL);
            Iterator<Metric> failing = Stream.iterate(0L, step -> step + 1)
                    .map(step -> {
                        if (step == 5_000) {
                            throw failure;
                        }
                        return Metric.of("m", 1, 0, step);
                    })
                    .iterator();

            assertThatThrownBy(() -> writer.write(SampleRuns.FULL, failing)).isSameAs(failure);
        }

        assertThat(exists()).isFalse();
    }

    @Test
    void closesTwice() throws Exception {
        StoreWriter writer = create();
        writer.write(SampleExperiments.DEFAULT);
        writer.commit();
        writer.close();
        writer.close();

        try (StoreReader reopened = reopen()) {
            assertThat(StoreContent.of(reopened)).isEqualTo(List.of(SampleExperiments.DEFAULT));
        }
    }

    @Test
    void countsThePointsOfEachHistory() throws Exception {
        List<Metric> points = SampleRuns.metrics(SampleRuns.FULL);
        List<LoggedModelMetric> modelPoints = SampleModels.metrics(SampleModels.FULL);
        try (StoreWriter writer = create()) {
            writer.write(SampleExperiments.OLD);
            writer.write(SampleExperiments.FULL);
            writer.write(SampleExperiments.DELETED);
            writer.write(SampleRuns.FULL);
            writer.write(SampleRuns.RUNNING);
            writer.write(SampleRuns.DELETED);
            writer.write(SampleModels.FULL);

            assertThat(writer.write(SampleRuns.FULL, points.iterator())).isEqualTo(20);
            assertThat(writer.write(SampleRuns.RUNNING, Collections.emptyIterator()))
                    .isZero();
            assertThat(writer.write(SampleModels.FULL, modelPoints.iterator())).isEqualTo(9);
        }
    }

    @Test
    void streamsTheHistoryOfARun() throws Exception {
        PointsInFlight<Metric> history = new PointsInFlight<>(MANY, StoreWriterContract::runPoint);
        try (StoreWriter writer = create()) {
            writer.write(SampleExperiments.DEFAULT);
            writer.write(SampleExperiments.FULL);
            writer.write(SampleRuns.FULL);
            assertThat(writer.write(SampleRuns.FULL, history.iterator())).isEqualTo(MANY);
            writer.commit();
        }

        assertThat(history.mostHeld()).isPositive().isLessThanOrEqualTo(mostPointsHeld());
        try (StoreReader reopened = reopen();
                Stream<Metric> points = reopened.metrics(SampleRuns.FULL)) {
            Iterator<Metric> found = points.iterator();
            for (long number = 0; number < MANY; number++) {
                assertThat(found.next()).isEqualTo(runPoint(number));
            }
            assertThat(found.hasNext()).isFalse();
        }
    }

    @Test
    void streamsTheHistoryOfALoggedModel() throws Exception {
        PointsInFlight<LoggedModelMetric> history = new PointsInFlight<>(MANY, StoreWriterContract::modelPoint);
        try (StoreWriter writer = create()) {
            writer.write(SampleExperiments.DEFAULT);
            writer.write(SampleExperiments.FULL);
            writer.write(SampleRuns.FULL);
            writer.write(SampleModels.FULL);
            assertThat(writer.write(SampleModels.FULL, history.iterator())).isEqualTo(MANY);
            writer.commit();
        }

        assertThat(history.mostHeld()).isPositive().isLessThanOrEqualTo(mostPointsHeld());
        try (StoreReader reopened = reopen();
                Stream<LoggedModelMetric> points = reopened.metrics(SampleModels.FULL)) {
            Iterator<LoggedModelMetric> found = points.iterator();
            for (long number = 0; number < MANY; number++) {
                assertThat(found.next()).isEqualTo(modelPoint(number));
            }
            assertThat(found.hasNext()).isFalse();
        }
    }

    private static Metric runPoint(long number) {
        return Metric.of("long", Math.sqrt((double) number), 1_700_000_000_000L + number, number);
    }

    private static LoggedModelMetric modelPoint(long number) {
        return new LoggedModelMetric(
                "long",
                Math.sqrt((double) number),
                1_700_000_000_000L + number,
                number,
                SampleRuns.FULL.runId(),
                null,
                null);
    }
}
