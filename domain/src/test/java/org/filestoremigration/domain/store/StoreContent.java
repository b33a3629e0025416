package org.filestoremigration.domain.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All that a reader delivers, in one list: equal lists mean equal stores. */
public final class StoreContent {

    private StoreContent() {}

    /** Each entity before what belongs to it, the records themselves. */
    public static List<Object> of(StoreReader reader) {
        List<Object> content = new ArrayList<>();
        each(reader.experiments(), experiment -> {
            content.add(experiment);
            each(reader.datasets(experiment), content::add);
            each(reader.runs(experiment), run -> {
                content.add(run);
                each(reader.metrics(run), content::add);
                content.addAll(reader.latestMetrics(run));
            });
            each(reader.loggedModels(experiment), model -> {
                content.add(model);
                each(reader.metrics(model), content::add);
            });
            each(reader.traces(experiment), content::add);
        });
        each(reader.registeredModels(), model -> {
            content.add(model);
            each(reader.modelVersions(model), content::add);
        });
        return content;
    }

    private static <E> void each(Stream<E> stream, Consumer<? super E> action) {
        try (stream) {
            stream.forEachOrdered(action);
        }
    }
}
