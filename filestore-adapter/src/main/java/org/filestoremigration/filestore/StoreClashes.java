package org.filestoremigration.filestore;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.filestoremigration.filestore.IdClashes.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * The ids that SQL demands to be unique in the whole store and that are there twice; each kind is looked for when it is
 * first asked for.
 */
final class StoreClashes {

    private final List<ExperimentFolder> experiments;
    private final SourceTree tree;
    private final FileStoreOptions options;
    private @Nullable IdClashes runs;
    private @Nullable IdClashes traces;
    private @Nullable IdClashes loggedModels;
    private @Nullable IdClashes assessments;

    StoreClashes(List<ExperimentFolder> experiments, SourceTree tree, FileStoreOptions options) {
        this.experiments = experiments;
        this.tree = tree;
        this.options = options;
    }

    synchronized IdClashes runs() {
        IdClashes found = runs;
        if (found == null) {
            found = IdClashes.find(action -> each(null, action), this::isRun);
            runs = found;
        }
        return found;
    }

    IdClashes traces() {
        IdClashes found = traces;
        if (found == null) {
            found = IdClashes.find(action -> each(FileStoreLayout.TRACES, action), this::isTrace);
            traces = found;
        }
        return found;
    }

    IdClashes loggedModels() {
        IdClashes found = loggedModels;
        if (found == null) {
            found = IdClashes.find(action -> each(FileStoreLayout.MODELS, action), this::isLoggedModel);
            loggedModels = found;
        }
        return found;
    }

    /** By the files' names, to which their content must agree. */
    IdClashes assessments() {
        IdClashes found = assessments;
        if (found == null) {
            found = IdClashes.find(this::eachAssessment, candidate -> true);
            assessments = found;
        }
        return found;
    }

    private boolean isRun(Candidate candidate) {
        SourceEntry folder = tree.child(candidate.experiment().folder(), candidate.name());
        return folder != null
                && folder.isFolder()
                && RunFolder.isRun(candidate.experiment(), folder, options, new FolderReport(tree));
    }

    private boolean isTrace(Candidate candidate) {
        SourceEntry container = tree.child(candidate.experiment().folder(), FileStoreLayout.TRACES);
        SourceEntry folder = container == null ? null : tree.child(container, candidate.name());
        return folder != null
                && folder.isFolder()
                && TraceFolder.read(candidate.experiment(), folder, IdClashes.NONE, options, new FolderReport(tree))
                        != null;
    }

    private boolean isLoggedModel(Candidate candidate) {
        SourceEntry container = tree.child(candidate.experiment().folder(), FileStoreLayout.MODELS);
        SourceEntry folder = container == null ? null : tree.child(container, candidate.name());
        return folder != null
                && folder.isFolder()
                && LoggedModelFolder.read(candidate.experiment(), folder, id -> true, options, new FolderReport(tree))
                        != null;
    }

    private void each(@Nullable String container, Consumer<Candidate> action) {
        for (ExperimentFolder experiment : experiments) {
            SourceEntry folder = container == null ? experiment.folder() : tree.child(experiment.folder(), container);
            names(folder, (place, name) -> {
                if (container != null || RunFolder.isCandidate(name)) {
                    action.accept(new Candidate(experiment, place, name));
                }
            });
        }
    }

    private void eachAssessment(Consumer<Candidate> action) {
        each(FileStoreLayout.TRACES, trace -> {
            SourceEntry traces = tree.child(trace.experiment().folder(), FileStoreLayout.TRACES);
            SourceEntry folder = traces == null ? null : tree.child(traces, trace.name());
            SourceEntry container =
                    folder == null || !folder.isFolder() ? null : tree.child(folder, FileStoreLayout.ASSESSMENTS);
            names(container, (place, name) -> {
                int dot = name.indexOf('.');
                String id = dot < 0 ? name : name.substring(0, dot);
                action.accept(new Candidate(trace.experiment(), place, id));
            });
        });
    }

    /** None for what cannot be read: that is reported where it is read in earnest. */
    private void names(@Nullable SourceEntry folder, BiConsumer<String, String> placeAndName) {
        if (folder == null || !folder.isFolder()) {
            return;
        }
        try {
            for (String name : tree.names(folder, unnameable -> {})) {
                placeAndName.accept(folder.place() + "/" + name, name);
            }
        } catch (IOException e) {
            return;
        }
    }
}
