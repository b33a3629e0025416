package org.filestoremigration.filestore.entity;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.filestoremigration.filestore.disk.FileCount;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;

/** Tells whether a folder without its meta.yaml once was an entity, so that leaving it alone would lose data. */
public final class EntityTraces {

    private static final Set<String> IN_RUNS = Set.of(
            FileStoreLayout.PARAMS,
            FileStoreLayout.METRICS,
            FileStoreLayout.TAGS,
            FileStoreLayout.INPUTS,
            FileStoreLayout.OUTPUTS);
    private static final Set<String> IN_EXPERIMENTS =
            Set.of(FileStoreLayout.TAGS, FileStoreLayout.DATASETS, FileStoreLayout.TRACES, FileStoreLayout.MODELS);

    private EntityTraces() {}

    /** Whether anything below is a run, trace, logged model, dataset or tag. */
    public static boolean inExperiment(SourceEntry folder, SourceTree tree) {
        for (SourceEntry child : children(folder, tree)) {
            if (child.isFolder()
                    && (tree.child(child, FileStoreLayout.META) != null
                            || (IN_EXPERIMENTS.contains(child.name()) && holdsFiles(child))
                            || inRun(child, tree))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a folder holds files where a run has its params, metrics, tags, inputs or outputs. */
    static boolean inRun(SourceEntry folder, SourceTree tree) {
        for (SourceEntry child : children(folder, tree)) {
            if (child.isFolder() && IN_RUNS.contains(child.name()) && holdsFiles(child)) {
                return true;
            }
        }
        return false;
    }

    static boolean holdsFiles(SourceEntry folder) {
        FileCount count = FileCount.below(folder);
        return count.files() > 0 || !count.unreadable().isEmpty();
    }

    private static List<SourceEntry> children(SourceEntry folder, SourceTree tree) {
        try {
            return tree.list(folder, unnameable -> {});
        } catch (IOException e) {
            return List.of();
        }
    }
}
