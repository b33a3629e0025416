package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.store.Excerpt;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** Joins what rides inside an entity: lists in key order, no key twice. */
final class ListJoin {

    private final EntityKey owner;
    private final Joining joining;

    ListJoin(EntityKey owner, Joining joining) {
        this.owner = owner;
        this.joining = joining;
    }

    /**
     * All elements of both.
     *
     * @param key of an element
     * @param shown the value of an element that only the source has, for a person
     * @param both joins two elements of one key
     */
    <T extends Comparable<? super T>> List<T> join(
            List<T> target,
            List<T> source,
            Function<T, EntityKey> key,
            Function<T, Optional<String>> shown,
            BinaryOperator<T> both) {
        if (target.equals(source)) {
            return target;
        }
        List<T> joined = new ArrayList<>(target.size());
        int t = 0;
        for (T element : source) {
            while (t < target.size() && target.get(t).compareTo(element) < 0) {
                joined.add(target.get(t++));
            }
            if (t < target.size() && target.get(t).compareTo(element) == 0) {
                joined.add(both.apply(target.get(t++), element));
            } else {
                joining.outcomes()
                        .accept(new MergeOutcome.BroughtForward(
                                key.apply(element),
                                MergeOutcome.ROW,
                                null,
                                shown.apply(element)
                                        .map(text -> Excerpt.of(text, 0))
                                        .orElse(null)));
                joined.add(element);
            }
        }
        joined.addAll(target.subList(t, target.size()));
        return joined;
    }

    List<Tag> tags(EntityKind kind, String column, List<Tag> target, List<Tag> source) {
        return join(
                target,
                source,
                tag -> owner.child(kind, tag.key()),
                tag -> Optional.ofNullable(tag.value()),
                (theirs, ours) ->
                        new Tag(theirs.key(), value(kind, theirs.key(), column, theirs.value(), ours.value())));
    }

    List<Param> params(EntityKind kind, String column, List<Param> target, List<Param> source) {
        return join(
                target,
                source,
                param -> owner.child(kind, param.key()),
                param -> Optional.of(param.value()),
                (theirs, ours) -> new Param(
                        theirs.key(),
                        joining.of(owner.child(kind, theirs.key())).joinBoth(column, theirs.value(), ours.value())));
    }

    private @Nullable String value(
            EntityKind kind, String key, String column, @Nullable String target, @Nullable String source) {
        return joining.of(owner.child(kind, key)).join(column, target, source);
    }
}
