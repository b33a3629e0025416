package org.filestoremigration.filestore.entity;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads when an entity was made and last changed. Both times must be there; where one is missing, a repair takes the other.
 *
 * @param owner whose times they are, for a person, as in {@code the model's}
 * @param time reads the time under a key
 * @param repaired given the key of a missing time and what was taken for it
 */
record TimesReader(MetaYaml yaml, EntityOptions options, String owner, Step time, BiConsumer<String, Long> repaired) {

    /** In milliseconds. */
    record Times(long created, long updated) {}

    /** Reads a time, null where there is none. */
    interface Step {
        @Nullable
        Long read(String key) throws BlockedEntity;
    }

    Times read(String createdKey, String updatedKey, Defects defects) {
        Long created = defects.orNull(() -> time.read(createdKey));
        Long updated = defects.orNull(() -> time.read(updatedKey));
        return new Times(
                defects.or(0L, () -> timeOrOther(createdKey, created, updated)),
                defects.or(0L, () -> timeOrOther(updatedKey, updated, created)));
    }

    private long timeOrOther(String key, @Nullable Long found, @Nullable Long other) throws BlockedEntity {
        if (found != null) {
            return found;
        }
        if (yaml.hasValue(key)) {
            // It is there and cannot be read, which is reported already.
            return 0;
        }
        if (other == null || !options.repair()) {
            throw yaml.blocked(
                    key,
                    "it is missing",
                    other == null ? "add it" : "add it, or let --repair take " + owner + " other time");
        }
        repaired.accept(key, other);
        return other;
    }
}
