package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Irregularity;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one thing of the source, unless it is equal in the target or belongs to a whole new entity.
 *
 * <p>Values are text: numbers as Java writes them; SQL's NULL is null, as is the value before of a row that is new.
 */
public sealed interface MergeOutcome {

    /** The field of an outcome that is a whole row. */
    String ROW = Irregularity.ROW;

    /** Which entity, in the target's numbers. */
    EntityKey entity();

    /**
     * A new entity under another number than the source's, which the target uses for something else.
     *
     * @param name of the experiment or registered model
     */
    record Renumbered(EntityKey entity, EntityKey original, String name) implements MergeOutcome {}

    /**
     * An entity of the source that the target has under another key: an experiment by its name, a run by its id.
     *
     * @param name of the experiment, or the id of what belongs to one
     */
    record Joined(EntityKey entity, EntityKey original, String name) implements MergeOutcome {}

    /** A value or row that an entity of the target gets. */
    record BroughtForward(
            EntityKey entity,
            String field,
            @Nullable String before,
            @Nullable String after) implements MergeOutcome {}

    /** A value of the target that stays, for a reason that makes it no conflict. */
    record Kept(
            EntityKey entity,
            String field,
            @Nullable String target,
            @Nullable String source) implements MergeOutcome {}

    /** Both have a value, the values differ, and no rule explains it. */
    record Conflict(
            EntityKey entity,
            String field,
            @Nullable String target,
            @Nullable String source,
            Decision decision) implements MergeOutcome {}

    /** What was done about a conflict. */
    enum Decision {
        /** Nothing: the merge must not be published. */
        OPEN,
        /** The target's value stayed. */
        KEPT,
        /** The source's value took its place. */
        REPLACED,
        /** Both are there, the source's under another number. */
        APPENDED
    }
}
