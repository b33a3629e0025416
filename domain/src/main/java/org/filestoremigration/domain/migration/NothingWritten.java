package org.filestoremigration.domain.migration;

import java.util.Iterator;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** Takes everything and keeps nothing: what a plan is copied into. Metric histories are read to their end. */
final class NothingWritten implements StoreWriter {

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
    public void commit() {}

    @Override
    public void close() {}

    /** Reads every point, and so meets every finding. */
    private static long length(Iterator<?> history) {
        long length = 0;
        for (; history.hasNext(); history.next()) {
            length++;
        }
        return length;
    }
}
