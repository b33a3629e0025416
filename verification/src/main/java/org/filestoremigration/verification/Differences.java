package org.filestoremigration.verification;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.store.Excerpt;
import org.filestoremigration.domain.store.StoreReader;
import org.jspecify.annotations.Nullable;

/** Counts all differences and keeps the first ones, at least one of each group as long as the limit allows it. */
final class Differences {

    private final int limit;
    private final Predicate<Difference> allowed;
    private final SortedMap<DifferenceGroup, Long> counts = new TreeMap<>();
    private final Map<DifferenceGroup, List<Difference>> kept = new TreeMap<>();
    private int keptCount;
    private long allowedCount;

    Differences(int limit, Predicate<Difference> allowed) {
        this.limit = limit;
        this.allowed = allowed;
    }

    /** Adds that a field has another value, of which what differs is shown. */
    void addChanged(EntityKey key, String field, @Nullable String expected, @Nullable String found) {
        int position = expected == null || found == null ? 0 : Excerpt.commonPrefix(expected, found);
        add(new Difference.Changed(
                key, field, excerpt(expected, position), excerpt(found, position), Optional.empty()));
    }

    private static @Nullable String excerpt(@Nullable String text, int position) {
        return text == null ? null : Excerpt.of(text, position);
    }

    void add(Difference difference) {
        if (allowed.test(difference)) {
            allowedCount++;
            return;
        }
        DifferenceGroup group = DifferenceGroup.of(difference);
        if (counts.merge(group, 1L, Long::sum) == 1) {
            makeRoom();
        }
        if (keptCount < limit) {
            kept.computeIfAbsent(group, first -> new ArrayList<>()).add(difference);
            keptCount++;
        }
    }

    /** Adds to what is said of a row that only the target has, if it is kept. */
    void explain(EntityKey entity, String what) {
        for (List<Difference> group : kept.values()) {
            group.replaceAll(difference -> difference instanceof Difference.Unexpected row
                            && row.entity().equals(entity)
                    ? new Difference.Unexpected(entity, row.found() == null ? what : row.found() + "; " + what)
                    : difference);
        }
    }

    /** The group with the most examples gives up its last one, unless one is all that each group has. */
    private void makeRoom() {
        if (keptCount == limit && limit > 0) {
            List<Difference> largest =
                    kept.values().stream().max(comparingInt(List::size)).orElseThrow();
            if (largest.size() > 1) {
                largest.remove(largest.size() - 1);
                keptCount--;
            }
        }
    }

    /** How many were allowed, and are not among the others. */
    long allowed() {
        return allowedCount;
    }

    SortedMap<DifferenceGroup, Long> counts() {
        return counts;
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The kept ones by group, each with its place in the source. */
    List<Difference> located(StoreReader source) {
        return kept.values().stream()
                .flatMap(List::stream)
                .map(difference -> located(difference, source))
                .toList();
    }

    private static Difference located(Difference difference, StoreReader source) {
        EntityKey entity = difference.entity();
        if (difference instanceof Difference.Missing missing) {
            return new Difference.Missing(entity, missing.expected(), source.locate(entity));
        } else if (difference instanceof Difference.Changed changed) {
            Optional<SourcePlace> place = source.locate(entity);
            return new Difference.Changed(entity, changed.field(), changed.expected(), changed.found(), place);
        }
        return difference;
    }
}
