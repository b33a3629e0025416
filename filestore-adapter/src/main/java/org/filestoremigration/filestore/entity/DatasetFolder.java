package org.filestoremigration.filestore.entity;

import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * What {@code <experiment_id>/datasets/<dataset_id>/} came to.
 *
 * @param folder its name is what the inputs of runs refer to
 * @param meta null if there is none: then the folder is not a dataset
 * @param dataset null if it is blocked or none
 */
record DatasetFolder(
        SourceEntry folder,
        @Nullable SourceEntry meta,
        @Nullable Dataset dataset,
        FolderReport report) {

    static DatasetFolder read(
            ExperimentFolder experiment, SourceEntry folder, EntityOptions options, FolderReport report) {
        SourceEntry meta = null;
        for (SourceEntry entry : report.reader().list(folder)) {
            if (entry.name().equals(FileStoreLayout.META)) {
                meta = entry;
            } else {
                report.unknown(entry);
            }
        }
        if (meta == null) {
            report.note(folder.whole(), "it is not a dataset: it has no meta.yaml");
            return new DatasetFolder(folder, null, null, report);
        }
        MetaFields fields = MetaFields.read(meta, report);
        Dataset dataset = fields == null ? null : dataset(experiment, fields);
        if (dataset == null || !DeclaredLengths.fits(dataset, folder, report, options)) {
            report.ownerBlocked(folder);
            dataset = null;
        }
        return new DatasetFolder(folder, meta, dataset, report);
    }

    private static @Nullable Dataset dataset(ExperimentFolder experiment, MetaFields fields) {
        Dataset dataset = new Dataset(
                experiment.id(),
                fields.require("name"),
                fields.require("digest"),
                fields.require("source_type"),
                fields.require("source"),
                fields.text("schema"),
                fields.text("profile"));
        return fields.finish() ? dataset : null;
    }

    /** As this, but without the content, which may be large. */
    DatasetFolder withoutDataset() {
        return new DatasetFolder(folder, meta, null, report);
    }
}
