package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityTraces;
import org.jspecify.annotations.Nullable;

/** The folders in a store's root and in its trash that may be experiments, and the folder that is the model registry. */
final class ExperimentCandidates {

    record Candidate(SourceEntry folder, boolean deleted) {}

    private final SourceTree tree;
    private final List<Candidate> all = new ArrayList<>();
    private @Nullable SourceEntry registry;

    private ExperimentCandidates(SourceTree tree) {
        this.tree = tree;
    }

    /** Lists the root; what else is there is reported to the ledger. */
    static ExperimentCandidates of(SourceTree tree, Ledger ledger) {
        ExperimentCandidates candidates = new ExperimentCandidates(tree);
        candidates.listRoot(ledger);
        return candidates;
    }

    List<Candidate> all() {
        return all;
    }

    /** Null if there is none. */
    @Nullable
    SourceEntry registry() {
        return registry;
    }

    private void listRoot(Ledger ledger) {
        FolderReport report = new FolderReport(tree);
        for (SourceEntry entry : report.reader().list(tree.root())) {
            if (EntityTraces.isJunk(entry, tree)) {
                report.unknown(entry);
            } else if (entry.problem() != null) {
                report.blockedBy(entry);
            } else if (entry.isFolder()) {
                switch (entry.name()) {
                    case FileStoreLayout.TRASH -> listTrash(entry, report);
                    case FileStoreLayout.MODELS -> {
                        report.readThrough(entry);
                        registry = entry;
                    }
                    default -> {
                        report.countedElsewhere(entry);
                        all.add(new Candidate(entry, false));
                    }
                }
            }
        }
        ledger.add(report);
    }

    private void listTrash(SourceEntry trash, FolderReport report) {
        for (SourceEntry entry : report.reader().list(trash)) {
            if (EntityTraces.isJunk(entry, tree)) {
                report.unknown(entry);
            } else if (entry.problem() != null) {
                report.blockedBy(entry);
            } else if (entry.isFolder()) {
                report.countedElsewhere(entry);
                all.add(new Candidate(entry, true));
            }
        }
    }
}
