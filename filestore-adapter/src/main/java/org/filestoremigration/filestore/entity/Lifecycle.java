package org.filestoremigration.filestore.entity;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.migration.LifecycleRule;
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
        if (!fields.has(KEY)) {
            return fields.taken(KEY, LifecycleRule.absent(inTrash));
        }
        String text = fields.text(KEY);
        String stage = text == null ? "null" : text;
        Optional<LifecycleStage> known = LifecycleRule.known(stage);
        if (known.isPresent()) {
            return known.get();
        }
        LifecycleStage byPlace = LifecycleRule.byPlace(inTrash);
        if (repair) {
            fields.repaired(KEY, stage, byPlace.name(), repairs);
            return byPlace;
        }
        fields.blocked(
                KEY,
                "its lifecycle stage is unknown to MLflow: '" + stage + "'",
                "write active or deleted, or let --repair take " + byPlace);
        return null;
    }
}
