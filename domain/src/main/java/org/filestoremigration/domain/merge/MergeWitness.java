package org.filestoremigration.domain.merge;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Irregularity;
import org.jspecify.annotations.Nullable;

/**
 * Sees every entity of both sides of a merge, and what the merge makes of it, so that this can be proven. A run or a logged
 * model is followed by its metric points, a trace by its spans.
 */
public interface MergeWitness {

    /** Looks away. What only the target has is not read for it. */
    MergeWitness NONE = new MergeWitness() {
        @Override
        public boolean looks() {
            return false;
        }

        @Override
        public void passed(@Nullable Entity before, @Nullable Entity source, Entity after) {}

        @Override
        public void joinedElsewhere(Entity before, Entity source, Entity after) {}

        @Override
        public void irregular(List<Irregularity> before) {}
    };

    /** Whether it wants to see anything. */
    default boolean looks() {
        return true;
    }

    /**
     * An entity has been dealt with.
     *
     * @param before as the target has it, null if it has not
     * @param source as the source has it, null if it has not
     * @param after as the target has it from now on, under the same key
     */
    void passed(@Nullable Entity before, @Nullable Entity source, Entity after);

    /**
     * The target has the source's entity in another experiment, where it stays. There it passes too, or has passed, as what
     * only the target has.
     *
     * @param source moved to where it is in the target
     */
    void joinedElsewhere(Entity before, Entity source, Entity after);

    /** What the target's reader found irregular in what has passed. */
    void irregular(List<Irregularity> before);
}
