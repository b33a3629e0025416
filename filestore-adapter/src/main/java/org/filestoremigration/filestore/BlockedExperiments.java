package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;

/** The experiments of a store that cannot be migrated, as they are found. */
final class BlockedExperiments {

    private final SourceTree tree;
    private final Ledger ledger;
    private final List<BlockedExperiment> all = new ArrayList<>();

    BlockedExperiments(SourceTree tree, Ledger ledger) {
        this.tree = tree;
        this.ledger = ledger;
    }

    List<BlockedExperiment> all() {
        return all;
    }

    /** Adds one that is reported already. */
    void add(BlockedExperiment experiment) {
        all.add(experiment);
    }

    /** Blocks a whole experiment, and reports why. */
    void block(SourceEntry folder, boolean deleted, String reason, String remedy) {
        FolderReport report = new FolderReport(tree);
        report.blocked(folder, reason, remedy);
        report.ownerBlocked(folder);
        ledger.add(report);
        add(new BlockedExperiment(folder, deleted, false, false));
    }
}
