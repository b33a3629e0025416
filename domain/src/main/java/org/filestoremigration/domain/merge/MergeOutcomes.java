package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome.BroughtForward;
import org.filestoremigration.domain.merge.MergeOutcome.Conflict;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcome.Joined;
import org.filestoremigration.domain.merge.MergeOutcome.Kept;
import org.filestoremigration.domain.merge.MergeOutcome.Renumbered;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a merge does. All of it is counted; of each sort the first {@value #KEPT} are kept, of conflicts
 * {@value #KEPT_CONFLICTS}, so that no store can fill the memory.
 */
public final class MergeOutcomes implements Consumer<MergeOutcome> {

    /** How many outcomes of each sort are kept, conflicts aside. */
    public static final int KEPT = 10_000;

    /** How many conflicts are kept. */
    public static final int KEPT_CONFLICTS = 100_000;

    private final Map<EntityKind, Long> added = new EnumMap<>(EntityKind.class);
    private final Map<EntityKind, Long> forward = new EnumMap<>(EntityKind.class);
    private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
    private final List<Renumbered> renumbered = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();
    private final List<BroughtForward> changed = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final LostValues lostValues = new LostValues();
    private long renumberedCount;
    private long joinedCount;
    private long keptCount;
    private long changedCount;
    private @Nullable EntityKey lastForward;

    @Override
    public void accept(MergeOutcome outcome) {
        if (outcome instanceof Renumbered one) {
            renumberedCount++;
            keep(renumbered, one, KEPT);
        } else if (outcome instanceof Joined one) {
            joinedCount++;
            if (one.entity().kind() != EntityKind.EXPERIMENT) {
                // The source has it in another experiment, where the target has nothing.
                lostValues.add(one.original(), MergeOutcome.ROW, null);
            }
            keep(joined, one, KEPT);
        } else if (outcome instanceof BroughtForward one) {
            if (!one.entity().equals(lastForward)) {
                // Several fields of one row count once.
                lastForward = one.entity();
                forward.merge(one.entity().kind(), 1L, Long::sum);
            }
            lost(one, one.field(), one.before());
            if (!one.field().equals(MergeOutcome.ROW) && one.entity().kind() != EntityKind.LATEST_METRIC) {
                changedCount++;
                keep(changed, one, KEPT);
            }
        } else if (outcome instanceof Kept one) {
            lost(one, one.field(), one.source());
            if (one.entity().kind() != EntityKind.LATEST_METRIC) {
                keptCount++;
                keep(kept, one, KEPT);
            }
        } else if (outcome instanceof Conflict one) {
            decisions.merge(one.decision(), 1L, Long::sum);
            if (one.decision() != Decision.APPENDED) {
                lost(one, one.field(), one.decision() == Decision.REPLACED ? one.target() : one.source());
            }
            keep(conflicts, one, KEPT_CONFLICTS);
        }
    }

    /** A row that stays out has no value. */
    private void lost(MergeOutcome outcome, String field, @Nullable String value) {
        boolean row = field.equals(MergeOutcome.ROW);
        if (!row || outcome instanceof Conflict) {
            lostValues.add(outcome.entity(), field, row ? null : value);
        }
    }

    private static <T> void keep(List<T> list, T element, int limit) {
        if (list.size() < limit) {
            list.add(element);
        }
    }

    /** Counts rows of entities that are new as a whole. */
    void added(EntityKind kind, long rows) {
        if (rows > 0) {
            added.merge(kind, rows, Long::sum);
        }
    }

    /** Counts rows that an entity gets that was there before. */
    void broughtForward(EntityKind kind, long rows) {
        if (rows > 0) {
            forward.merge(kind, rows, Long::sum);
        }
    }

    /** How many rows of each kind belong to entities that are new as a whole; kinds with none are absent. */
    public Map<EntityKind, Long> added() {
        return Collections.unmodifiableMap(new EnumMap<>(added));
    }

    /** How many values and rows entities got that were there before, metric points included, by kind. */
    public Map<EntityKind, Long> forwardCounts() {
        return Collections.unmodifiableMap(new EnumMap<>(forward));
    }

    /** How many conflicts were decided how. */
    public long decided(Decision decision) {
        return decisions.getOrDefault(decision, 0L);
    }

    /** Whether nothing was written, or would be, and the target stays as it is. */
    public boolean nothingNew() {
        return added.isEmpty() && forward.isEmpty() && decided(Decision.REPLACED) == 0;
    }

    /** The kept ones of the new entities under other numbers. */
    public List<Renumbered> renumbered() {
        return List.copyOf(renumbered);
    }

    public long renumberedCount() {
        return renumberedCount;
    }

    /** The kept ones of the entities that the target has under other keys. */
    public List<Joined> joined() {
        return List.copyOf(joined);
    }

    public long joinedCount() {
        return joinedCount;
    }

    /** The kept ones of the values that entities got, whole rows and latest metrics aside. */
    public List<BroughtForward> changed() {
        return List.copyOf(changed);
    }

    public long changedCount() {
        return changedCount;
    }

    /** The kept ones of the target's values that stayed by a rule. */
    public List<Kept> kept() {
        return List.copyOf(kept);
    }

    public long keptCount() {
        return keptCount;
    }

    /** The kept conflicts, in the order in which they were found. */
    public List<Conflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** The values of either side that are not in the target afterwards. */
    public LostValues lostValues() {
        return lostValues;
    }
}
