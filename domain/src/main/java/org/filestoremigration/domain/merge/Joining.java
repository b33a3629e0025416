package org.filestoremigration.domain.merge;

import java.util.function.Consumer;
import org.filestoremigration.domain.finding.EntityKey;

/**
 * How two stores are joined.
 *
 * @param outcomes notified of everything that is neither equal nor a whole new entity
 */
public record Joining(OnConflict onConflict, Consumer<MergeOutcome> outcomes) {

    FieldJoin of(EntityKey entity) {
        return new FieldJoin(entity, this);
    }
}
