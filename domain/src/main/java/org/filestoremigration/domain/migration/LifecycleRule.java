package org.filestoremigration.domain.migration;

import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.tracking.LifecycleStage;

/** Whether an experiment, run or logged model is deleted, by what its file says and by where it is. */
public final class LifecycleRule {

    private LifecycleRule() {}

    /** The stage of a text, empty unless it is one of MLflow's two. */
    public static Optional<LifecycleStage> known(String text) {
        LifecycleStage stage = new LifecycleStage(text);
        return stage.equals(LifecycleStage.ACTIVE) || stage.equals(LifecycleStage.DELETED)
                ? Optional.of(stage)
                : Optional.empty();
    }

    /** The stage of what is in an active or a deleted experiment. */
    public static LifecycleStage byPlace(boolean inTrash) {
        return inTrash ? LifecycleStage.DELETED : LifecycleStage.ACTIVE;
    }

    /** Of an experiment or run whose file has no stage. */
    public static Ruling<LifecycleStage> absent(boolean inTrash) {
        return new Ruling<>(byPlace(inTrash), Normalization.LIFECYCLE_STAGE_ABSENT);
    }

    /** What is in .trash is deleted: MLflow up to 2.0 moved an experiment there and left its file as it was. */
    public static Ruling<LifecycleStage> ofExperiment(LifecycleStage said, boolean inTrash) {
        return inTrash && !said.equals(LifecycleStage.DELETED)
                ? new Ruling<>(LifecycleStage.DELETED, Normalization.LOCATION_DECIDES)
                : Ruling.asItStands(said);
    }
}
