package org.filestoremigration.filestore;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.LoadedModel;
import org.filestoremigration.filestore.entity.LoggedModelFolder;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.metric.LoggedModelSequence;
import org.jspecify.annotations.Nullable;

/** Delivers the logged models of experiments, and their metrics. */
final class LoggedModelSource {

    private static final int RECENT = 2;

    private final SourceTree tree;
    private final EntityOptions options;
    private final OwnerFolders folders;
    private final StoreClashes clashes;
    private final RunSource runs;
    private final Deque<LoadedModel> recent = new ArrayDeque<>();

    LoggedModelSource(
            SourceTree tree, EntityOptions options, OwnerFolders folders, StoreClashes clashes, RunSource runs) {
        this.tree = tree;
        this.options = options;
        this.folders = folders;
        this.clashes = clashes;
        this.runs = runs;
    }

    Stream<LoggedModel> loggedModels(ExperimentFolder experiment) {
        return folders.stream(
                        folders.container(experiment.folder(), FileStoreLayout.MODELS),
                        Arrays::asList,
                        clashes.loggedModels(),
                        (entry, report) -> read(experiment, entry, report))
                .map(this::remember);
    }

    Stream<LoggedModelMetric> metrics(LoggedModel model, ExperimentFolder experiment) {
        return LoggedModelSequence.stream(loaded(model, experiment).metrics(), tree, options.repair());
    }

    private LoadedModel loaded(LoggedModel model, ExperimentFolder experiment) {
        for (LoadedModel loaded : recent) {
            if (loaded.model().modelId().equals(model.modelId())) {
                return loaded;
            }
        }
        SourceEntry container = tree.child(experiment.folder(), FileStoreLayout.MODELS);
        SourceEntry entry = container == null ? null : tree.child(container, model.modelId());
        LoadedModel loaded =
                entry == null || !entry.isFolder() ? null : read(experiment, entry, new FolderReport(tree));
        if (loaded == null) {
            throw new SourceException(
                    "The logged model " + model.modelId() + " is gone; stop whatever writes to the source.");
        }
        remember(loaded);
        return loaded;
    }

    private @Nullable LoadedModel read(ExperimentFolder experiment, SourceEntry entry, FolderReport report) {
        return LoggedModelFolder.read(experiment, entry, id -> runs.presence(id, experiment), options, report);
    }

    private LoggedModel remember(LoadedModel loaded) {
        recent.addLast(loaded);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return loaded.model();
    }
}
