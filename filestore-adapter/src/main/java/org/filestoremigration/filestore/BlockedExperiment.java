package org.filestoremigration.filestore;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentDatasets;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.IdClashes;
import org.filestoremigration.filestore.entity.LoggedModelFolder;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.entity.RunFolder;
import org.filestoremigration.filestore.entity.TraceFolder;
import org.filestoremigration.filestore.metric.RunPresence;

/**
 * An experiment that cannot be migrated, with all that hangs on it. What else is wrong in it is looked for, so that whoever
 * fixes it learns of everything at once.
 *
 * @param folder counted, and reported, by whoever found that it is blocked
 * @param deleted whether it is in {@code .trash}
 * @param metaRead whether meta.yaml and tags have been reported on already
 * @param idInDoubt whether its own file contradicts its folder: then the files in it most likely do, too, and need no word
 */
record BlockedExperiment(SourceEntry folder, boolean deleted, boolean metaRead, boolean idInDoubt) {

    private static final String EXPERIMENT_ID = "experiment_id";

    /** Reads everything in it, and hands over nothing but what the ledger is told. */
    void search(SourceTree tree, EntityOptions options, OwnerFolders folders, Ledger ledger) {
        ExperimentFolder experiment = new ExperimentFolder(folder, ExperimentId.DEFAULT, deleted);
        if (!metaRead) {
            FolderReport report = new FolderReport(tree);
            experiment.read(report, options);
            ledger.add(report);
        }
        ExperimentDatasets datasets = ExperimentDatasets.of(experiment, folders, tree, options);
        drain(folders.stream(
                folder,
                RunFolder::candidates,
                IdClashes.NONE,
                (entry, report) -> RunFolder.read(experiment, entry, datasets, options, report)));
        drain(folders.stream(
                folders.container(folder, FileStoreLayout.MODELS),
                Arrays::asList,
                IdClashes.NONE,
                (entry, report) ->
                        LoggedModelFolder.read(experiment, entry, id -> RunPresence.MIGRATED, options, report)));
        drain(folders.stream(
                folders.container(folder, FileStoreLayout.TRACES),
                Arrays::asList,
                IdClashes.NONE,
                (entry, report) -> TraceFolder.read(experiment, entry, IdClashes.NONE, options, report)));
    }

    private static void drain(Stream<?> owners) {
        try (owners) {
            owners.forEach(owner -> {});
        }
    }

    /** The blocked items that a search found. */
    FolderReport report(SourceTree tree, Findings found) {
        FolderReport report = new FolderReport(tree);
        List<Finding.Blocked> kept = found.blocked();
        report.addBlocked(
                kept.stream().filter(item -> !idInDoubt || !isAboutTheId(item)),
                idInDoubt ? 0 : found.blockedCount() - kept.size());
        return report;
    }

    private static boolean isAboutTheId(Finding.Blocked item) {
        String key = item.place().key();
        return key != null && (key.equals(EXPERIMENT_ID) || key.endsWith("." + EXPERIMENT_ID));
    }
}
