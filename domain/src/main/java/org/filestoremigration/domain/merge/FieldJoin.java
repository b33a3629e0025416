package org.filestoremigration.domain.merge;

import java.util.Objects;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.store.Excerpt;
import org.jspecify.annotations.Nullable;

/** Joins the fields of one entity, one by one, and tells what becomes of each. */
final class FieldJoin {

    private final EntityKey entity;
    private final Joining joining;

    FieldJoin(EntityKey entity, Joining joining) {
        this.entity = entity;
        this.joining = joining;
    }

    /** The value that only one has, or the one that {@code onConflict} prefers. */
    <V> @Nullable V join(String column, @Nullable V target, @Nullable V source) {
        if (target == null) {
            return take(column, null, source);
        }
        return source == null ? target : joinBoth(column, target, source);
    }

    /** As {@link #join}, of a column that is never NULL. */
    <V> V joinBoth(String column, V target, V source) {
        return target.equals(source) || !replaces(column, target, source) ? target : source;
    }

    /** Whether the source's value replaces the target's, which differs from it. */
    boolean replaces(String column, @Nullable Object target, @Nullable Object source) {
        Decision decision = switch (joining.onConflict()) {
            case FAIL -> Decision.OPEN;
            case TARGET -> Decision.KEPT;
            case SOURCE -> Decision.REPLACED;
        };
        tell(new MergeOutcome.Conflict(entity, column, text(target, source), text(source, target), decision));
        return decision == Decision.REPLACED;
    }

    /** Reports a row of the source that cannot be in the target, whoever is preferred. */
    void outside(String target, String source) {
        Decision decision = joining.onConflict() == OnConflict.FAIL ? Decision.OPEN : Decision.KEPT;
        tell(new MergeOutcome.Conflict(entity, MergeOutcome.ROW, target, source, decision));
    }

    /** Reports a value that is taken or kept together with another one, NULL or not. */
    void goesWith(String column, @Nullable Object target, @Nullable Object source, boolean replaces) {
        if (replaces && !Objects.equals(target, source)) {
            tell(new MergeOutcome.Conflict(
                    entity, column, text(target, source), text(source, target), Decision.REPLACED));
        } else {
            tellKept(column, target, source);
        }
    }

    /** Reports a value that follows from others, NULL or not. */
    void follows(String column, @Nullable Object target, @Nullable Object source, boolean sourceCounts) {
        if (!sourceCounts) {
            tellKept(column, target, source);
        } else if (!Objects.equals(target, source)) {
            tell(new MergeOutcome.BroughtForward(entity, column, text(target, source), text(source, target)));
        }
    }

    /** The source's value, if it has one: it is the later one by a rule. */
    <V> @Nullable V take(String column, @Nullable V target, @Nullable V source) {
        if (source == null || source.equals(target)) {
            return target;
        }
        tell(new MergeOutcome.BroughtForward(entity, column, text(target, source), text(source, target)));
        return source;
    }

    /** As {@link #take}, of a column that is never NULL. */
    <V> V takeBoth(String column, V target, V source) {
        take(column, target, source);
        return source;
    }

    /** The target's value, unless it has none, by a rule. */
    <V> @Nullable V keep(String column, @Nullable V target, @Nullable V source) {
        if (target == null) {
            return take(column, null, source);
        }
        return source == null ? target : keepBoth(column, target, source);
    }

    /** As {@link #keep}, of a column that is never NULL. */
    <V> V keepBoth(String column, V target, V source) {
        tellKept(column, target, source);
        return target;
    }

    private void tellKept(String column, @Nullable Object target, @Nullable Object source) {
        if (!Objects.equals(target, source)) {
            tell(new MergeOutcome.Kept(entity, column, text(target, source), text(source, target)));
        }
    }

    /** The later of two times. */
    @Nullable
    Long later(String column, @Nullable Long target, @Nullable Long source) {
        boolean news = target == null || (source != null && source > target);
        return news ? take(column, target, source) : keep(column, target, source);
    }

    private void tell(MergeOutcome outcome) {
        joining.outcomes().accept(outcome);
    }

    /** Of two long texts the part that shows how they differ. */
    private static @Nullable String text(@Nullable Object value, @Nullable Object other) {
        if (value == null) {
            return null;
        }
        String text = value.toString();
        return Excerpt.of(text, other == null ? 0 : Excerpt.commonPrefix(text, other.toString()));
    }
}
