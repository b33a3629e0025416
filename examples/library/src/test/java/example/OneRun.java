package example;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;

/** A store of one's own: the default experiment with one run, of one param and three points of one metric. */
record OneRun() implements StoreReader {

    private static final Run RUN = new Run(
            "0123456789abcdef0123456789abcdef",
            ExperimentId.DEFAULT,
            "by hand",
            SourceType.LOCAL,
            "",
            "",
            "",
            "ada",
            RunStatus.FINISHED,
            1_700_000_000_000L,
            1_700_000_060_000L,
            null,
            LifecycleStage.ACTIVE,
            "file:///srv/mlruns/0/0123456789abcdef0123456789abcdef/artifacts",
            List.of(new Param("alpha", "0.5")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new LatestMetric("loss", 0.25, false, 1_700_000_060_000L, 2)));

    private static final List<Metric> POINTS = List.of(
            Metric.of("loss", 1.0, 1_700_000_000_000L, 0),
            Metric.of("loss", 0.5, 1_700_000_030_000L, 1),
            Metric.of("loss", 0.25, 1_700_000_060_000L, 2));

    @Override
    public Stream<Experiment> experiments() {
        return Stream.of(new Experiment(
                ExperimentId.DEFAULT,
                "Default",
                "file:///srv/mlruns/0",
                LifecycleStage.ACTIVE,
                1_700_000_000_000L,
                1_700_000_000_000L,
                List.of()));
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return Stream.empty();
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return Stream.of(RUN);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return POINTS.stream();
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return Stream.empty();
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return Stream.empty();
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return Stream.empty();
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return Stream.empty();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return Stream.empty();
    }

    @Override
    public Findings findings() {
        return new Findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
