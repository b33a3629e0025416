package org.filestoremigration.domain.merge;

import java.util.Iterator;
import java.util.function.Supplier;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/** A target that is only opened for changes when there is a change. */
public final class DeferredUpdater implements StoreUpdater {

    private final Supplier<StoreUpdater> target;
    private @Nullable StoreUpdater opened;

    /** @param target asked at most once */
    public DeferredUpdater(Supplier<StoreUpdater> target) {
        this.target = target;
    }

    /** Whether anything was changed. */
    public boolean isOpened() {
        return opened != null;
    }

    private StoreUpdater open() {
        StoreUpdater updater = opened == null ? target.get() : opened;
        opened = updater;
        return updater;
    }

    @Override
    public void write(Experiment experiment) {
        open().write(experiment);
    }

    @Override
    public void write(Dataset dataset) {
        open().write(dataset);
    }

    @Override
    public void write(Run run) {
        open().write(run);
    }

    @Override
    public void write(LoggedModel model) {
        open().write(model);
    }

    @Override
    public void write(Trace trace) {
        open().write(trace);
    }

    @Override
    public void write(Span span) {
        open().write(span);
    }

    @Override
    public void write(RegisteredModel model) {
        open().write(model);
    }

    @Override
    public void write(ModelVersion version) {
        open().write(version);
    }

    @Override
    public long write(Run run, Iterator<Metric> history) {
        return open().write(run, history);
    }

    @Override
    public long add(Run run, Iterator<Metric> points) {
        return points.hasNext() ? open().add(run, points) : 0;
    }

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        return open().write(model, history);
    }

    @Override
    public long add(LoggedModel model, Iterator<LoggedModelMetric> points) {
        return points.hasNext() ? open().add(model, points) : 0;
    }

    @Override
    public void change(Experiment before, Experiment after) {
        open().change(before, after);
    }

    @Override
    public void change(Dataset before, Dataset after) {
        open().change(before, after);
    }

    @Override
    public void change(Run before, Run after) {
        open().change(before, after);
    }

    @Override
    public void change(LoggedModel before, LoggedModel after) {
        open().change(before, after);
    }

    @Override
    public void change(Trace before, Trace after) {
        open().change(before, after);
    }

    @Override
    public void change(Span before, Span after) {
        open().change(before, after);
    }

    @Override
    public void change(RegisteredModel before, RegisteredModel after) {
        open().change(before, after);
    }

    @Override
    public void change(ModelVersion before, ModelVersion after) {
        open().change(before, after);
    }

    @Override
    public void change(LoggedModel model, LoggedModelMetric before, LoggedModelMetric after) {
        open().change(model, before, after);
    }

    @Override
    public void commit() {
        if (opened != null) {
            opened.commit();
        }
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
