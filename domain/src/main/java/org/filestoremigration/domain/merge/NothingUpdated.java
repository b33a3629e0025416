package org.filestoremigration.domain.merge;

import java.util.Iterator;
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

/** Takes everything and keeps nothing: what a plan is merged into. Histories are read to their end. */
final class NothingUpdated implements StoreUpdater {

    @Override
    public void write(Experiment experiment) {}

    @Override
    public void write(Dataset dataset) {}

    @Override
    public void write(Run run) {}

    @Override
    public long write(Run run, Iterator<Metric> history) {
        return length(history);
    }

    @Override
    public void write(LoggedModel model) {}

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        return length(history);
    }

    @Override
    public void write(Trace trace) {}

    @Override
    public void write(Span span) {}

    @Override
    public void write(RegisteredModel model) {}

    @Override
    public void write(ModelVersion version) {}

    @Override
    public void change(Experiment before, Experiment after) {}

    @Override
    public void change(Dataset before, Dataset after) {}

    @Override
    public void change(Run before, Run after) {}

    @Override
    public long add(Run run, Iterator<Metric> points) {
        return length(points);
    }

    @Override
    public void change(LoggedModel before, LoggedModel after) {}

    @Override
    public long add(LoggedModel model, Iterator<LoggedModelMetric> points) {
        return length(points);
    }

    @Override
    public void change(LoggedModel model, LoggedModelMetric before, LoggedModelMetric after) {}

    @Override
    public void change(Trace before, Trace after) {}

    @Override
    public void change(Span before, Span after) {}

    @Override
    public void change(RegisteredModel before, RegisteredModel after) {}

    @Override
    public void change(ModelVersion before, ModelVersion after) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}

    private static long length(Iterator<?> elements) {
        long length = 0;
        for (; elements.hasNext(); length++) {
            elements.next();
        }
        return length;
    }
}
