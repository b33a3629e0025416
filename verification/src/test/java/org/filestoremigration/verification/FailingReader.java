package org.filestoremigration.verification;

import java.util.List;
import java.util.Optional;
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

/** Reads another store until it comes to the logged models. */
record FailingReader(StoreReader reader) implements StoreReader {

    @Override
    public Stream<Experiment> experiments() {
        return reader.experiments();
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return reader.datasets(experiment);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return reader.runs(experiment);
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
        throw new IllegalStateException("read error");
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
