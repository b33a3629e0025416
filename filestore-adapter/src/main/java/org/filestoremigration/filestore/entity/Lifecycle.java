package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** The key {@code lifecycle_stage} of experiments and runs. */
final class Lifecycle {

    private static final String KEY = "lifecycle_stage";

    private Lifecycle() {}

    /**
     * The stage that the file says, or that follows from where it lies.
     *
     * @param repairs is given the tag that records a repair
     * @return null if it is blocked
     */
    static @Nullable LifecycleStage read(MetaFields fields, boolean inTrash, boolean repair, List<Tag> repairs) {
        LifecycleStage byPlace = inTrash ? LifecycleStage.DELETED : LifecycleStage.ACTIVE;
        if (!fields.has(KEY)) {
            fields.normalized(Normalization.LIFECYCLE_STAGE_ABSENT, KEY);
            return byPlace;
        }
        String text = fields.text(KEY);
        LifecycleStage stage = new LifecycleStage(text == null ? "null" : text);
        if (stage.equals(LifecycleStage.ACTIVE) || stage.equals(LifecycleStage.DELETED)) {
            return stage;
        }
        if (repair) {
            fields.repaired(KEY, stage.name(), byPlace.name(), repairs);
            return byPlace;
        }
        fields.blocked(
                KEY,
                "its lifecycle stage is none that MLflow knows: " + stage,
                "write active or deleted, or let --repair take " + byPlace);
        return null;
    }
}
