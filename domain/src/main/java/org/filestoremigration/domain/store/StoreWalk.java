package org.filestoremigration.domain.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;

/**
 * Everything a store holds as one sequence of records, the same for equal stores and in an order in which it can be
 * written: each experiment, followed by its datasets, runs and traces; then the logged models of each experiment, whose
 * metrics may come from a run of any experiment; then each registered model, followed by its versions. A run or a logged
 * model is followed by its metric points, a trace by its spans.
 *
 * <p>Every stream of the reader is asked for once.
 */
public final class StoreWalk {

    private final StoreReader reader;
    private final Consumer<Entity> consumer;
    private final List<Experiment> passed = new ArrayList<>();

    private StoreWalk(StoreReader reader, Consumer<Entity> consumer) {
        this.reader = reader;
        this.consumer = consumer;
    }

    /** Hands every record of a store to a consumer, on the calling thread. */
    public static void walk(StoreReader reader, Consumer<Entity> consumer) {
        StoreWalk walk = new StoreWalk(reader, consumer);
        each(reader.experiments(), walk::experiment);
        for (Experiment experiment : walk.passed) {
            each(reader.loggedModels(experiment), walk::loggedModel);
        }
        each(reader.registeredModels(), walk::registeredModel);
    }

    private void experiment(Experiment experiment) {
        consumer.accept(experiment);
        each(reader.datasets(experiment), consumer);
        each(reader.runs(experiment), this::run);
        each(reader.traces(experiment), this::trace);
        passed.add(withoutTags(experiment));
    }

    /** To ask for its logged models by: its tags may be long texts, and all experiments are held. */
    private static Experiment withoutTags(Experiment experiment) {
        return new Experiment(
                experiment.experimentId(),
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                List.of());
    }

    private void run(Run run) {
        consumer.accept(run);
        each(reader.metrics(run), consumer);
    }

    private void trace(Trace trace) {
        consumer.accept(trace);
        each(reader.spans(trace), consumer);
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
