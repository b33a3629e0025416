package org.filestoremigration.domain.merge;

import java.util.List;
import java.util.Objects;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.tracking.Tag;

/** Two versions of one number that are the same version. */
final class ModelVersionJoin {

    /** The stage of a version that was deleted: its row stays, so that its number is not used again. */
    private static final String DELETED = "Deleted_Internal";

    private static final String PENDING = "PENDING_REGISTRATION";

    private ModelVersionJoin() {}

    static EntityKey key(ModelVersion version) {
        return EntityKey.of(EntityKind.REGISTERED_MODEL, version.name())
                .child(EntityKind.MODEL_VERSION, version.version());
    }

    /**
     * Whether two versions of one number and model are the same, perhaps edited since, and not two that took the same
     * number: they were made at the same time from the same source in the same run. MLflow's SQL store blanks source and
     * run of a version that is deleted.
     */
    static boolean same(ModelVersion target, ModelVersion source) {
        if (!Objects.equals(target.creationTime(), source.creationTime())) {
            return false;
        }
        return deleted(target)
                || deleted(source)
                || (Objects.equals(target.source(), source.source()) && Objects.equals(target.runId(), source.runId()));
    }

    private static boolean deleted(ModelVersion version) {
        return DELETED.equals(version.currentStage());
    }

    static ModelVersion join(ModelVersion target, ModelVersion source, Joining joining) {
        EntityKey key = key(target);
        FieldJoin fields = joining.of(key);
        List<Tag> tags =
                new ListJoin(key, joining).tags(EntityKind.MODEL_VERSION_TAG, "value", target.tags(), source.tags());
        if (deleted(target) != deleted(source)) {
            boolean replaces = fields.replaces("current_stage", target.currentStage(), source.currentStage());
            return withTags(whole(replaces, target, source, fields), tags);
        } else if (deleted(target)) {
            return withTags(whole(false, target, source, fields), tags);
        }
        boolean goesOn = PENDING.equals(target.status());
        return new ModelVersion(
                target.name(),
                target.version(),
                target.creationTime(),
                fields.later("last_updated_time", target.lastUpdatedTime(), source.lastUpdatedTime()),
                fields.join("description", target.description(), source.description()),
                fields.join("user_id", target.userId(), source.userId()),
                fields.join("current_stage", target.currentStage(), source.currentStage()),
                target.source(),
                target.runId(),
                goesOn
                        ? fields.take("status", target.status(), source.status())
                        : fields.join("status", target.status(), source.status()),
                goesOn
                        ? fields.take("status_message", target.statusMessage(), source.statusMessage())
                        : fields.join("status_message", target.statusMessage(), source.statusMessage()),
                fields.join("run_link", target.runLink(), source.runLink()),
                fields.join("storage_location", target.storageLocation(), source.storageLocation()),
                tags);
    }

    /** All fields of one of them: what a deletion blanked goes with the stage. */
    private static ModelVersion whole(boolean replaces, ModelVersion target, ModelVersion source, FieldJoin fields) {
        fields.goesWith("last_updated_time", target.lastUpdatedTime(), source.lastUpdatedTime(), replaces);
        fields.goesWith("description", target.description(), source.description(), replaces);
        fields.goesWith("user_id", target.userId(), source.userId(), replaces);
        fields.goesWith("source", target.source(), source.source(), replaces);
        fields.goesWith("run_id", target.runId(), source.runId(), replaces);
        fields.goesWith("status", target.status(), source.status(), replaces);
        fields.goesWith("status_message", target.statusMessage(), source.statusMessage(), replaces);
        fields.goesWith("run_link", target.runLink(), source.runLink(), replaces);
        fields.goesWith("storage_location", target.storageLocation(), source.storageLocation(), replaces);
        return replaces ? source : target;
    }

    static ModelVersion withTags(ModelVersion version, List<Tag> tags) {
        return new ModelVersion(
                version.name(),
                version.version(),
                version.creationTime(),
                version.lastUpdatedTime(),
                version.description(),
                version.userId(),
                version.currentStage(),
                version.source(),
                version.runId(),
                version.status(),
                version.statusMessage(),
                version.runLink(),
                version.storageLocation(),
                tags);
    }
}
