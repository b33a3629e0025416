package org.filestoremigration.domain.store;

import static org.filestoremigration.domain.store.OddText.oddities;
import static org.filestoremigration.domain.store.OddText.params;
import static org.filestoremigration.domain.store.OddText.tags;

import java.util.List;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;

/** The runs of {@link SampleStore} and their metrics. */
public final class SampleRuns {

    private static final long TIME = 1_700_000_000_000L;

    /** From a time when runs had a source and metrics were in seconds. */
    public static final Run OLD = new Run(
            "00000000000000000000000000000001",
            SampleExperiments.OLD.experimentId(),
            null,
            SourceType.PROJECT,
            "git@example.org:project.git#sub",
            "main",
            "5f0b1c2d3e4f5061728394a5b6c7d8e9f0a1b2c3",
            "",
            RunStatus.KILLED,
            1_500_000_000_000L,
            1_500_000_060_000L,
            null,
            LifecycleStage.ACTIVE,
            "./mlruns/7/00000000000000000000000000000001/artifacts",
            params("alpha", "0.5"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new LatestMetric("seconds", 0.1, false, 1_500_000_001L, 0)));

    /**
     * Has something of everything; two of its edges lead to what is gone. Of the metric {@code zero} the NaN is the latest
     * point: it counts as 0.0 and was logged before the number.
     */
    public static final Run FULL = new Run(
            "1234567890e000000000000000000000",
            SampleExperiments.FULL.experimentId(),
            "na\u00EFve \uD83D\uDE80 run",
            SourceType.NOTEBOOK,
            "train \u00FC.ipynb",
            "",
            "",
            "ada@example.org",
            RunStatus.FINISHED,
            TIME,
            TIME + 123,
            null,
            LifecycleStage.ACTIVE,
            "s3://bucket/with blanks/154018651289039231/1234567890e000000000000000000000/artifacts",
            params(oddities()),
            tags(oddities()),
            List.of(
                    new DatasetInput("0123456789abcdef0123456789abcdef", false, List.of()),
                    new DatasetInput(SampleExperiments.EVENTS.datasetId(), true, List.of()),
                    new DatasetInput(SampleExperiments.CUSTOMERS.datasetId(), true, tags(oddities()))),
            List.of(new ModelInput("m-00000000000000000000000000000001"), new ModelInput("m-gone")),
            List.of(
                    new ModelOutput("m-00000000000000000000000000000002", Long.MAX_VALUE),
                    new ModelOutput("m-00000000000000000000000000000003", 0)),
            List.of(
                    new LatestMetric(OddText.DECOMPOSED, 2, false, TIME, 0),
                    new LatestMetric(OddText.COMPOSED, 1, false, TIME, 0),
                    new LatestMetric("extremes", -Double.MIN_NORMAL, false, Long.MIN_VALUE, Long.MAX_VALUE),
                    new LatestMetric("infinite", Double.MAX_VALUE, false, TIME, 0),
                    new LatestMetric("nan", 0.0, true, TIME, 1),
                    new LatestMetric("val/loss %", 123_456_789.123_456_79, false, TIME, 2),
                    new LatestMetric("zero", 0.0, true, TIME, 0),
                    new LatestMetric(OddText.FULLWIDTH, 1, false, TIME, 0),
                    new LatestMetric(OddText.ASTRAL, 1, false, TIME, 0)));

    /** Still running: no end. Has nothing but its own row. */
    public static final Run RUNNING = new Run(
            "ffffffffffffffffffffffffffffffff",
            SampleExperiments.FULL.experimentId(),
            null,
            SourceType.LOCAL,
            "",
            "",
            "",
            "ada",
            RunStatus.RUNNING,
            TIME + 1,
            null,
            null,
            LifecycleStage.ACTIVE,
            "file:///store/mlruns/154018651289039231/ffffffffffffffffffffffffffffffff/artifacts",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    /** Deleted with its experiment. */
    public static final Run DELETED = new Run(
            "7b58d108656b43439267ee4455977cfd",
            SampleExperiments.DELETED.experimentId(),
            "deleted",
            SourceType.JOB,
            "job",
            "",
            "",
            "ada",
            RunStatus.FAILED,
            TIME,
            TIME,
            TIME + 86_400_000,
            LifecycleStage.DELETED,
            "file:///store/mlruns/794929788231750199/7b58d108656b43439267ee4455977cfd/artifacts",
            List.of(),
            tags("mlflow.runName", "deleted"),
            List.of(new DatasetInput(
                    SampleExperiments.CUSTOMERS_ELSEWHERE.datasetId(), true, tags("mlflow.data.context", "training"))),
            List.of(),
            List.of(),
            List.of(new LatestMetric("deep", 0.5, false, TIME, 0)));

    private SampleRuns() {}

    /** By run id. */
    public static List<Run> runs(Experiment experiment) {
        if (experiment.equals(SampleExperiments.OLD)) {
            return List.of(OLD);
        }
        if (experiment.equals(SampleExperiments.FULL)) {
            return List.of(FULL, RUNNING);
        }
        return experiment.equals(SampleExperiments.DELETED) ? List.of(DELETED) : List.of();
    }

    /**
     * By key, step, timestamp, value, a number before a NaN. A point that was logged twice is here once, and so are the
     * points that become one: 0.0 and −0.0, +Infinity and the greatest double.
     */
    public static List<Metric> metrics(Run run) {
        if (run.equals(OLD)) {
            return List.of(Metric.of("seconds", 0.1, 1_500_000_001, 0));
        }
        if (run.equals(DELETED)) {
            return List.of(Metric.of("deep", 0.5, TIME, 0));
        }
        if (!run.equals(FULL)) {
            return List.of();
        }
        return List.of(
                Metric.of(OddText.DECOMPOSED, 2, TIME, 0),
                Metric.of(OddText.COMPOSED, 1, TIME, 0),
                Metric.of("extremes", Double.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE),
                Metric.of("extremes", 0.1 + 0.2, -1, -1),
                Metric.of("extremes", -Double.MIN_NORMAL, Long.MIN_VALUE, Long.MAX_VALUE),
                Metric.of("infinite", Double.NEGATIVE_INFINITY, TIME, 0),
                Metric.of("infinite", Double.POSITIVE_INFINITY, TIME, 0),
                Metric.of("nan", -1, TIME, 0),
                Metric.of("nan", -0.0, TIME, 0),
                Metric.of("nan", Double.NaN, TIME, 0),
                Metric.of("nan", 1e300, TIME - 1, 1),
                Metric.of("nan", Double.NaN, TIME, 1),
                Metric.of("val/loss %", 1.0 / 3, TIME + 10, 1),
                Metric.of("val/loss %", 0.25, TIME + 20, 1),
                Metric.of("val/loss %", 0.5, TIME + 20, 1),
                Metric.of("val/loss %", 123_456_789.123_456_79, TIME, 2),
                Metric.of("zero", -0.0, TIME, 0),
                Metric.of("zero", Double.NaN, TIME, 0),
                Metric.of(OddText.FULLWIDTH, 1, TIME, 0),
                Metric.of(OddText.ASTRAL, 1, TIME, 0));
    }

    /** The run with other latest metrics. */
    public static Run with(Run run, List<LatestMetric> latestMetrics) {
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
                run.tags(),
                run.datasetInputs(),
                run.modelInputs(),
                run.modelOutputs(),
                latestMetrics);
    }
}
