package org.filestoremigration.verification;

import java.util.EnumMap;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;

/** Counts entities of every kind on both sides. */
final class Tallies {

    /** In which stores an entity is. */
    enum Presence {
        SOURCE,
        TARGET,
        BOTH
    }

    private static final class Count {
        private long source;
        private long target;
        private long both;
        private long differing;

        private Tally tally() {
            return new Tally(source, target, both - differing, differing);
        }
    }

    private final Map<EntityKind, Count> counts = new EnumMap<>(EntityKind.class);

    void count(EntityKind kind, Presence presence) {
        Count count = of(kind);
        count.source += presence == Presence.TARGET ? 0 : 1;
        count.target += presence == Presence.SOURCE ? 0 : 1;
        count.both += presence == Presence.BOTH ? 1 : 0;
    }

    /** So many that are in both. */
    void count(EntityKind kind, long both) {
        Count count = of(kind);
        count.source += both;
        count.target += both;
        count.both += both;
    }

    /** An entity that is in both has at least one difference. */
    void differs(EntityKind kind) {
        of(kind).differing++;
    }

    private Count of(EntityKind kind) {
        return counts.computeIfAbsent(kind, first -> new Count());
    }

    /** The kinds that either store has. */
    Map<EntityKind, Tally> result() {
        Map<EntityKind, Tally> result = new EnumMap<>(EntityKind.class);
        counts.forEach((kind, count) -> result.put(kind, count.tally()));
        return result;
    }
}
