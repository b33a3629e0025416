package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.MissingTime;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code models/<name>/version-<n>/}: a version of a registered model or prompt, deleted ones included.
 *
 * <p>Mirrors {@code mlflow.store.model_registry.file_store.FileStore._get_file_model_version_from_dir}. The folder must
 * be named after the version: MLflow finds a version by its folder and lists it by its file, and so shows a copied
 * folder as a second version of the same number.
 */
public final class ModelVersionFolder {

    private static final String CREATED = "creation_timestamp";
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
        report.reader().list(folder).forEach(version::sort);
        ModelVersion read = version.read();
        if (read == null) {
            report.ownerBlocked(folder);
        }
        return read;
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.META -> meta = entry;
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            default -> report.unknown(entry);
        }
    }

    private @Nullable ModelVersion read() {
        List<Tag> originals = new ArrayList<>();
        List<Tag> readTags = new ArrayList<>(KeyFiles.tags(
                tags,
                report,
                MendedText.inFiles("model_version_tags.key", "model_version_tags.value", report, options, originals)));
        readTags.addAll(originals);
        SourceEntry metaFile = meta;
        if (metaFile == null) {
            report.blocked(
                    folder,
                    "it has no meta.yaml, so that MLflow can list no version of the model",
                    "restore its meta.yaml, or move the directory out of the source");
            return null;
        }
        MetaFields fields = MetaFields.read(metaFile, report);
        ModelVersion read = fields == null ? null : read(fields, readTags);
        return read != null && DeclaredLengths.fits(read, folder, report, options) ? read : null;
    }

    private @Nullable ModelVersion read(MetaFields fields, List<Tag> readTags) {
        fields.mustBe("name", model.name(), "its directory", "fix the file");
        long version = version(fields);
        Long updated = fields.integer("last_updated_timestamp");
        ModelVersion read = new ModelVersion(
                model.name(),
                version,
                fields.taken(CREATED, MissingTime.ofVersion(fields.integer(CREATED), updated, model.creationTime())),
                updated,
                mended(fields, "description", TextColumn.MODEL_VERSION_DESCRIPTION, readTags),
                mended(fields, "user_id", TextColumn.MODEL_VERSION_USER, readTags),
                fields.require("current_stage"),
                fields.text("source"),
                runId(fields),
                fields.has("status") ? fields.text("status") : READY,
                mended(fields, "status_message", TextColumn.MODEL_VERSION_STATUS_MESSAGE, readTags),
                fields.text("run_link"),
                fields.text("storage_location"),
                readTags.stream().sorted().toList());
        for (String key : List.of("model_id", "deployment_job_state")) {
            if (fields.hasValue(key)) {
                fields.normalized(Normalization.VERSION_FIELDS, key);
            }
        }
        fields.ignore("aliases", "metrics", "params", "tags", "workspace");
        return fields.finish() ? read : null;
    }

    private @Nullable String mended(MetaFields fields, String key, TextColumn column, List<Tag> readTags) {
        return MendedText.of(key, fields.text(key), column, fields, options, readTags);
    }

    private long version(MetaFields fields) {
        long version = fields.requireWhole("version");
        OptionalLong folderVersion = RegisteredModelFolder.versionOf(folder.name());
        if (fields.isUsable("version") && (folderVersion.isEmpty() || folderVersion.getAsLong() != version)) {
            fields.blocked(
                    "version",
                    "it has version " + version + ", its directory " + folder.name(),
                    "name the directory after the version, or move it out of the source if it is a copy");
        }
        return version;
    }

    private @Nullable String runId(MetaFields fields) {
        String runId = fields.text("run_id");
        if (runId != null && !runId.isEmpty() && options.runsFrom() != null && !isRun.test(runId)) {
            fields.note("run_id", "its run " + runId + " is in none of the " + options.runsFrom());
        }
        return runId;
    }
}
