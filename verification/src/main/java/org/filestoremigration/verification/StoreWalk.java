package org.filestoremigration.verification;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;

/**
 * Everything a store holds as one sequence of records, the same for equal stores: each experiment, followed by its
 * datasets, runs, logged models and traces; then each registered model, followed by its versions. A run or a
 * logged model is followed by its metric points.
 */
final class StoreWalk {

    private final StoreReader reader;
    private final Consumer<Entity> consumer;

    private StoreWalk(StoreReader reader, Consumer<Entity> consumer) {
        this.reader = reader;
        this.consumer = consumer;
    }

    static void walk(StoreReader reader, Consumer<Entity> consumer) {
        StoreWalk walk = new StoreWalk(reader, consumer);
        each(reader.experiments(), walk::experiment);
        each(reader.registeredModels(), walk::registeredModel);
    }

    private void experiment(Experiment experiment) {
        consumer.accept(experiment);
        each(reader.datasets(experiment), consumer);
        each(reader.runs(experiment), this::run);
        each(reader.loggedModels(experiment), this::loggedModel);
        each(reader.traces(experiment), consumer);
    }

    private void run(Run run) {
        consumer.accept(run);
        each(reader.metrics(run), consumer);
    }

    private void loggedModel(LoggedModel model) {
        consumer.accept(model);
        each(reader.metrics(model), consumer);
    }

    private void registeredModel(RegisteredModel model) {
        consumer.accept(model);
        each(reader.modelVersions(model), consumer);
    }

    private static <T> void each(Stream<T> stream, Consumer<? super T> action) {
        try (stream) {
            stream.forEachOrdered(action);
        }
    }
}
