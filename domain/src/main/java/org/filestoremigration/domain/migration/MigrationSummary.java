package org.filestoremigration.domain.migration;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;

/** How many entities of each kind a migration wrote; kinds with none are absent. */
public record MigrationSummary(Map<EntityKind, Long> written) {

    public MigrationSummary {
        Map<EntityKind, Long> copy = new EnumMap<>(EntityKind.class);
        copy.putAll(written);
        copy.values().removeIf(count -> count == 0);
        written = Collections.unmodifiableMap(copy);
    }

    /** How many of one kind. */
    public long count(EntityKind kind) {
        return written.getOrDefault(kind, 0L);
    }
}
