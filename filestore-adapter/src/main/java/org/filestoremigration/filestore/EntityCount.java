package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.filestoremigration.filestore.disk.FileName;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.RegisteredModelFolder;
import org.filestoremigration.filestore.entity.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * How many entities there are to read, for a progress display: the folders that hold the file that makes them entities.
 * No file is opened.
 */
final class EntityCount {

    private static final int ID_LENGTH = 32;

    private final SourceTree tree;

    private EntityCount(SourceTree tree) {
        this.tree = tree;
    }

    /** Experiments with their runs, logged models and traces. */
    static long of(List<ExperimentFolder> experiments, SourceTree tree) {
        EntityCount count = new EntityCount(tree);
        long entities = 0;
        for (ExperimentFolder experiment : experiments) {
            SourceEntry folder = experiment.folder();
            entities++;
            for (String name : count.names(folder)) {
                entities +=
                        RunFolder.isCandidate(name) && count.isEntity(folder, name, "", FileStoreLayout.META) ? 1 : 0;
            }
            entities += count.below(folder, FileStoreLayout.MODELS, "m-", FileStoreLayout.META);
            entities += count.below(folder, FileStoreLayout.TRACES, "tr-", FileStoreLayout.TRACE_INFO);
        }
        return entities;
    }

    /** Registered models and their versions. */
    static long of(@Nullable SourceEntry registry, SourceTree tree) {
        EntityCount count = new EntityCount(tree);
        long entities = 0;
        for (String name : count.names(registry)) {
            SourceEntry model = registry == null ? null : tree.child(registry, name);
            if (model != null && model.isFolder() && tree.child(model, FileStoreLayout.META) != null) {
                entities += 1
                        + RegisteredModelFolder.versionFolders(count.names(model))
                                .size();
            }
        }
        return entities;
    }

    private long below(SourceEntry experiment, String container, String prefix, String file) {
        SourceEntry folder = tree.child(experiment, container);
        long entities = 0;
        if (folder != null) {
            for (String name : names(folder)) {
                entities += isEntity(folder, name, prefix, file) ? 1 : 0;
            }
        }
        return entities;
    }

    private boolean isEntity(SourceEntry container, String name, String prefix, String file) {
        if (name.startsWith(prefix) && isHexadecimal(name, prefix.length())) {
            // A name as MLflow gives it: one question to the file system is enough.
            return Files.exists(FileName.resolve(container.path(), name).resolve(file));
        }
        SourceEntry folder = tree.child(container, name);
        return folder != null && folder.isFolder() && tree.child(folder, file) != null;
    }

    private static boolean isHexadecimal(String name, int start) {
        if (name.length() - start != ID_LENGTH) {
            return false;
        }
        for (int i = start; i < name.length(); i++) {
            if (Character.digit(name.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** None for what cannot be read: that is reported where it is read in earnest. */
    private String[] names(@Nullable SourceEntry folder) {
        try {
            return folder == null || !folder.isFolder() ? new String[0] : tree.names(folder, unnameable -> {});
        } catch (IOException e) {
            return new String[0];
        }
    }
}
