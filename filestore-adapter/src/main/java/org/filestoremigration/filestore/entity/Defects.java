package org.filestoremigration.filestore.entity;

import org.filestoremigration.filestore.disk.FolderReport;
import org.jspecify.annotations.Nullable;

/**
 * Goes on after a defect of an entity, so that all of them are reported at once, and blocks the entity at the end.
 *
 * <p>Each defect stands in the {@link FolderReport} already.
 */
final class Defects {

    /** A step that may find the entity blocked. */
    interface Step<T> {
        T take() throws BlockedEntity;
    }

    /** A step whose value may be absent. */
    interface OptionalStep<T> {
        @Nullable
        T take() throws BlockedEntity;
    }

    private boolean found;

    /** What a step gives; {@code otherwise} after a defect, for the next steps to go on with. */
    <T> T or(T otherwise, Step<T> step) {
        try {
            return step.take();
        } catch (BlockedEntity e) {
            found = true;
            return otherwise;
        }
    }

    /** As {@link #or} with null. */
    <T> @Nullable T orNull(OptionalStep<T> step) {
        try {
            return step.take();
        } catch (BlockedEntity e) {
            found = true;
            return null;
        }
    }

    /** @throws BlockedEntity if any step found a defect */
    void end() throws BlockedEntity {
        if (found) {
            throw new BlockedEntity("defects");
        }
    }
}
