package org.filestoremigration.verification;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.store.StoreReader;

/** The entities of a store without their histories and datasets. */
final class EntityWalk {

    private EntityWalk() {}

    static void walk(StoreReader store, Consumer<Entity> consumer) {
        each(store.experiments(), experiment -> {
            consumer.accept(experiment);
            each(store.runs(experiment), consumer);
            each(store.loggedModels(experiment), consumer);
            each(store.traces(experiment), consumer);
        });
        each(store.registeredModels(), model -> {
            consumer.accept(model);
            each(store.modelVersions(model), consumer);
        });
    }

    private static <T> void each(Stream<T> stream, Consumer<? super T> action) {
        try (stream) {
            stream.forEachOrdered(action);
        }
    }
}
