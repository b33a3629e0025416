package org.filestoremigration.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.jooq.TableRecord;

/** Small rows of several owners, which are asked for in any order: read with one query and kept until others are. */
final class HeldRows<R extends TableRecord<R>> {

    private final RowQuery<R> query;
    private final Function<R, String> ownerOf;
    private final Map<String, List<R>> held = new HashMap<>();

    HeldRows(RowQuery<R> query, Function<R, String> ownerOf) {
        this.query = query;
        this.ownerOf = ownerOf;
    }

    /** Reads the rows of owners, and forgets those of others. */
    void hold(Collection<String> owners) {
        held.clear();
        if (owners.isEmpty()) {
            return;
        }
        owners.forEach(owner -> held.put(owner, List.of()));
        try (Stream<R> rows = query.together(List.copyOf(owners))) {
            rows.forEachOrdered(row -> held.merge(ownerOf.apply(row), List.of(row), HeldRows::joined));
        }
    }

    private static <R> List<R> joined(List<R> first, List<R> then) {
        List<R> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    boolean holds(String owner) {
        return held.containsKey(owner);
    }

    Stream<R> all() {
        return held.values().stream().flatMap(List::stream);
    }

    /** The rows of an owner, held or not. */
    List<R> list(EntityKey key, String owner) {
        List<R> rows = held.get(owner);
        return rows == null ? query.list(key, owner) : rows;
    }
}
