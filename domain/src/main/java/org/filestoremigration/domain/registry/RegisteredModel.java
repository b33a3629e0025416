package org.filestoremigration.domain.registry;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A registered model or prompt: {@code models/<name>/}, the tables {@code registered_models},
 * {@code registered_model_tags} and {@code registered_model_aliases}.
 *
 * @param creationTime milliseconds since 1970
 * @param lastUpdatedTime milliseconds since 1970
 * @param tags sorted by key
 * @param aliases sorted by name
 */
public record RegisteredModel(
        String name,
        @Nullable Long creationTime,
        @Nullable Long lastUpdatedTime,
        @Nullable String description,
        List<Tag> tags,
        List<Alias> aliases)
        implements Entity {

    public RegisteredModel {
        tags = List.copyOf(tags);
        aliases = List.copyOf(aliases);
    }
}
