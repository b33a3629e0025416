package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Run;

/**
 * Which experiments, runs, logged models, traces, assessments, registered models and versions a store has, sixteen bytes
 * for each.
 */
public final class EntityIds implements Consumer<Entity> {

    /** How many of each kind are named. */
    private static final int NAMED = 5;

    /**
     * Entities that another store has besides.
     *
     * @param names of the first ones
     */
    public record Others(EntityKind kind, long count, List<String> names) {

        public Others {
            names = List.copyOf(names);
        }
    }

    private final KeySet ids = new KeySet();

    /** Takes down one entity of the store. */
    @Override
    public void accept(Entity entity) {
        keys(entity).forEach(key -> ids.add(key, ""));
    }

    /** What another store has and this one lacks, by kind; the default experiment, which MLflow makes, aside. */
    public List<Others> lackedOf(StoreReader other) {
        Map<EntityKind, Long> counts = new EnumMap<>(EntityKind.class);
        Map<EntityKind, List<String>> names = new EnumMap<>(EntityKind.class);
        EntityWalk.walk(
                other,
                entity -> keys(entity).filter(key -> !ids.contains(key, "")).forEach(key -> {
                    counts.merge(key.kind(), 1L, Long::sum);
                    List<String> named = names.computeIfAbsent(key.kind(), kind -> new ArrayList<>());
                    if (named.size() < NAMED) {
                        named.add(String.join("/", key.names()));
                    }
                }));
        List<Others> others = new ArrayList<>();
        counts.forEach((kind, count) -> others.add(new Others(kind, count, names.getOrDefault(kind, List.of()))));
        return others;
    }

    private static Stream<EntityKey> keys(Entity entity) {
        if (entity instanceof Experiment experiment) {
            return experiment.experimentId().equals(ExperimentId.DEFAULT)
                    ? Stream.empty()
                    : Stream.of(EntityKey.of(EntityKind.EXPERIMENT, experiment.experimentId()));
        } else if (entity instanceof Run run) {
            return Stream.of(EntityKey.of(EntityKind.RUN, run.runId()));
        } else if (entity instanceof LoggedModel model) {
            return Stream.of(EntityKey.of(EntityKind.LOGGED_MODEL, model.modelId()));
        } else if (entity instanceof Trace trace) {
            return Stream.concat(
                    Stream.of(EntityKey.of(EntityKind.TRACE, trace.traceId())),
                    trace.assessments().stream()
                            .map(Assessment::assessmentId)
                            .map(id -> EntityKey.of(EntityKind.ASSESSMENT, id)));
        } else if (entity instanceof RegisteredModel model) {
            return Stream.of(EntityKey.of(EntityKind.REGISTERED_MODEL, model.name()));
        } else if (entity instanceof ModelVersion version) {
            return Stream.of(EntityKey.of(EntityKind.MODEL_VERSION, version.name(), version.version()));
        }
        return Stream.empty();
    }
}
