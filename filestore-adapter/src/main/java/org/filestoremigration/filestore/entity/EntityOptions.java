package org.filestoremigration.filestore.entity;

import java.util.Set;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.Feature;
import org.jspecify.annotations.Nullable;

/**
 * How the folders of entities are read.
 *
 * @param repair whether the declared repairs are applied to what would be blocked
 * @param unsupported what the target cannot hold, so that it is blocked
 * @param texts which texts the target cannot hold, so that they are blocked
 * @param runsFrom where the runs come from if a model version may name others, for a person; null if none is missing
 */
public record EntityOptions(
        boolean repair,
        Set<Feature> unsupported,
        TextLimits texts,
        @Nullable String runsFrom) {

    public EntityOptions {
        unsupported = Set.copyOf(unsupported);
    }

    /** The same for a target that holds every text. */
    public EntityOptions withAllTexts() {
        return new EntityOptions(repair, unsupported, TextLimits.NONE, runsFrom);
    }

    boolean lacks(Feature feature) {
        return unsupported.contains(feature);
    }
}
