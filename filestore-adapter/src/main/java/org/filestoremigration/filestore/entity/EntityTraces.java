package org.filestoremigration.filestore.entity;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.filestoremigration.filestore.disk.FileCount;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.Junk;
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
    private static final Set<String> IN_TRACES =
            Set.of(FileStoreLayout.TAGS, FileStoreLayout.REQUEST_METADATA, FileStoreLayout.ASSESSMENTS);

    private EntityTraces() {}

    /** Whether another system made the folder, in which nothing of MLflow is to be expected: it has no meta.yaml. */
    public static boolean isJunk(SourceEntry entry, SourceTree tree) {
        return Junk.isFolderName(entry.name())
                && !(entry.isFolder()
                        && (tree.child(entry, FileStoreLayout.META) != null
                                || tree.child(entry, FileStoreLayout.TRACE_INFO) != null));
    }

    /**
     * Whether anything below is a file that MLflow reads: of a run, trace, logged model or dataset, or a tag. Artifacts are
     * none: where MLflow keeps its entities in a database, they are all that is in such a folder.
     */
    public static boolean inExperiment(SourceEntry folder, SourceTree tree) {
        for (SourceEntry child : children(folder, tree)) {
            boolean found = child.isFolder()
                    && !isJunk(child, tree)
                    && switch (child.name()) {
                        case FileStoreLayout.TAGS -> holdsFiles(child);
                        case FileStoreLayout.DATASETS -> anyBelow(child, tree, FileStoreLayout.META, Set.of());
                        case FileStoreLayout.MODELS -> anyBelow(child, tree, FileStoreLayout.META, IN_RUNS);
                        case FileStoreLayout.TRACES -> anyBelow(child, tree, FileStoreLayout.TRACE_INFO, IN_TRACES);
                        default -> holds(child, tree, FileStoreLayout.META, IN_RUNS);
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Whether artifacts are where runs, logged models and traces have them. */
    public static boolean holdsArtifacts(SourceEntry experiment, SourceTree tree) {
        Set<String> artifacts = Set.of(FileStoreLayout.ARTIFACTS);
        return children(experiment, tree).stream()
                .filter(SourceEntry::isFolder)
                .anyMatch(child -> holdsFilesIn(child, tree, artifacts)
                        || (Set.of(FileStoreLayout.MODELS, FileStoreLayout.TRACES)
                                        .contains(child.name())
                                && children(child, tree).stream()
                                        .anyMatch(owner -> owner.isFolder() && holdsFilesIn(owner, tree, artifacts))));
    }

    private static boolean anyBelow(SourceEntry container, SourceTree tree, String meta, Set<String> folders) {
        return children(container, tree).stream()
                .anyMatch(owner -> owner.isFolder() && holds(owner, tree, meta, folders));
    }

    private static boolean holds(SourceEntry owner, SourceTree tree, String meta, Set<String> folders) {
        return tree.child(owner, meta) != null || holdsFilesIn(owner, tree, folders);
    }

    /** Whether a folder holds files where a run has its params, metrics, tags, inputs or outputs. */
    static boolean inRun(SourceEntry folder, SourceTree tree) {
        return holdsFilesIn(folder, tree, IN_RUNS);
    }

    private static boolean holdsFilesIn(SourceEntry folder, SourceTree tree, Set<String> names) {
        return children(folder, tree).stream()
                .anyMatch(child -> child.isFolder() && names.contains(child.name()) && holdsFiles(child));
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
