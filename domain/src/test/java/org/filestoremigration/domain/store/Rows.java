package org.filestoremigration.domain.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Entities of one kind: those of each owner in key order, no key twice. */
final class Rows<O, E> {

    private final Map<O, NavigableSet<E>> owned = new HashMap<>();
    private final Comparator<? super E> order;

    /** @param order by the key alone, so that two versions of one entity count as the same */
    Rows(Comparator<? super E> order) {
        this.order = order;
    }

    /** Refuses a key that is there already. */
    void add(O owner, E entity) {
        if (!rows(owner).add(entity)) {
            throw new TargetException("This is in the store already: " + entity);
        }
    }

    /** Puts the entity in the place of the one with its key, or beside the others. */
    void put(O owner, E entity) {
        remove(owner, entity);
        add(owner, entity);
    }

    /** Refuses a change of what is not there just so. */
    void change(O owner, E before, E after) {
        if (rows(owner).stream().noneMatch(before::equals) || order.compare(before, after) != 0) {
            throw new TargetException("This is not in the store: " + before);
        }
        put(owner, after);
    }

    void remove(O owner, E entity) {
        rows(owner).remove(entity);
    }

    void clear(O owner) {
        rows(owner).clear();
    }

    boolean contains(O owner, E entity) {
        return rows(owner).contains(entity);
    }

    List<E> of(O owner) {
        return List.copyOf(rows(owner));
    }

    Stream<E> all() {
        return owned.values().stream().flatMap(NavigableSet::stream);
    }

    /** Of all owners together. */
    long size() {
        return owned.values().stream().mapToLong(NavigableSet::size).sum();
    }

    private NavigableSet<E> rows(O owner) {
        return owned.computeIfAbsent(owner, any -> new TreeSet<>(order));
    }
}
