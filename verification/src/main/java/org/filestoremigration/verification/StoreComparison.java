package org.filestoremigration.verification;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.verification.Tallies.Presence;

/** Joins the {@link StoreWalk}s of two stores, level by level. */
final class StoreComparison {

    /** The owner of what belongs to the store itself. */
    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    private static final Set<Class<? extends Entity>> IN_EXPERIMENT =
            Set.of(Dataset.class, Run.class, Metric.class, LoggedModel.class, LoggedModelMetric.class, Trace.class);
    private static final Set<Class<? extends Entity>> IN_RUN = Set.of(Metric.class);
    private static final Set<Class<? extends Entity>> IN_LOGGED_MODEL = Set.of(LoggedModelMetric.class);
    private static final Set<Class<? extends Entity>> IN_REGISTERED_MODEL = Set.of(ModelVersion.class);

    private final Feed expected;
    private final Feed actual;
    private final Outcomes outcomes;

    StoreComparison(Feed expected, Feed actual, Outcomes outcomes) {
        this.expected = expected;
        this.actual = actual;
        this.outcomes = outcomes;
    }

    void run() {
        Comparator<Experiment> byId = comparing(Experiment::experimentId);
        Comparator<RegisteredModel> byName = comparing(RegisteredModel::name, TextOrder::compare);
        join(Experiment.class, byId, owning(EntityTypes.EXPERIMENT, STORE, this::experiment, IN_EXPERIMENT));
        join(
                RegisteredModel.class,
                byName,
                owning(EntityTypes.REGISTERED_MODEL, STORE, this::registeredModel, IN_REGISTERED_MODEL));
    }

    private void experiment(EntityKey key) {
        Comparator<Dataset> datasets = comparing(Dataset::datasetId, TextOrder::compare);
        Comparator<Run> runs = comparing(Run::runId, TextOrder::compare);
        Comparator<LoggedModel> models = comparing(LoggedModel::modelId, TextOrder::compare);
        Comparator<Trace> traces = comparing(Trace::traceId, TextOrder::compare);
        join(Dataset.class, datasets, new Matching<>(EntityTypes.DATASET, key, outcomes));
        join(Run.class, runs, owning(EntityTypes.RUN, key, this::run, IN_RUN));
        join(LoggedModel.class, models, owning(EntityTypes.LOGGED_MODEL, key, this::loggedModel, IN_LOGGED_MODEL));
        join(Trace.class, traces, new Matching<>(EntityTypes.TRACE, key, outcomes));
    }

    private void run(EntityKey key) {
        PointMatching points = new PointMatching(key, outcomes);
        join(Metric.class, Comparator.naturalOrder(), points);
        points.finish();
    }

    private void loggedModel(EntityKey key) {
        join(
                LoggedModelMetric.class,
                Comparator.naturalOrder(),
                new Matching<>(EntityTypes.LOGGED_MODEL_METRIC, key, outcomes));
    }

    private void registeredModel(EntityKey key) {
        join(
                ModelVersion.class,
                comparingLong(ModelVersion::version),
                new Matching<>(EntityTypes.MODEL_VERSION, key, outcomes));
    }

    private <T extends Record & Entity> void join(Class<T> type, Comparator<T> order, OrderedJoin.Visitor<T> visitor) {
        OrderedJoin.join(expected.next(type), actual.next(type), order, visitor);
    }

    private <T extends Record & Entity> OrderedJoin.Visitor<T> owning(
            EntityType<T> type, EntityKey owner, Consumer<EntityKey> inside, Set<Class<? extends Entity>> content) {
        Matching<T> matching = new Matching<>(type, owner, outcomes);
        return new OrderedJoin.Visitor<>() {
            @Override
            public void both(T left, T right) {
                matching.both(left, right);
                inside.accept(type.key(owner, left));
            }

            @Override
            public void onlyExpected(T left) {
                matching.onlyExpected(left);
                skip(expected, content, Presence.SOURCE);
            }

            @Override
            public void onlyActual(T right) {
                matching.onlyActual(right);
                skip(actual, content, Presence.TARGET);
            }
        };
    }

    /** Counts what belongs to an entity that the other store does not have. */
    private void skip(Feed feed, Set<Class<? extends Entity>> content, Presence presence) {
        for (Entity next = feed.peek(); next != null && content.contains(next.getClass()); next = feed.peek()) {
            Entity entity = feed.take(next);
            outcomes.count(EntityTypes.of(entity), (Record) entity, presence);
        }
    }
}
