package org.filestoremigration.domain.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
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
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/**
 * One store that two readers read at once, each its {@link Share}: one on the thread of whoever asks, the other ahead of it
 * on a thread of its own. The streams are to be asked for once, in the order of the {@link StoreWalk}.
 */
public final class SharedStore implements StoreReader {

    private final StoreReader first;
    private final StoreAhead second;

    /** The run, trace or logged model that came last, if it was of the second share. */
    private @Nullable Entity lastOfSecond;

    /**
     * Begins to read the second share.
     *
     * @param first delivers {@link Share#FIRST} of a store; is closed with this, as the other one
     * @param second delivers {@link Share#SECOND} of the same store at the same moment
     */
    public SharedStore(StoreReader first, StoreReader second) {
        this.first = first;
        this.second = new StoreAhead("second-share", second);
    }

    @Override
    public Stream<Experiment> experiments() {
        Iterator<Experiment> again = second.experiments().iterator();
        return first.experiments().peek(experiment -> {
            if (again.hasNext()) {
                again.next();
            }
        });
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return first.datasets(experiment);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return inTurn(first.runs(experiment), second.runs(experiment));
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return readerOf(run).metrics(run);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return inTurn(first.traces(experiment), second.traces(experiment));
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return readerOf(trace).spans(trace);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return inTurn(first.loggedModels(experiment), second.loggedModels(experiment));
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return readerOf(model).metrics(model);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return first.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return first.modelVersions(model);
    }

    @SuppressWarnings("ReferenceEquality") // the very one that was delivered
    private StoreReader readerOf(Entity owner) {
        return owner == lastOfSecond ? second : first;
    }

    private <T extends Entity> Stream<T> inTurn(Stream<T> ofFirst, Stream<T> ofSecond) {
        Iterator<T> inTurn = new Iterator<>() {

            private final Iterator<T> one = ofFirst.iterator();
            private final Iterator<T> other = ofSecond.iterator();
            private boolean othersTurn;

            @Override
            public boolean hasNext() {
                return othersTurn ? other.hasNext() || one.hasNext() : one.hasNext() || other.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                boolean fromOther = othersTurn ? other.hasNext() : !one.hasNext();
                othersTurn = !fromOther;
                T next = fromOther ? other.next() : one.next();
                lastOfSecond = fromOther ? next : null;
                return next;
            }
        };
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(inTurn, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(ofFirst::close)
                .onClose(ofSecond::close);
    }

    @Override
    public void checkTheRest() {
        first.checkTheRest();
    }

    @Override
    public Findings findings() {
        second.findings().takeIrregularities().forEach(first.findings()::accept);
        return first.findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return first.locate(entity);
    }

    @Override
    public void close() {
        try (first) {
            second.close();
        }
    }
}
