package org.filestoremigration.domain.store;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.TextOrder;

/**
 * A whole store in memory, for tests. What was written can be read once it is committed, and changed entity by entity
 * with {@code put} and {@code remove}, which is how a test makes a store that differs in one thing.
 *
 * <p>As a database does, {@code write} refuses a key that is there already, an entity without its owner, and a logged
 * model's metric without its run. {@code put} looks at nothing.
 */
public final class InMemoryStore implements StoreUpdater {

    private static final String ALL = "all";

    private final Rows<String, Experiment> experiments = new Rows<>(comparing(Experiment::experimentId));
    private final Rows<ExperimentId, Dataset> datasets = new Rows<>(comparing(Dataset::datasetId, TextOrder::compare));
    private final Rows<ExperimentId, Run> runs = new Rows<>(comparing(Run::runId, TextOrder::compare));
    private final Set<String> runIds = new HashSet<>();
    private final Rows<String, Metric> metrics = new Rows<>(Metric::compareTo);
    private final Rows<ExperimentId, LoggedModel> loggedModels =
            new Rows<>(comparing(LoggedModel::modelId, TextOrder::compare));
    private final Rows<String, LoggedModelMetric> loggedModelMetrics = new Rows<>(LoggedModelMetric::compareTo);
    private final Rows<ExperimentId, Trace> traces = new Rows<>(comparing(Trace::traceId, TextOrder::compare));
    private final Rows<String, Span> spans = new Rows<>(comparing(Span::spanId, TextOrder::compare));
    private final Rows<String, RegisteredModel> registeredModels =
            new Rows<>(comparing(RegisteredModel::name, TextOrder::compare));
    private final Rows<String, ModelVersion> modelVersions = new Rows<>(comparingLong(ModelVersion::version));
    private final List<Irregularity> irregularities = new ArrayList<>();
    private boolean committed;

    /** A committed store with everything that a reader delivers. */
    public static InMemoryStore copyOf(StoreReader source) {
        InMemoryStore copy = new InMemoryStore();
        Migration.copy(source, copy, Progress.NONE);
        copy.commit();
        return copy;
    }

    @Override
    public void write(Experiment experiment) {
        experiments.add(ALL, experiment);
    }

    @Override
    public void write(Dataset dataset) {
        requireExperiment(dataset.experimentId());
        datasets.add(dataset.experimentId(), dataset);
    }

    @Override
    public void write(Run run) {
        requireExperiment(run.experimentId());
        runs.add(run.experimentId(), run);
        runIds.add(run.runId());
    }

    @Override
    public long write(Run run, Iterator<Metric> history) {
        require(runs.contains(run.experimentId(), run), "run " + run.runId());
        history.forEachRemaining(point -> metrics.add(run.runId(), point));
        return metrics.of(run.runId()).size();
    }

