package org.filestoremigration.filestore.entity;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.filestoremigration.domain.migration.MissingTime;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models/<name>/version-<n>/}: a version of a registered model or prompt, deleted ones included.
 *
 * <p>Mirrors {@code mlflow.store.model_registry.file_store.FileStore._get_file_model_version_from_dir}. The folder must
 * be named after the version: MLflow finds a version by its folder and lists it by its file, and so shows a copied
 * folder as a second version of the same number.
 */
public final class ModelVersionFolder {

    private static final String READY = "READY";

    private final RegisteredModel model;
    private final SourceEntry folder;
    private final Predicate<String> isRun;
    private final EntityOptions options;
    private final FolderReport report;
    private @Nullable SourceEntry meta;
    private @Nullable SourceEntry tags;

    private ModelVersionFolder(
            RegisteredModel model,
            SourceEntry folder,
            Predicate<String> isRun,
            EntityOptions options,
            FolderReport report) {
        this.model = model;
        this.folder = folder;
        this.isRun = isRun;
        this.options = options;
        this.report = report;
    }

    /**
     * The version, or null: blocked.
     *
     * @param isRun which runs are migrated; where only some experiments are, or the registry is another store's, versions
     *     of other runs are noted
     */
    public static @Nullable ModelVersion read(
            RegisteredModel model,
            SourceEntry folder,
            Predicate<String> isRun,
            EntityOptions options,
            FolderReport report) {
        ModelVersionFolder version = new ModelVersionFolder(model, folder, isRun, options, report);
        report.list(folder).forEach(version::sort);
        try {
            return version.read();
        } catch (BlockedEntity e) {
            report.ownerBlocked(folder);
            return null;
        }
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.META -> meta = entry;
            case FileStoreLayout.TAGS -> {
                if (entry.problem() != null) {
                    report.blockedBy(entry);
                }
                tags = entry;
            }
            default -> report.unknown(entry);
        }
    }

    private ModelVersion read() throws BlockedEntity {
        SourceEntry metaFile = meta;
        if (metaFile == null) {
            String reason = "it has no meta.yaml, so that MLflow can list no version of the model";
            report.blocked(folder, reason, "restore its meta.yaml, or remove the folder");
            KeyFiles.tags(tags, report);
            throw new BlockedEntity(reason);
        }
        List<Tag> readTags = KeyFiles.tags(tags, report);
        MetaYaml yaml = MetaYaml.read(metaFile, report);
        Defects defects = new Defects();
        defects.or("", () -> demandName(yaml));
        long version = defects.or(0L, () -> version(yaml));
        Long updated = defects.orNull(() -> yaml.whole("last_updated_timestamp"));
        ModelVersion read = new ModelVersion(
                model.name(),
                version,
                defects.or(0L, () -> creationTime(yaml, updated)),
                updated,
                defects.orNull(() -> yaml.text("description")),
                defects.orNull(() -> yaml.text("user_id")),
                defects.or("", () -> yaml.requiredText("current_stage")),
                defects.orNull(() -> uri(yaml, "source")),
                defects.orNull(() -> runId(yaml)),
                defects.orNull(() -> yaml.has("status") ? yaml.text("status") : READY),
                defects.orNull(() -> yaml.text("status_message")),
                defects.orNull(() -> yaml.text("run_link")),
                defects.orNull(() -> uri(yaml, "storage_location")),
                readTags);
        for (String key : List.of("model_id", "deployment_job_state")) {
            if (yaml.hasValue(key)) {
                report.normalized(Normalization.VERSION_FIELDS, yaml.file(), key);
            }
        }
        yaml.leaveAlone("aliases", "metrics", "params", "tags", "workspace");
        yaml.noteUnread();
        defects.end();
        DeclaredLengths.check(read, folder, report);
        return read;
    }

    private String demandName(MetaYaml yaml) throws BlockedEntity {
        String name = yaml.requiredText("name");
        if (!name.equals(model.name())) {
            throw yaml.blocked("name", "it says " + name + ", its folder " + model.name(), "mend the file");
        }
        return name;
    }

    private long version(MetaYaml yaml) throws BlockedEntity {
        long version = yaml.requiredWhole("version");
        OptionalLong folderVersion = RegisteredModelFolder.versionOf(folder.name());
        if (folderVersion.isEmpty() || folderVersion.getAsLong() != version) {
            throw yaml.blocked(
                    "version",
                    "it says version " + version + ", its folder " + folder.name(),
                    "name the folder after the version, or remove it if it is a copy");
        }
        return version;
    }

    private long creationTime(MetaYaml yaml, @Nullable Long updated) throws BlockedEntity {
        String key = "creation_timestamp";
        return yaml.taken(key, MissingTime.ofVersion(yaml.whole(key), updated, model.creationTime()));
    }

    private @Nullable String uri(MetaYaml yaml, String key) throws BlockedEntity {
        String uri = yaml.text(key);
        if (uri == null) {
            return null;
        }
        String rewritten = options.rewritten(uri);
        if (!rewritten.equals(uri)) {
            report.normalized(Normalization.ARTIFACT_URI, yaml.file(), key);
        }
        return rewritten;
    }

    private @Nullable String runId(MetaYaml yaml) throws BlockedEntity {
        String runId = yaml.text("run_id");
        if (runId != null && !runId.isEmpty() && options.runsFrom() != null && !isRun.test(runId)) {
            report.note(yaml.file().key("run_id"), "its run " + runId + " is in none of the " + options.runsFrom());
        }
        return runId;
    }
}
