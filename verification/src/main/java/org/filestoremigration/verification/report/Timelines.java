package org.filestoremigration.verification.report;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Findings;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.SourcePlace;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * A reader that says what another one says, and takes down when the runs of each experiment started as they pass: one
 * reading serves a migration or a verification and its report. It must be read once, to the end.
 */
public final class Timelines implements StoreReader {

    private final StoreReader reader;
    private final List<ExperimentTimeline> finished = new ArrayList<>();

    /** @param reader is closed with this one */
    public Timelines(StoreReader reader) {
        this.reader = reader;
    }

    /** Of the experiments whose runs have been read and that have any. */
    public List<ExperimentTimeline> timelines() {
        return List.copyOf(finished);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        SortedMap<YearMonth, Long> months = new TreeMap<>();
        long[] undated = {0};
        return reader.runs(experiment)
                .peek(run -> {
                    Long start = run.startTime();
                    if (start == null) {
                        undated[0]++;
                    } else {
                        months.merge(
                                YearMonth.from(Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC)), 1L, Long::sum);
                    }
                })
                .onClose(() -> finish(experiment, months, undated[0]));
    }

    private void finish(Experiment experiment, SortedMap<YearMonth, Long> months, long undated) {
        if (undated > 0 || !months.isEmpty()) {
            String id = experiment.experimentId().toString();
            finished.add(new ExperimentTimeline(id, experiment.name(), months, undated));
        }
    }

    @Override
    public Stream<Experiment> experiments() {
        return reader.experiments();
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return reader.datasets(experiment);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return reader.metrics(run);
    }

    @Override
    public List<LatestMetric> latestMetrics(Run run) {
        return reader.latestMetrics(run);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return reader.loggedModels(experiment);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return reader.metrics(model);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return reader.traces(experiment);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return reader.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return reader.modelVersions(model);
    }

    @Override
    public long entityCount() {
        return reader.entityCount();
    }

    @Override
    public Findings findings() {
        return reader.findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return reader.locate(entity);
    }

    @Override
    public void close() {
        reader.close();
    }
}
