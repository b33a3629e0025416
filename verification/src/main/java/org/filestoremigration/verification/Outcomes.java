package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Excerpt;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.verification.Tallies.Presence;
import org.jspecify.annotations.Nullable;

/** Takes down what becomes of each pair of entities, and of the irregularities that the target's reader reports. */
final class Outcomes {

    /** Irregularities wait for the comparison of the values, because a reader that reads ahead reports them before. */
    private static final int WAITING = 100_000;

    private static final String ANY_FIELD = "";

    /** What a {@link Progress} is told of. */
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
    private final KeySet reported = new KeySet();
    private final KeySet unmatched = new KeySet();
    private final List<Irregularity> waiting = new ArrayList<>();
    private final Tolerance tolerance;
    private final KeySet irregularInSource;

    /** @param irregularInSource what the source's reader reports of itself, as far as it has got */
    Outcomes(int limit, Progress progress, Tolerance tolerance, KeySet irregularInSource) {
        this.differences = new Differences(limit, tolerance.allowed());
        this.progress = progress;
        this.tolerance = tolerance;
        this.irregularInSource = irregularInSource;
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
        if (expected.equals(actual)) {
            count(type, expected, Presence.BOTH);
            return;
        }
        EntityKey key = type.key(owner, expected);
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
            differences.add(change(key, column.name(), column.text(expected), column.text(actual)));
            reported.add(key, column.name());
        }
        if (!columns.isEmpty()) {
            tallies.differs(type.kind());
            reported.add(key, ANY_FIELD);
        }
    }

    private static Difference change(EntityKey key, String field, @Nullable String expected, @Nullable String found) {
        int position = expected == null || found == null ? 0 : Excerpt.commonPrefix(expected, found);
        return new Difference.Changed(
                key, field, excerpt(expected, position), excerpt(found, position), Optional.empty());
    }

    private static @Nullable String excerpt(@Nullable String text, int position) {
        return text == null ? null : Excerpt.of(text, position);
    }

    /** An entity that only the source has; what rides in it is missing with it. */
    <T extends Record> void missing(EntityType<T> type, EntityKey owner, T entity) {
        EntityKey key = type.key(owner, entity);
        count(type, entity, Presence.SOURCE);
        differences.add(new Difference.Missing(key, type.describe(entity), Optional.empty()));
        reported.add(key, Difference.ROW);
    }

    /** An entity that only the target has, and what rides in it. */
    <T extends Record> void unexpected(EntityType<T> type, EntityKey owner, T entity) {
        EntityKey key = type.key(owner, entity);
        count(type, entity, Presence.TARGET);
        differences.add(new Difference.Unexpected(key, type.describe(entity)));
        reported.add(key, Difference.ROW);
        unmatched.add(key, ANY_FIELD);
    }

    void irregularity(Irregularity irregularity) {
        if (!tolerance.irregularities()) {
            return;
        }
        waiting.add(irregularity);
        if (waiting.size() == WAITING) {
            settle();
        }
    }

    private void settle() {
        // Rows first: what is said of a column of a row that should not be there belongs to that.
        waiting.stream().filter(one -> one.field().equals(Irregularity.ROW)).forEach(this::settle);
        waiting.stream().filter(one -> !one.field().equals(Irregularity.ROW)).forEach(this::settle);
        waiting.clear();
    }

    private void settle(Irregularity irregularity) {
        EntityKey key = irregularity.entity();
        String field = irregularity.field();
        if (irregularInSource.contains(key, field) || isReported(irregularity.origin())) {
            return;
        } else if (unmatched.contains(key, ANY_FIELD)) {
            differences.explain(
                    key, field + " is " + shown(irregularity.found()) + ", not " + shown(irregularity.expected()));
        } else if (!reported.add(key, field)) {
            return;
        } else if (field.equals(Irregularity.ROW)) {
            settleRow(key, irregularity);
        } else {
            differences.add(change(key, field, irregularity.expected(), irregularity.found()));
            if (key.kind() == EntityKind.OTHER) {
                tallies.count(EntityKind.OTHER, Presence.TARGET);
            } else if (reported.add(key, ANY_FIELD) && !isUnmatched(key)) {
                tallies.differs(key.kind());
            }
        }
    }

    /** In a sentence, where nothing sets a text apart. */
    private static String shown(@Nullable String value) {
        return value == null ? "NULL" : value;
    }

    /** A value that does not follow from another one says nothing of its own where that other one is wrong. */
    private boolean isReported(Irregularity.@Nullable Origin origin) {
        return origin != null
                && (reported.contains(origin.entity(), origin.field())
                        || reported.contains(origin.entity(), Irregularity.ROW));
    }

    private void settleRow(EntityKey key, Irregularity row) {
        if (row.found() == null) {
            tallies.count(key.kind(), Presence.SOURCE);
            differences.add(new Difference.Missing(key, row.expected(), Optional.empty()));
        } else {
            tallies.count(key.kind(), Presence.TARGET);
            if (key.kind() == EntityKind.OTHER) {
                unmatched.add(key, ANY_FIELD);
            }
            differences.add(new Difference.Unexpected(key, row.found() + ", where there should be " + row.expected()));
        }
    }

    /** Whether the entity, or what it belongs to, is only in the target. */
    private boolean isUnmatched(EntityKey key) {
        return unmatched.contains(key, ANY_FIELD)
                || Owners.of(key).stream().anyMatch(owner -> unmatched.contains(owner, ANY_FIELD));
    }

    VerificationReport report(StoreReader source, String contentDigest) {
        settle();
        return new VerificationReport(
                tallies.result(),
                differences.located(source),
                differences.total(),
                differences.counts(),
                contentDigest,
                differences.allowed());
    }
}
