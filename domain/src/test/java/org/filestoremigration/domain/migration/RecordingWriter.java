package org.filestoremigration.domain.migration;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** Writes into a store in memory and notes down each call. */
final class RecordingWriter implements StoreWriter {

    final List<String> calls = new ArrayList<>();
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public void write(Experiment experiment) {
        calls.add("experiment " + experiment.experimentId());
        store.write(experiment);
    }

    @Override
    public void write(Dataset dataset) {
        calls.add("dataset " + dataset.datasetId());
        store.write(dataset);
    }

    @Override
    public void write(Run run) {
        calls.add("run " + run.runId());
        store.write(run);
    }

    @Override
    public long write(Run run, Iterator<Metric> history) {
        calls.add("metrics of " + run.runId());
        return store.write(run, history);
    }

    @Override
    public void write(LoggedModel model) {
        calls.add("logged model " + model.modelId());
        store.write(model);
    }

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        calls.add("metrics of " + model.modelId());
        return store.write(model, history);
    }

    @Override
    public void write(Trace trace) {
        calls.add("trace " + trace.traceId());
        store.write(trace);
    }

    @Override
    public void write(Span span) {
        calls.add("span " + span.spanId());
        store.write(span);
    }

    @Override
    public void write(RegisteredModel model) {
        calls.add("registered model " + model.name());
        store.write(model);
    }

    @Override
    public void write(ModelVersion version) {
        calls.add("version " + version.name() + " " + version.version());
        store.write(version);
    }

    @Override
    public void commit() {
        calls.add("commit");
        store.commit();
    }

    @Override
    public void close() {
        calls.add("close");
        store.close();
    }
}
