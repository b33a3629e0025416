package org.filestoremigration.verification;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.verification.Tallies.Presence;

/** Takes down what becomes of each pair of entities. */
final class Outcomes {

    /** What a {@link Progress} is notified of. */
    private static final Set<EntityKind> COUNTED_AS_PROGRESS = EnumSet.of(
            EntityKind.EXPERIMENT,
            EntityKind.RUN,
            EntityKind.LOGGED_MODEL,
            EntityKind.TRACE,
            EntityKind.REGISTERED_MODEL,
            EntityKind.MODEL_VERSION);

    private final Tallies tallies = new Tallies();
    private final Differences differences;
    private final Progress progress;
    private final Irregularities irregularities;

    /** @param irregularInSource what the source's reader reports of itself, as far as it has got */
    Outcomes(int limit, Progress progress, Tolerance tolerance, KeySet irregularInSource) {
        this.differences = new Differences(limit, tolerance.allowed());
        this.progress = progress;
        this.irregularities = new Irregularities(tallies, differences, tolerance, irregularInSource);
    }

    /** All that was written is in both stores. */
    void both(MigrationSummary written) {
        written.written().forEach(tallies::count);
    }

    /** A record of both stores passed, which is counted already. */
    void passed(Entity entity) {
        if (!(entity instanceof Metric)
                && COUNTED_AS_PROGRESS.contains(EntityTypes.of(entity).kind())) {
            progress.advanced(1);
        }
    }

    private void tally(EntityKind kind, Presence presence) {
        tallies.count(kind, presence);
        if (presence != Presence.TARGET && COUNTED_AS_PROGRESS.contains(kind)) {
            progress.advanced(1);
        }
    }

    /** One entity and what rides in it, in one or both stores, without a difference of its own. */
    <T extends Record> void count(EntityType<T> type, T entity, Presence presence) {
        tally(type.kind(), presence);
        type.parts().forEach(part -> countPart(part, entity, presence));
    }

    private <T extends Record, C extends Record & Comparable<? super C>> void countPart(
            EntityType.Part<T, C> part, T entity, Presence presence) {
        part.list().apply(entity).forEach(child -> count(part.type(), child, presence));
    }

    /** An entity that is in both stores, and what rides in it. */
    <T extends Record> void both(EntityType<T> type, EntityKey owner, T expected, T actual) {
        both(type, any -> owner, expected, actual);
    }

    /** @param owner asked for only where the two differ */
    @SuppressWarnings("ReferenceEquality") // only a short cut
    <T extends Record> void both(EntityType<T> type, Function<EntityType<?>, EntityKey> owner, T expected, T actual) {
        if (expected == actual || expected.equals(actual)) {
            count(type, expected, Presence.BOTH);
            return;
        }
        EntityKey key = type.key(owner.apply(type), expected);
        tally(type.kind(), Presence.BOTH);
        changed(type, key, expected, actual);
        type.parts().forEach(part -> joinPart(part, key, expected, actual));
    }

    private <T extends Record, C extends Record & Comparable<? super C>> void joinPart(
            EntityType.Part<T, C> part, EntityKey owner, T expected, T actual) {
        Iterator<C> left = part.list().apply(expected).iterator();
        Iterator<C> right = part.list().apply(actual).iterator();
        OrderedJoin.join(left, right, Comparator.<C>naturalOrder(), new Matching<>(part.type(), owner, this));
    }

    private <T extends Record> void changed(EntityType<T> type, EntityKey key, T expected, T actual) {
        List<Column> columns = type.differing(expected, actual);
        for (Column column : columns) {
            differences.addChanged(key, column.name(), column.text(expected), column.text(actual));
            irregularities.known(key, column.name());
        }
        if (!columns.isEmpty()) {
            tallies.differs(type.kind());
            irregularities.known(key);
        }
    }

    /** An entity that only the source has; what rides in it is missing with it. */
    <T extends Record> void missing(EntityType<T> type, EntityKey owner, T entity) {
        EntityKey key = type.key(owner, entity);
        count(type, entity, Presence.SOURCE);
        differences.add(new Difference.Missing(key, type.describe(entity), Optional.empty()));
        irregularities.known(key, Difference.ROW);
    }

    /** An entity that only the target has, and what rides in it. */
    <T extends Record> void unexpected(EntityType<T> type, EntityKey owner, T entity) {
        EntityKey key = type.key(owner, entity);
        count(type, entity, Presence.TARGET);
        differences.add(new Difference.Unexpected(key, type.describe(entity)));
        irregularities.unmatched(key);
    }

    void irregularity(Irregularity irregularity) {
        irregularities.add(irregularity);
    }

    VerificationReport report(StoreReader source, String contentDigest) {
        irregularities.settle();
        return new VerificationReport(
                tallies.result(),
                differences.located(source),
                differences.total(),
                differences.counts(),
                contentDigest,
                differences.allowed());
    }
}
