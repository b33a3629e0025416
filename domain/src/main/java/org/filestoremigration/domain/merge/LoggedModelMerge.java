package org.filestoremigration.domain.merge;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.GroupedMerge.Member;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.jspecify.annotations.Nullable;

/** Brings logged models and their histories into a target. */
final class LoggedModelMerge {

    private final StoreReader source;
    private final StoreReader inOrder;
    private final IndexedStore before;
    private final MergeTarget target;

    LoggedModelMerge(StoreReader source, TargetReaders before, MergeTarget target) {
        this.source = source;
        this.inOrder = before.inOrder();
        this.before = before.byId();
        this.target = target;
    }

    void onlyOurs(LoggedModel model) {
        Optional<LoggedModel> elsewhere = before.loggedModel(model.modelId());
        if (elsewhere.isPresent()) {
            EntityKey there = LoggedModelJoin.key(elsewhere.get());
            target.outcomes().accept(new MergeOutcome.Joined(there, LoggedModelJoin.key(model), model.modelId()));
            LoggedModel theirs = elsewhere.get();
            LoggedModel joined = LoggedModelJoin.join(theirs, model, target.joining());
            target.witness().joinedElsewhere(theirs, Moved.to(theirs.experimentId(), model), joined);
            bringForward(theirs, before.metrics(theirs), model, joined);
            return;
        }
        target.updater().write(model);
        target.witness().passed(null, model, model);
        try (Stream<LoggedModelMetric> history = source.metrics(model)) {
            Stream<LoggedModelMetric> seen =
                    history.peek(point -> target.witness().passed(null, point, point));
            long points = target.updater().write(model, seen.iterator());
            target.outcomes().added(EntityKind.LOGGED_MODEL_METRIC, points);
        }
        target.outcomes().added(EntityKind.LOGGED_MODEL, 1);
        target.added(EntityKind.LOGGED_MODEL_PARAM, model.params());
        target.added(EntityKind.LOGGED_MODEL_TAG, model.tags());
        target.passed();
    }

    void onlyTheirs(LoggedModel model) {
        target.witness().passed(model, null, model);
        try (Stream<LoggedModelMetric> history = inOrder.metrics(model)) {
            history.forEachOrdered(point -> target.witness().passed(point, null, point));
        }
        target.tellIrregularities();
    }

    void both(LoggedModel theirs, LoggedModel ours) {
        LoggedModel joined = LoggedModelJoin.join(theirs, ours, target.joining());
        target.witness().passed(theirs, ours, joined);
        bringForward(theirs, inOrder.metrics(theirs), ours, joined);
    }

    private void bringForward(
            LoggedModel theirs, Stream<LoggedModelMetric> history, LoggedModel ours, LoggedModel joined) {
        boolean[] differ = {false};
        try (history;
                Stream<LoggedModelMetric> here = source.metrics(ours)) {
            Iterator<LoggedModelMetric> missing =
                    new Additions<>(history.iterator(), here.iterator(), Comparator.naturalOrder(), (had, has) -> {
                        differ[0] |= differ(had, has);
                        target.witness().passed(had, has, foretold(theirs, had, has));
                    });
            target.outcomes()
                    .broughtForward(
                            EntityKind.LOGGED_MODEL_METRIC, target.updater().add(theirs, missing));
        }
        if (differ[0]) {
            try (Stream<List<Member<LoggedModelMetric>>> points = points(theirs, ours)) {
                points.filter(group -> differ(GroupedMerge.theirs(group), GroupedMerge.ours(group)))
                        .forEachOrdered(group -> join(
                                theirs, group.get(0).element(), group.get(1).element()));
            }
        }
        if (!joined.equals(theirs)) {
            target.updater().change(theirs, joined);
        }
        target.passed();
    }

    /** What becomes of a point, which is reported when it is changed. */
    private LoggedModelMetric foretold(
            LoggedModel model, @Nullable LoggedModelMetric theirs, @Nullable LoggedModelMetric ours) {
        return differ(theirs, ours)
                ? LoggedModelJoin.join(
                        LoggedModelJoin.key(model),
                        Objects.requireNonNull(theirs),
                        Objects.requireNonNull(ours),
                        new Joining(target.onConflict(), new MergeOutcomes()))
                : Objects.requireNonNull(theirs == null ? ours : theirs);
    }

    private static boolean differ(@Nullable LoggedModelMetric theirs, @Nullable LoggedModelMetric ours) {
        return theirs != null && ours != null && !theirs.equals(ours);
    }

    private Stream<List<Member<LoggedModelMetric>>> points(LoggedModel theirs, LoggedModel ours) {
        return GroupedMerge.of(
                List.of(before.metrics(theirs), source.metrics(ours)), Comparator.<LoggedModelMetric>naturalOrder());
    }

    private void join(LoggedModel model, LoggedModelMetric theirs, LoggedModelMetric ours) {
        LoggedModelMetric joined = LoggedModelJoin.join(LoggedModelJoin.key(model), theirs, ours, target.joining());
        if (!joined.equals(theirs)) {
            target.updater().change(model, theirs, joined);
        }
    }
}
