package org.filestoremigration.domain.migration;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** The use case: everything that one store holds is written into another, owners first. */
public final class Migration {

    /** Sees the records on the thread that reads, which is the less busy one. */
    @FunctionalInterface
    public interface Reading {

        /** Called with every record of the source, each after its owner. */
        void read(Entity entity);

        /** Called after the last one, while what was read ahead is still being written. */
        default void finished() {}
    }

    private final Feed source;
    private final StoreWriter target;
    private final Progress progress;
    private final Map<EntityKind, Long> written = new EnumMap<>(EntityKind.class);

    private Migration(Feed source, StoreWriter target, Progress progress) {
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** {@link #copy(StoreReader, StoreWriter, Progress, Consumer)} without an observer. */
    public static MigrationSummary copy(StoreReader source, StoreWriter target, Progress progress) {
        return copy(source, target, progress, entity -> {});
    }

    /**
     * Copies all of {@code source} into {@code target}, which the caller commits once it is content with the source's
     * findings. The source is read on a thread of its own, ahead of the writing on the calling thread.
     *
     * @param observer called on the calling thread with every record of the source, each after its owner, before it is
     *     written; millions of metric points among them, so it must be quick
     */
    public static MigrationSummary copy(
            StoreReader source, StoreWriter target, Progress progress, Consumer<Entity> observer) {
        return copy(source, target, progress, observer, entity -> {});
    }

    /**
     * {@link #copy(StoreReader, StoreWriter, Progress, Consumer)} with another observer beside it.
     *
     * @param reading sees the same records in the same order; it is done with all of them when this returns
     */
    public static MigrationSummary copy(
            StoreReader source, StoreWriter target, Progress progress, Consumer<Entity> observer, Reading reading) {
        Consumer<Consumer<Entity>> walk = consumer -> {
            StoreWalk.walk(source, entity -> {
                reading.read(entity);
                consumer.accept(entity);
            });
            reading.finished();
        };
        try (Feed feed = new Feed("migration-source", walk, observer)) {
            Migration migration = new Migration(feed, target, progress);
            for (Entity next = feed.peek(); next != null; next = feed.peek()) {
                migration.write(feed.take(next));
            }
            return new MigrationSummary(migration.written);
        }
    }

    /** Reads all that {@link #copy} would write and writes nothing; the findings of {@code source} say the rest. */
    public static MigrationSummary plan(StoreReader source, Progress progress, Consumer<Entity> observer) {
        try (StoreWriter nothing = new NothingWritten()) {
            return copy(source, nothing, progress, observer);
        }
    }

    private void write(Entity entity) {
        if (entity instanceof Run run) {
            write(run);
        } else if (entity instanceof Trace trace) {
            write(trace);
        } else if (entity instanceof Span span) {
            target.write(span);
            count(EntityKind.SPAN, 1);
        } else if (entity instanceof LoggedModel model) {
            write(model);
        } else if (entity instanceof ModelVersion version) {
            write(version);
        } else if (entity instanceof RegisteredModel model) {
            write(model);
        } else if (entity instanceof Dataset dataset) {
            write(dataset);
        } else if (entity instanceof Experiment experiment) {
            write(experiment);
        } else {
            throw new IllegalStateException("the writer left behind: " + entity);
        }
    }

    private void write(Experiment experiment) {
        target.write(experiment);
        count(EntityKind.EXPERIMENT, 1);
        count(EntityKind.EXPERIMENT_TAG, experiment.tags().size());
        progress.advanced(1);
    }

    private void write(Dataset dataset) {
        target.write(dataset);
        count(EntityKind.DATASET, 1);
    }

    private void write(Run run) {
        target.write(run);
        count(EntityKind.METRIC, target.write(run, source.next(Metric.class)));
        count(EntityKind.LATEST_METRIC, run.latestMetrics().size());
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

    private void write(Trace trace) {
        target.write(trace);
        count(EntityKind.TRACE, 1);
        count(EntityKind.TRACE_TAG, trace.tags().size());
        count(EntityKind.TRACE_METADATA, trace.metadata().size());
        count(EntityKind.ASSESSMENT, trace.assessments().size());
        progress.advanced(1);
    }

    private void write(LoggedModel model) {
        target.write(model);
        count(EntityKind.LOGGED_MODEL_METRIC, target.write(model, source.next(LoggedModelMetric.class)));
        count(EntityKind.LOGGED_MODEL, 1);
        count(EntityKind.LOGGED_MODEL_PARAM, model.params().size());
        count(EntityKind.LOGGED_MODEL_TAG, model.tags().size());
        progress.advanced(1);
    }

    private void write(RegisteredModel model) {
        target.write(model);
        count(EntityKind.REGISTERED_MODEL, 1);
        count(EntityKind.REGISTERED_MODEL_TAG, model.tags().size());
        count(EntityKind.REGISTERED_MODEL_ALIAS, model.aliases().size());
        progress.advanced(1);
    }

    private void write(ModelVersion version) {
        target.write(version);
        count(EntityKind.MODEL_VERSION, 1);
        count(EntityKind.MODEL_VERSION_TAG, version.tags().size());
        progress.advanced(1);
    }

    private void count(EntityKind kind, long more) {
        written.merge(kind, more, Long::sum);
    }
}
