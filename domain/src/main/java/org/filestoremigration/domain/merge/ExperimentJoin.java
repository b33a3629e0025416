package org.filestoremigration.domain.merge;

import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.jspecify.annotations.Nullable;

/** Two experiments of one name: the target's id, location and times stay, tags are added. */
final class ExperimentJoin {

    private ExperimentJoin() {}

    static Experiment join(Experiment target, Experiment source, Joining joining) {
        EntityKey key = EntityKey.of(EntityKind.EXPERIMENT, target.experimentId());
        FieldJoin fields = joining.of(key);
        return new Experiment(
                target.experimentId(),
                target.name(),
                fields.keep("artifact_location", target.artifactLocation(), source.artifactLocation()),
                stage(target, source, fields),
                fields.keep("creation_time", target.creationTime(), source.creationTime()),
                fields.keep("last_update_time", target.lastUpdateTime(), source.lastUpdateTime()),
                new ListJoin(key, joining).tags(EntityKind.EXPERIMENT_TAG, "value", target.tags(), source.tags()));
    }

    /** MLflow creates the default experiment in every store, so that it is there says nothing about a deletion. */
    private static @Nullable LifecycleStage stage(Experiment target, Experiment source, FieldJoin fields) {
        boolean madeAnew = target.experimentId().equals(ExperimentId.DEFAULT)
                && LifecycleStage.ACTIVE.equals(source.lifecycleStage());
        return madeAnew
                ? fields.keep("lifecycle_stage", target.lifecycleStage(), source.lifecycleStage())
                : fields.join("lifecycle_stage", target.lifecycleStage(), source.lifecycleStage());
    }
}
