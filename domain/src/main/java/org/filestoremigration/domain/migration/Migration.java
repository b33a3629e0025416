package org.filestoremigration.domain.migration;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.EntityKind;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** The use case: everything that one store holds is written into another, owners first. */
public final class Migration {

    private final StoreReader source;
    private final StoreWriter target;
    private final Progress progress;
    private final Map<EntityKind, Long> written = new EnumMap<>(EntityKind.class);

    private Migration(StoreReader source, StoreWriter target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Copies all of {@code source} into {@code target}, which the caller commits once it is content with the source's
     * findings.
     */
    public static MigrationSummary copy(StoreReader source, StoreWriter target, Progress progress) {
        Migration migration = new Migration(source, target, progress);
        each(source.experiments(), migration::copy);
        each(source.experiments(), migration::copyLoggedModels);
        each(source.registeredModels(), migration::copy);
        return new MigrationSummary(migration.written);
    }

    /** Reads all that {@link #copy} would write and writes nothing; the findings of {@code source} say the rest. */
    public static MigrationSummary plan(StoreReader source, Progress progress) {
        try (StoreWriter nothing = new NothingWritten()) {
            return copy(source, nothing, progress);
        }
    }

    private void copy(Experiment experiment) {
        target.write(experiment);
        count(EntityKind.EXPERIMENT, 1);
        count(EntityKind.EXPERIMENT_TAG, experiment.tags().size());
        progress.advanced(1);
        each(source.datasets(experiment), this::copy);
        each(source.runs(experiment), this::copy);
        each(source.traces(experiment), this::copy);
    }

    private void copy(Dataset dataset) {
        target.write(dataset);
        count(EntityKind.DATASET, 1);
    }

    private void copy(Run run) {
        target.write(run);
        try (Stream<Metric> history = source.metrics(run)) {
            var latest = source.latestMetrics(run);
            count(EntityKind.METRIC, target.write(run, history, latest));
            count(EntityKind.LATEST_METRIC, latest.size());
        }
        count(EntityKind.RUN, 1);
        count(EntityKind.PARAM, run.params().size());
        count(EntityKind.TAG, run.tags().size());
        count(EntityKind.DATASET_INPUT, run.datasetInputs().size());
        for (DatasetInput input : run.datasetInputs()) {
            count(EntityKind.INPUT_TAG, input.tags().size());
        }
        count(EntityKind.MODEL_INPUT, run.modelInputs().size());
        count(EntityKind.MODEL_OUTPUT, run.modelOutputs().size());
        progress.advanced(1);
    }

    private void copy(Trace trace) {
        target.write(trace);
        count(EntityKind.TRACE, 1);
        count(EntityKind.TRACE_TAG, trace.tags().size());
        count(EntityKind.TRACE_METADATA, trace.metadata().size());
        count(EntityKind.ASSESSMENT, trace.assessments().size());
        progress.advanced(1);
    }

    /** After all runs: a model's metrics may come from a run of another experiment. */
    private void copyLoggedModels(Experiment experiment) {
        each(source.loggedModels(experiment), this::copy);
    }

    private void copy(LoggedModel model) {
        target.write(model);
        try (Stream<LoggedModelMetric> history = source.metrics(model)) {
            count(EntityKind.LOGGED_MODEL_METRIC, target.write(model, history));
        }
        count(EntityKind.LOGGED_MODEL, 1);
        count(EntityKind.LOGGED_MODEL_PARAM, model.params().size());
        count(EntityKind.LOGGED_MODEL_TAG, model.tags().size());
        progress.advanced(1);
    }

    private void copy(RegisteredModel model) {
        target.write(model);
        count(EntityKind.REGISTERED_MODEL, 1);
        count(EntityKind.REGISTERED_MODEL_TAG, model.tags().size());
        count(EntityKind.REGISTERED_MODEL_ALIAS, model.aliases().size());
        progress.advanced(1);
        each(source.modelVersions(model), this::copy);
    }

    private void copy(ModelVersion version) {
        target.write(version);
        count(EntityKind.MODEL_VERSION, 1);
        count(EntityKind.MODEL_VERSION_TAG, version.tags().size());
        progress.advanced(1);
    }

    private void count(EntityKind kind, long more) {
        written.merge(kind, more, Long::sum);
    }

    private static <T> void each(Stream<T> stream, Consumer<T> action) {
        try (stream) {
            stream.forEachOrdered(action);
        }
    }
}
