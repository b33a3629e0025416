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
record TimesReader(
        MetaFields fields, EntityOptions options, String owner, Getter time, BiConsumer<String, Long> repaired) {

    /** In milliseconds. */
    record Times(long created, long updated) {}

    /** Reads a time, null where there is none. */
    interface Getter {
        @Nullable
        Long read(String key);
    }

    Times read(String createdKey, String updatedKey) {
        Long created = time.read(createdKey);
        Long updated = time.read(updatedKey);
        return new Times(timeOrOther(createdKey, created, updated), timeOrOther(updatedKey, updated, created));
    }

    private long timeOrOther(String key, @Nullable Long found, @Nullable Long other) {
        if (found != null) {
            return found;
        }
        if (fields.hasValue(key)) {
            // It is there and cannot be read, which is reported already.
            return 0;
        }
        if (other == null || !options.repair()) {
            fields.blocked(
                    key,
                    "it is missing",
                    other == null ? "add it" : "add it, or let --repair take " + owner + " other time");
            return 0;
        }
        repaired.accept(key, other);
        return other;
    }
}
