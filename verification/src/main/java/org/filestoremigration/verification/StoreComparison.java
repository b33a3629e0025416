package org.filestoremigration.verification;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.verification.Tallies.Presence;

/** Joins the {@link StoreWalk}s of two stores, level by level. */
final class StoreComparison {

    /** The owner of what belongs to the store itself. */
    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    private static final Set<Class<? extends Entity>> IN_EXPERIMENT =
            Set.of(Dataset.class, Run.class, Metric.class, Trace.class, Span.class);
    private static final Set<Class<? extends Entity>> IN_TRACE = Set.of(Span.class);
    private static final Set<Class<? extends Entity>> IN_RUN = Set.of(Metric.class);
    private static final Set<Class<? extends Entity>> IN_LOGGED_MODEL = Set.of(LoggedModelMetric.class);
    private static final Set<Class<? extends Entity>> IN_REGISTERED_MODEL = Set.of(ModelVersion.class);

    private final Feed expected;
    private final Feed actual;
    private final Outcomes outcomes;
    /** The experiments that only one store has: their logged models, which come later, are missing with them. */
    private final Set<ExperimentId> unmatched = new HashSet<>();

    StoreComparison(Feed expected, Feed actual, Outcomes outcomes) {
        this.expected = expected;
        this.actual = actual;
        this.outcomes = outcomes;
    }

    void run() {
        Comparator<LoggedModel> models =
                comparing(LoggedModel::experimentId).thenComparing(LoggedModel::modelId, TextOrder::compare);
        join(
                Experiment.class,
                comparing(Experiment::experimentId),
                owning(EntityTypes.EXPERIMENT, experiment -> STORE, this::experiment, IN_EXPERIMENT, this::remember));
        join(
                LoggedModel.class,
                models,
                owning(
                        EntityTypes.LOGGED_MODEL,
                        model -> EntityKey.of(EntityKind.EXPERIMENT, model.experimentId()),
                        this::loggedModel,
                        IN_LOGGED_MODEL,
                        model -> unmatched.contains(model.experimentId())));
        join(
                RegisteredModel.class,
                comparing(RegisteredModel::name, TextOrder::compare),
                owning(
                        EntityTypes.REGISTERED_MODEL,
                        model -> STORE,
                        this::registeredModel,
                        IN_REGISTERED_MODEL,
                        model -> false));
    }

    /** An experiment that only one store has is itself reported. */
    private boolean remember(Experiment experiment) {
        unmatched.add(experiment.experimentId());
        return false;
    }

    private void experiment(EntityKey key) {
        Comparator<Dataset> datasets = comparing(Dataset::datasetId, TextOrder::compare);
        Comparator<Run> runs = comparing(Run::runId, TextOrder::compare);
        Comparator<Trace> traces = comparing(Trace::traceId, TextOrder::compare);
        join(Dataset.class, datasets, new Matching<>(EntityTypes.DATASET, key, outcomes));
        join(Run.class, runs, owning(EntityTypes.RUN, run -> key, this::run, IN_RUN, run -> false));
        join(Trace.class, traces, owning(EntityTypes.TRACE, trace -> key, this::trace, IN_TRACE, trace -> false));
    }

    private void run(EntityKey key) {
        PointMatching points = new PointMatching(key, outcomes);
        join(Metric.class, Comparator.naturalOrder(), points);
        points.finish();
    }

    private void trace(EntityKey key) {
        join(Span.class, comparing(Span::spanId, TextOrder::compare), new Matching<>(EntityTypes.SPAN, key, outcomes));
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

    /**
     * @param content what may follow an entity because it belongs to it
     * @param counted whether an entity of one store only is missing with its owner, and so has no difference of its own
     */
    private <T extends Record & Entity> OrderedJoin.Visitor<T> owning(
            EntityType<T> type,
            Function<T, EntityKey> owner,
            Consumer<EntityKey> inside,
            Set<Class<? extends Entity>> content,
            Predicate<T> counted) {
        return new OrderedJoin.Visitor<>() {
            @Override
            public void both(T left, T right) {
                EntityKey key = owner.apply(left);
                outcomes.both(type, key, left, right);
                inside.accept(type.key(key, left));
            }

            @Override
            public void onlyExpected(T left) {
                if (counted.test(left)) {
                    outcomes.count(type, left, Presence.SOURCE);
                } else {
                    outcomes.missing(type, owner.apply(left), left);
                }
                skip(expected, content, Presence.SOURCE);
            }

            @Override
            public void onlyActual(T right) {
                if (counted.test(right)) {
                    outcomes.count(type, right, Presence.TARGET);
                } else {
                    outcomes.unexpected(type, owner.apply(right), right);
                }
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
