package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.verification.Tallies.Presence;
import org.jspecify.annotations.Nullable;

/**
 * What the target's reader reports of itself, each a difference unless the comparison of the values says it already: so they
 * wait for that, because a reader that reads ahead reports them before.
 */
final class Irregularities {

    private static final int WAITING = 100_000;

    private static final String ANY_FIELD = "";

    private final Tallies tallies;
    private final Differences differences;
    private final Tolerance tolerance;
    private final KeySet irregularInSource;
    private final KeySet reported = new KeySet();
    private final KeySet unmatched = new KeySet();
    private final List<Irregularity> waiting = new ArrayList<>();

    Irregularities(Tallies tallies, Differences differences, Tolerance tolerance, KeySet irregularInSource) {
        this.tallies = tallies;
        this.differences = differences;
        this.tolerance = tolerance;
        this.irregularInSource = irregularInSource;
    }

    /** A difference in some field of an entity is reported. */
    void known(EntityKey key) {
        reported.add(key, ANY_FIELD);
    }

    /** A difference in a field of an entity is reported. */
    void known(EntityKey key, String field) {
        reported.add(key, field);
    }

    /** An entity that only the target has is reported. */
    void unmatched(EntityKey key) {
        reported.add(key, Difference.ROW);
        unmatched.add(key, ANY_FIELD);
    }

    /** Takes one that the target's reader reports. */
    void add(Irregularity irregularity) {
        if (!tolerance.irregularities()) {
            return;
        }
        waiting.add(irregularity);
        if (waiting.size() == WAITING) {
            settle();
        }
    }

    /** Tells those that wait from what is reported already. */
    void settle() {
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
            differences.addChanged(key, field, irregularity.expected(), irregularity.found());
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
}
