package org.filestoremigration.domain.migration;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * Everything a store holds in an order in which it can be written: each experiment, followed by its datasets, runs and
 * traces; then all logged models, whose metrics may come from a run of any experiment; then each registered model,
 * followed by its versions. A run is followed by its latest metrics and then its metric points, a logged model by its
 * metric points.
 */
final class OwnersFirst {

    private final StoreReader source;
    private final Consumer<Record> consumer;

    private OwnersFirst(StoreReader source, Consumer<Record> consumer) {
        this.source = source;
        this.consumer = consumer;
    }

    static void walk(StoreReader source, Consumer<Record> consumer) {
        OwnersFirst walk = new OwnersFirst(source, consumer);
        each(source.experiments(), walk::experiment);
        each(source.experiments(), experiment -> each(source.loggedModels(experiment), walk::loggedModel));
        each(source.registeredModels(), walk::registeredModel);
    }

    private void experiment(Experiment experiment) {
        consumer.accept(experiment);
        each(source.datasets(experiment), consumer);
        each(source.runs(experiment), this::run);
        each(source.traces(experiment), consumer);
    }

    private void run(Run run) {
        consumer.accept(run);
        try (Stream<Metric> history = source.metrics(run)) {
            source.latestMetrics(run).forEach(consumer);
            history.forEachOrdered(consumer);
        }
    }

    private void loggedModel(LoggedModel model) {
        consumer.accept(model);
        each(source.metrics(model), consumer);
    }

    private void registeredModel(RegisteredModel model) {
        consumer.accept(model);
        each(source.modelVersions(model), consumer);
    }

    private static <T> void each(Stream<T> stream, Consumer<? super T> action) {
        try (stream) {
            stream.forEachOrdered(action);
        }
    }
}
