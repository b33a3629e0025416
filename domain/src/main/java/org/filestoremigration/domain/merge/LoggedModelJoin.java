package org.filestoremigration.domain.merge;

import java.util.Objects;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;

/** Two logged models of one id. */
final class LoggedModelJoin {

    private LoggedModelJoin() {}

    static EntityKey key(LoggedModel model) {
        return EntityKey.of(EntityKind.EXPERIMENT, model.experimentId())
                .child(EntityKind.LOGGED_MODEL, model.modelId());
    }

    static LoggedModel join(LoggedModel target, LoggedModel source, Joining joining) {
        EntityKey key = key(target);
        FieldJoin fields = joining.of(key);
        ListJoin lists = new ListJoin(key, joining);
        boolean goesOn = target.status().equals(LoggedModelStatus.PENDING)
                || target.status().equals(LoggedModelStatus.UNSPECIFIED);
        return new LoggedModel(
                target.modelId(),
                target.experimentId(),
                fields.joinBoth("name", target.name(), source.name()),
                fields.joinBoth("artifact_location", target.artifactLocation(), source.artifactLocation()),
                fields.joinBoth("creation_timestamp_ms", target.creationTimestamp(), source.creationTimestamp()),
                Objects.requireNonNull(fields.later(
                        "last_updated_timestamp_ms", target.lastUpdatedTimestamp(), source.lastUpdatedTimestamp())),
                goesOn
                        ? fields.takeBoth("status", target.status(), source.status())
                        : fields.joinBoth("status", target.status(), source.status()),
                fields.join("lifecycle_stage", target.lifecycleStage(), source.lifecycleStage()),
                fields.join("model_type", target.modelType(), source.modelType()),
                fields.join("source_run_id", target.sourceRunId(), source.sourceRunId()),
                goesOn
                        ? fields.take("status_message", target.statusMessage(), source.statusMessage())
                        : fields.join("status_message", target.statusMessage(), source.statusMessage()),
                lists.params(EntityKind.LOGGED_MODEL_PARAM, "param_value", target.params(), source.params()),
                lists.tags(EntityKind.LOGGED_MODEL_TAG, "tag_value", target.tags(), source.tags()));
    }

    static EntityKey key(EntityKey model, LoggedModelMetric point) {
        return model.child(EntityKind.LOGGED_MODEL_METRIC, point.key(), point.timestamp(), point.step(), point.runId());
    }

    /** Two points of one key, time, step and run. */
    static LoggedModelMetric join(
            EntityKey model, LoggedModelMetric target, LoggedModelMetric source, Joining joining) {
        FieldJoin fields = joining.of(key(model, target));
        return new LoggedModelMetric(
                target.key(),
                fields.join("metric_value", target.value(), source.value()),
                target.timestamp(),
                target.step(),
                target.runId(),
                fields.join("dataset_name", target.datasetName(), source.datasetName()),
                fields.join("dataset_digest", target.datasetDigest(), source.datasetDigest()));
    }
}
