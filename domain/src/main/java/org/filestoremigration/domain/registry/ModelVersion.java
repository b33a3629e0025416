package org.filestoremigration.domain.registry;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A version of a registered model or prompt: {@code models/<name>/version-<n>/}, the tables {@code model_versions} and
 * {@code model_version_tags}.
 *
 * @param creationTime milliseconds since 1970; null only in a database that another tool wrote
 * @param lastUpdatedTime milliseconds since 1970
 * @param currentStage {@code None}, {@code Staging}, {@code Production}, {@code Archived}, or {@code Deleted_Internal}
 *     for a deleted version, which is kept so that its number is not used again
 * @param tags sorted by key
 */
public record ModelVersion(
        String name,
        long version,
        @Nullable Long creationTime,
        @Nullable Long lastUpdatedTime,
        @Nullable String description,
        @Nullable String userId,
        @Nullable String currentStage,
        @Nullable String source,
        @Nullable String runId,
        @Nullable String status,
        @Nullable String statusMessage,
        @Nullable String runLink,
        @Nullable String storageLocation,
        List<Tag> tags)
        implements Entity {

    public ModelVersion {
        tags = List.copyOf(tags);
    }
}
