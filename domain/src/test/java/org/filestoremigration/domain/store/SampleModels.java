package org.filestoremigration.domain.store;

import static org.filestoremigration.domain.store.OddText.oddities;
import static org.filestoremigration.domain.store.OddText.params;
import static org.filestoremigration.domain.store.OddText.tags;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LifecycleStage;

/** The logged models of {@link SampleStore} and their metrics. */
public final class SampleModels {

    private static final long TIME = 1_710_000_000_000L;

    /** Has something of everything. */
    public static final LoggedModel FULL = new LoggedModel(
            "m-00000000000000000000000000000001",
            SampleExperiments.FULL.experimentId(),
            "mod\u00E8le \uD83D\uDE80",
            "s3://bucket/models/m-00000000000000000000000000000001/artifacts",
            TIME,
            TIME + 1,
            LoggedModelStatus.READY,
            LifecycleStage.ACTIVE,
            "classifier",
            SampleRuns.FULL.runId(),
            OddText.LINE_ENDS,
            params(oddities()),
            tags(oddities()));

    /** Failed, deleted, and made by a run that is gone. */
    public static final LoggedModel DELETED = new LoggedModel(
            "m-00000000000000000000000000000002",
            SampleExperiments.FULL.experimentId(),
            "dropped",
            "file:///store/mlruns/154018651289039231/models/m-00000000000000000000000000000002/artifacts",
            TIME,
            TIME,
            LoggedModelStatus.FAILED,
            LifecycleStage.DELETED,
            "",
            "99999999999999999999999999999999",
            "",
            List.of(),
            List.of());

    /** Has no more than it must have. */
    public static final LoggedModel PENDING = new LoggedModel(
            "m-00000000000000000000000000000003",
            SampleExperiments.FULL.experimentId(),
            "pending",
            "file:///store/mlruns/154018651289039231/models/m-00000000000000000000000000000003/artifacts",
            TIME,
            TIME,
            LoggedModelStatus.PENDING,
            LifecycleStage.ACTIVE,
            null,
            null,
            null,
            List.of(),
            List.of());

    /** In an experiment that is read before the one whose runs its metrics come from. */
    public static final LoggedModel ELSEWHERE = new LoggedModel(
            "m-ffffffffffffffffffffffffffffffff",
            SampleExperiments.OLD.experimentId(),
            "elsewhere",
            "file:///store/mlruns/7/models/m-ffffffffffffffffffffffffffffffff/artifacts",
            TIME,
            TIME,
            LoggedModelStatus.UNSPECIFIED,
            LifecycleStage.ACTIVE,
            null,
            null,
            null,
            List.of(),
            List.of());

    private SampleModels() {}

    /** By model id. */
    public static List<LoggedModel> loggedModels(Experiment experiment) {
        if (experiment.equals(SampleExperiments.OLD)) {
            return List.of(ELSEWHERE);
        }
        return experiment.equals(SampleExperiments.FULL) ? List.of(FULL, DELETED, PENDING) : List.of();
    }

    /** By key, timestamp, step, run; no dataset or one of two. */
    public static List<LoggedModelMetric> metrics(LoggedModel model) {
        if (model.equals(ELSEWHERE)) {
            return List.of(point("auc", 0.75, TIME, 0, SampleRuns.FULL.runId()));
        }
        if (!model.equals(FULL)) {
            return List.of();
        }
        String customers = SampleExperiments.CUSTOMERS.name();
        String digest = SampleExperiments.CUSTOMERS.digest();
        return List.of(
                point("auc", 0.5, TIME, 2, SampleRuns.FULL.runId()),
                new LoggedModelMetric("auc", 0.91, TIME + 1, 0, SampleRuns.FULL.runId(), customers, digest),
                new LoggedModelMetric("auc", 0.91, TIME + 1, 0, SampleRuns.DELETED.runId(), customers, digest),
                new LoggedModelMetric("auc", -1.5, TIME + 1, 1, SampleRuns.FULL.runId(), "a name of blanks", "0"),
                // A NaN: there is no flag.
                point("nan", 0.0, TIME, -1, SampleRuns.FULL.runId()),
                point("sub/infinite", -Double.MAX_VALUE, 0, Long.MIN_VALUE, SampleRuns.FULL.runId()),
                point("sub/infinite", Double.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, SampleRuns.FULL.runId()),
                point(OddText.FULLWIDTH, 1, TIME, 0, SampleRuns.FULL.runId()),
                point(OddText.ASTRAL, 1, TIME, 0, SampleRuns.FULL.runId()));
    }

    private static LoggedModelMetric point(String key, double value, long timestamp, long step, String runId) {
        return new LoggedModelMetric(key, value, timestamp, step, runId, null, null);
    }
}
