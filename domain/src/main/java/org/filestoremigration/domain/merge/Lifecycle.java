package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.tracking.LifecycleStage;
import org.jspecify.annotations.Nullable;

/** A lifecycle stage with the time of the deletion: one statement, taken or kept as a whole. */
record Lifecycle(@Nullable LifecycleStage stage, @Nullable Long deletedTime) {

    static Lifecycle join(Lifecycle target, Lifecycle source, FieldJoin fields) {
        if (target.stage != null && source.stage != null && !target.stage.equals(source.stage)) {
            boolean replaces = fields.replaces("lifecycle_stage", target.stage, source.stage);
            fields.goesWith("deleted_time", target.deletedTime, source.deletedTime, replaces);
            return replaces ? source : target;
        }
        return new Lifecycle(
                fields.join("lifecycle_stage", target.stage, source.stage),
                fields.join("deleted_time", target.deletedTime, source.deletedTime));
    }
}
