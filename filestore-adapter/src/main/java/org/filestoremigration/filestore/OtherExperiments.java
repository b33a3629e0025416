package org.filestoremigration.filestore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/** The experiments of a store of which only some are migrated: a run that is in none of those may be in another. */
final class OtherExperiments {

    /** All experiments are migrated: there are no others. */
    static final OtherExperiments NONE = new OtherExperiments(null);

    private final @Nullable SourceTree tree;
    private @Nullable List<SourceEntry> folders;

    OtherExperiments(@Nullable SourceTree tree) {
        this.tree = tree;
    }

    /** Whether any experiment of the store, migrated or not, has a folder for this run. */
    boolean hold(String runId) {
        SourceTree store = tree;
        return store != null
                && folders(store).stream().anyMatch(experiment -> store.child(experiment, runId) != null);
    }

    private synchronized List<SourceEntry> folders(SourceTree store) {
        List<SourceEntry> known = folders;
        if (known == null) {
            known = new ArrayList<>(below(store, store.root()));
            SourceEntry trash = store.child(store.root(), FileStoreLayout.TRASH);
            if (trash != null && trash.isFolder()) {
                known.addAll(below(store, trash));
            }
            folders = known;
        }
        return known;
    }

    private static List<SourceEntry> below(SourceTree store, SourceEntry folder) {
        try {
            return store.list(folder, unnameable -> {}).stream()
                    .filter(SourceEntry::isFolder)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
