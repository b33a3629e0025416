package org.filestoremigration.domain.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
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

/**
 * A store that a thread of its own reads ahead of whoever asks for all of its streams, once, in the order of the
 * {@link StoreWalk}: what the walk has come to and nobody asked for is a mistake, and thrown.
 */
public final class StoreAhead implements StoreReader {

    /** What the walk comes to one after the other; any of it may be missing. */
    private static final List<Class<? extends Entity>> ORDER =
            List.of(Dataset.class, Run.class, Trace.class, Experiment.class, LoggedModel.class, RegisteredModel.class);

    private final StoreReader store;
    private final Feed feed;
    private final Findings findings = new Findings();
    private boolean begun;

    /**
     * Begins to read.
     *
     * @param name the thread's
     * @param store belongs to the thread until this is closed, which closes it
     */
    public StoreAhead(String name, StoreReader store) {
        this.store = store;
        this.feed = new Feed(
                name,
                consumer -> {
                    StoreWalk.walk(store, consumer);
                    store.checkTheRest();
                },
                () -> store.findings().takeIrregularities(),
                entity -> {},
                findings::accept);
    }

    /** @throws IllegalStateException when asked for again */
    @Override
    public Stream<Experiment> experiments() {
        if (begun) {
            throw new IllegalStateException("what is read ahead is read once");
        }
        begun = true;
        return next(Experiment.class, Experiment.class, experiment -> true);
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        ExperimentId id = experiment.experimentId();
        return next(
                Dataset.class, Dataset.class, dataset -> dataset.experimentId().equals(id));
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        ExperimentId id = experiment.experimentId();
        return next(Run.class, Run.class, run -> run.experimentId().equals(id));
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return next(Metric.class, Run.class, point -> true);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        ExperimentId id = experiment.experimentId();
        return next(Trace.class, Trace.class, trace -> trace.experimentId().equals(id));
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return next(Span.class, Trace.class, span -> span.traceId().equals(trace.traceId()));
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        ExperimentId id = experiment.experimentId();
        return next(
                LoggedModel.class,
                LoggedModel.class,
                model -> model.experimentId().equals(id));
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return next(LoggedModelMetric.class, LoggedModel.class, point -> true);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return next(RegisteredModel.class, RegisteredModel.class, model -> true);
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return next(
                ModelVersion.class,
                RegisteredModel.class,
                version -> version.name().equals(model.name()));
    }

    /** @param of what such an entity is, or belongs to */
    private <T extends Entity> Stream<T> next(
            Class<T> type, Class<? extends Entity> of, Predicate<? super T> isWanted) {
        Iterator<T> iterator = new Iterator<>() {
            @Override
            public boolean hasNext() {
                Entity head = feed.peek();
                if (type.isInstance(head)) {
                    return isWanted.test(type.cast(head));
                }
                if (head != null && ORDER.indexOf(head.getClass()) < ORDER.indexOf(of)) {
                    throw new IllegalStateException("nobody asked for " + head);
                }
                return false;
            }

            @Override
            public T next() {
                Entity head = feed.peek();
                if (head == null || !hasNext()) {
                    throw new NoSuchElementException();
                }
                return feed.take(type.cast(head));
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The rest is checked after the last stream, so that nobody waits for it. */
    @Override
    public void checkTheRest() {}

    /** What was irregular in what the walk has come to, and at its end in the rest. */
    @Override
    public Findings findings() {
        return findings;
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return Optional.empty();
    }

    @Override
    public void close() {
        try (store) {
            feed.close();
        }
    }
}