    @Override
    public void write(LoggedModel model) {
        requireExperiment(model.experimentId());
        loggedModels.add(model.experimentId(), model);
    }

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        require(loggedModels.contains(model.experimentId(), model), "logged model " + model.modelId());
        history.forEachRemaining(point -> {
            require(runIds.contains(point.runId()), "run " + point.runId());
            loggedModelMetrics.add(model.modelId(), point);
        });
        return loggedModelMetrics.of(model.modelId()).size();
    }

    @Override
    public void write(Trace trace) {
        requireExperiment(trace.experimentId());
        traces.add(trace.experimentId(), trace);
    }

    @Override
    public void write(Span span) {
        spans.add(span.traceId(), span);
    }

    @Override
    public void write(RegisteredModel model) {
        registeredModels.add(ALL, model);
    }

    @Override
    public void write(ModelVersion version) {
        boolean owned =
                registeredModels.of(ALL).stream().anyMatch(model -> model.name().equals(version.name()));
        require(owned, "registered model " + version.name());
        modelVersions.add(version.name(), version);
    }

    @Override
    public void change(Experiment before, Experiment after) {
        experiments.change(ALL, before, after);
    }

    @Override
    public void change(Dataset before, Dataset after) {
        datasets.change(before.experimentId(), before, after);
    }

    @Override
    public void change(Run before, Run after) {
        runs.change(before.experimentId(), before, after);
    }

    @Override
    public long add(Run run, Iterator<Metric> points) {
        int before = metrics.of(run.runId()).size();
        return write(run, points) - before;
    }

    @Override
    public void change(LoggedModel before, LoggedModel after) {
        loggedModels.change(before.experimentId(), before, after);
    }

    @Override
    public long add(LoggedModel model, Iterator<LoggedModelMetric> points) {
        int before = loggedModelMetrics.of(model.modelId()).size();
        return write(model, points) - before;
    }

    @Override
    public void change(LoggedModel model, LoggedModelMetric before, LoggedModelMetric after) {
        loggedModelMetrics.change(model.modelId(), before, after);
    }

    @Override
    public void change(Trace before, Trace after) {
        traces.change(before.experimentId(), before, after);
    }

    @Override
    public void change(Span before, Span after) {
        spans.change(before.traceId(), before, after);
    }

    @Override
    public void change(RegisteredModel before, RegisteredModel after) {
        registeredModels.change(ALL, before, after);
    }

    @Override
    public void change(ModelVersion before, ModelVersion after) {
        modelVersions.change(before.name(), before, after);
    }

    private void requireExperiment(ExperimentId id) {
        require(
                experiments.of(ALL).stream()
                        .anyMatch(experiment -> experiment.experimentId().equals(id)),
                "experiment " + id);
    }

    private static void require(boolean present, String owner) {
        if (!present) {
            throw new TargetException("Its owner is not in the store: " + owner);
        }
    }

    @Override
    public void commit() {
        committed = true;
    }

    @Override
    public void close() {}

    /** Whether there is anything to read: after a commit. */
    public boolean isCommitted() {
        return committed;
    }

    /** Reads what is in the store at the moment of each call; what was never committed is not to be read. */
    public IndexedStore reader() {
        if (!committed) {
            throw new SourceException("The store was never committed.");
        }
        return new Reader();
    }

    public void put(Experiment experiment) {
        experiments.put(ALL, experiment);
    }

    public void put(Dataset dataset) {
        datasets.put(dataset.experimentId(), dataset);
    }

    public void put(Run run) {
        runs.put(run.experimentId(), run);
    }

    /** Puts a history in the place of the run's. */
    public void put(Run run, List<Metric> history) {
        metrics.clear(run.runId());
        history.forEach(point -> metrics.add(run.runId(), point));
    }

    public void put(LoggedModel model) {
        loggedModels.put(model.experimentId(), model);
    }

    /** Puts a history in the place of the model's. */
    public void put(LoggedModel model, List<LoggedModelMetric> history) {
        loggedModelMetrics.clear(model.modelId());
        history.forEach(point -> loggedModelMetrics.add(model.modelId(), point));
    }

    public void put(Trace trace) {
        traces.put(trace.experimentId(), trace);
    }

    public void put(Span span) {
        spans.put(span.traceId(), span);
    }

    public void put(RegisteredModel model) {
        registeredModels.put(ALL, model);
    }

    public void put(ModelVersion version) {
        modelVersions.put(version.name(), version);
    }

    /** Adds what the readers opened from now on find irregular from the start. */
    public void add(Irregularity irregularity) {
        irregularities.add(irregularity);
    }

    /** Takes away an experiment, and so all that belongs to it. */
    public void remove(Experiment experiment) {
        experiments.remove(ALL, experiment);
        datasets.clear(experiment.experimentId());
        runs.clear(experiment.experimentId());
        loggedModels.clear(experiment.experimentId());
        traces.clear(experiment.experimentId());
    }

    public void remove(Dataset dataset) {
        datasets.remove(dataset.experimentId(), dataset);
    }

    public void remove(Run run) {
        runs.remove(run.experimentId(), run);
    }

    public void remove(LoggedModel model) {
        loggedModels.remove(model.experimentId(), model);
    }

    public void remove(Trace trace) {
        traces.remove(trace.experimentId(), trace);
    }

    /** Takes away a registered model, and so its versions. */
    public void remove(RegisteredModel model) {
        registeredModels.remove(ALL, model);
        modelVersions.clear(model.name());
    }

    public void remove(ModelVersion version) {
        modelVersions.remove(version.name(), version);
    }

    /** Reads as {@link #reader()} does; to be extended by a test that needs a reader with a defect. */
    public class Reader implements IndexedStore {

        private final Findings findings = new Findings();

        public Reader() {
            irregularities.forEach(findings::accept);
        }

        @Override
        public Stream<Experiment> experiments() {
            return experiments.of(ALL).stream();
        }

        @Override
        public Stream<Dataset> datasets(Experiment experiment) {
            return datasets.of(experiment.experimentId()).stream();
        }

        @Override
        public Stream<Run> runs(Experiment experiment) {
            return runs.of(experiment.experimentId()).stream();
        }

        @Override
        public Stream<Metric> metrics(Run run) {
            return metrics.of(run.runId()).stream();
        }

        @Override
        public Stream<LoggedModel> loggedModels(Experiment experiment) {
            return loggedModels.of(experiment.experimentId()).stream();
        }

        @Override
        public Stream<LoggedModelMetric> metrics(LoggedModel model) {
            return loggedModelMetrics.of(model.modelId()).stream();
        }

        @Override
        public Stream<Trace> traces(Experiment experiment) {
            return traces.of(experiment.experimentId()).stream();
        }

        @Override
        public Stream<Span> spans(Trace trace) {
            return spans.of(trace.traceId()).stream();
        }

        @Override
        public Stream<RegisteredModel> registeredModels() {
            return registeredModels.of(ALL).stream();
        }

        @Override
        public Stream<ModelVersion> modelVersions(RegisteredModel model) {
            return modelVersions.of(model.name()).stream();
        }

        @Override
        public Optional<Run> run(String runId) {
            return runs.all().filter(run -> run.runId().equals(runId)).findFirst();
        }

        @Override
        public Optional<LoggedModel> loggedModel(String modelId) {
            return loggedModels
                    .all()
                    .filter(model -> model.modelId().equals(modelId))
                    .findFirst();
        }

        @Override
        public Optional<Trace> trace(String traceId) {
            return traces.all().filter(trace -> trace.traceId().equals(traceId)).findFirst();
        }

        @Override
        public Optional<String> traceOfAssessment(String assessmentId) {
            return traces.all()
                    .filter(trace -> trace.assessments().stream()
                            .anyMatch(assessment -> assessment.assessmentId().equals(assessmentId)))
                    .map(Trace::traceId)
                    .findFirst();
        }

        @Override
        public Findings findings() {
            return findings;
        }

        @Override
        public Optional<SourcePlace> locate(EntityKey entity) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
