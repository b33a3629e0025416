package org.filestoremigration.domain.merge;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.filestoremigration.domain.finding.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The values of either side that a merge did not leave in the target, as hashes: what a proof may find to be another
 * value there. Each is known together with its entity and field.
 */
public final class LostValues {

    private final Set<Long> hashes = new HashSet<>();

    void add(EntityKey entity, String field, @Nullable String value) {
        hashes.add(hash(entity, field, value));
    }

    /** Whether the merge reported that this value of this field is not in the target. */
    public boolean contains(EntityKey entity, String field, @Nullable String value) {
        return hashes.contains(hash(entity, field, value));
    }

    private static long hash(EntityKey entity, String field, @Nullable String value) {
        String text = entity.kind() + "\n" + String.join("\n", entity.names()) + "\n" + field + "\n"
                + (value == null ? "" : "=" + value);
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() << 32 ^ Integer.toUnsignedLong(text.hashCode());
    }
}
