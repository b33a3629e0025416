package org.filestoremigration.domain.store;

import static org.filestoremigration.domain.store.OddText.oddities;
import static org.filestoremigration.domain.store.OddText.tags;

import java.util.List;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;

/** The experiments and datasets of {@link SampleStore}. */
public final class SampleExperiments {

    /** Empty, as MLflow makes it; without times, as a migration makes it. */
    public static final Experiment DEFAULT = new Experiment(
            ExperimentId.DEFAULT, "Default", "file:///store/mlruns/0", LifecycleStage.ACTIVE, null, null, List.of());

    /** A counted id, as MLflow before 2.0 gave, and no times, as before 1.29. */
    public static final Experiment OLD = new Experiment(
            new ExperimentId(7), "old times", "./mlruns/7", LifecycleStage.ACTIVE, null, null, List.of());

    /** Has something of everything. */
    public static final Experiment FULL = new Experiment(
            new ExperimentId(154018651289039231L),
            "Gr\u00F6\u00DFe \u6F22\u5B57 \uD83D\uDE80/" + OddText.DECOMPOSED,
            "s3://bucket/with blanks/154018651289039231",
            LifecycleStage.ACTIVE,
            1_700_000_000_000L,
            1_700_000_000_001L,
            tags(oddities()));

    /** Deleted, with a deleted run, and a dataset that {@link #FULL} has too. */
    public static final Experiment DELETED = new Experiment(
            new ExperimentId(794929788231750199L),
            "Deleted",
            "file:///store/mlruns/794929788231750199",
            LifecycleStage.DELETED,
            1_600_000_000_000L,
            1_650_000_000_000L,
            tags("mlflow.note.content", "gone\n"));

    /** The greatest id that there is. */
    public static final Experiment LAST = new Experiment(
            new ExperimentId(Long.MAX_VALUE),
            "Default (0)",
            "file:///store/mlruns/9223372036854775807",
            LifecycleStage.ACTIVE,
            0L,
            0L,
            List.of());

    /** With all that a dataset can have. */
    public static final Dataset CUSTOMERS = new Dataset(
            FULL.experimentId(),
            "customers \u00FC",
            "a1b2c3d4",
            "s3",
            "{\"uri\": \"s3://bucket/customers.parquet\"}",
            "{\"mlflow_colspec\": [{\"name\": \"id\", \"type\": \"long\"}]}",
            "{\"num_rows\": 1000}");

    /** With no more than it must have. */
    public static final Dataset EVENTS = new Dataset(
            FULL.experimentId(), "\u00E9v\u00E9nements", "ffff0000", "local", "{\"uri\": \"/srv/e.csv\"}", null, null);

    /** The name and digest of {@link #CUSTOMERS} in another experiment, read from elsewhere. */
    public static final Dataset CUSTOMERS_ELSEWHERE =
            new Dataset(DELETED.experimentId(), CUSTOMERS.name(), CUSTOMERS.digest(), "local", "{}", "", OddText.LONG);

    private SampleExperiments() {}

    /** By id. */
    public static List<Experiment> experiments() {
        return List.of(DEFAULT, OLD, FULL, DELETED, LAST);
    }

    /** By dataset id: {@code 2ea1…} before {@code e160…}. */
    public static List<Dataset> datasets(Experiment experiment) {
        if (experiment.equals(FULL)) {
            return List.of(EVENTS, CUSTOMERS);
        }
        return experiment.equals(DELETED) ? List.of(CUSTOMERS_ELSEWHERE) : List.of();
    }
}
