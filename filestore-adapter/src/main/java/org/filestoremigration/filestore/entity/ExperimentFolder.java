package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.migration.LifecycleRule;
import org.filestoremigration.domain.migration.MissingTime;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's folder, as the survey of the store found it.
 *
 * @param folder not to be claimed: it is shared by all threads
 * @param id the id in the target; the files say {@link #folderName}, which differs after a repair
 * @param deleted whether it is in {@code .trash}: the place decides, whatever the file says
 * @param newName the name in the target, where a repair gave it another than the file's; otherwise null
 */
public record ExperimentFolder(
        SourceEntry folder,
        ExperimentId id,
        boolean deleted,
        @Nullable String newName) {

    public ExperimentFolder(SourceEntry folder, ExperimentId id, boolean deleted) {
        this(folder, id, deleted, null);
    }

    /** The experiment id that the files in the folder must name. */
    String folderName() {
        return folder.name();
    }

    /** Reads meta.yaml and tags, nothing else; null if the experiment is blocked with all that hangs on it. */
    @Nullable
    public Experiment read(FolderReport report, EntityOptions options) {
        report.countLink(folder);
        SourceEntry meta = report.reader().child(folder, FileStoreLayout.META);
        List<Tag> originals = new ArrayList<>();
        List<Tag> tags = new ArrayList<>(KeyFiles.tags(
                report.reader().folder(folder, FileStoreLayout.TAGS),
                report,
                MendedText.inFiles("experiment_tags.key", "experiment_tags.value", report, options, originals)));
        tags.addAll(originals);
        MetaFields fields = meta == null ? null : MetaFields.read(meta, report);
        Experiment experiment = fields == null ? null : read(fields, tags, report.tree(), options);
        if (experiment == null || !DeclaredLengths.fits(experiment, folder, report, options)) {
            report.ownerBlocked(folder);
            return null;
        }
        return experiment;
    }

    private @Nullable Experiment read(MetaFields fields, List<Tag> tags, SourceTree tree, EntityOptions options) {
        fields.mustBeOrBecome("experiment_id", folderName(), "but its directory", options, tags);
        if (!folderName().equals(id.toString())
                && ExperimentId.parse(folderName()).isEmpty()) {
            fields.repaired("experiment_id", folderName(), id.toString(), tags);
        }
        String original = fields.require("name");
        String name = original;
        if (newName != null) {
            fields.repaired("name", name, newName, tags);
            name = newName;
        }
        name = MendedText.ofExperiment(original, name, id, fields, options, tags);
        String location = location(fields, tags, tree, options);
        LifecycleStage stage = stage(fields, options, tags);
        Long created = time(fields, "creation_time");
        Long updated = time(fields, "last_update_time");
        fields.ignore("tags", "workspace", "trace_location", "effective_trace_archival_retention");
        return fields.finish()
                ? new Experiment(
                        id,
                        name,
                        location,
                        stage,
                        created,
                        updated,
                        tags.stream().sorted().toList())
                : null;
    }

    private @Nullable String location(MetaFields fields, List<Tag> tags, SourceTree tree, EntityOptions options) {
        String location = fields.text("artifact_location");
        if (location != null || !fields.isUsable("artifact_location")) {
            return location;
        }
        if (!options.repair() || fields.isCutOff("artifact_location")) {
            fields.blocked(
                    "artifact_location",
                    "it has no artifact_location, without which MLflow cannot list experiments",
                    "write one, or let --repair take the experiment's own directory");
            return null;
        }
        String repaired = tree.uri() + "/" + folderName();
        fields.repaired("artifact_location", "", repaired, tags);
        return repaired;
    }

    private @Nullable LifecycleStage stage(MetaFields fields, EntityOptions options, List<Tag> tags) {
        LifecycleStage said = Lifecycle.read(fields, deleted, options.repair(), tags);
        return said == null ? null : fields.taken("lifecycle_stage", LifecycleRule.ofExperiment(said, deleted));
    }

    private static @Nullable Long time(MetaFields fields, String key) {
        Long time = fields.integer(key);
        return fields.isUsable(key)
                ? fields.taken(key, MissingTime.mayBeNull(time)).orElse(null)
                : time;
    }
}
