package org.filestoremigration.filestore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.AssessmentFolder;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.IdClashes;
import org.filestoremigration.filestore.entity.IdClashes.Candidate;
import org.filestoremigration.filestore.entity.LoggedModelFolder;
import org.filestoremigration.filestore.entity.RunFolder;
import org.filestoremigration.filestore.entity.TraceFolder;
import org.filestoremigration.filestore.metric.RunPresence;
import org.jspecify.annotations.Nullable;

/**
 * The ids that SQL requires to be unique in the whole database and that are there twice, in one store or in several that
 * become one database; each kind is looked for when it is first asked for.
 */
final class StoreClashes {

    /**
     * A store, or one of several.
     *
     * @param names of the experiments, by their ids
     * @param registry the folder of its registered models, null if none of them is read
     */
    record Part(
            SourceTree tree,
            List<ExperimentFolder> experiments,
            Map<ExperimentId, String> names,
            @Nullable SourceEntry registry) {

        Part {
            experiments = List.copyOf(experiments);
            names = Map.copyOf(names);
        }
    }

    private final List<Part> parts;
    private final EntityOptions options;
    private final boolean merging;
    private @Nullable IdClashes runs;
    private @Nullable IdClashes traces;
    private @Nullable IdClashes loggedModels;
    private @Nullable IdClashes assessments;
    private @Nullable IdClashes registeredModels;

    /** @param merging whether what is in the same experiment of two stores, by its name, is one */
    StoreClashes(List<Part> parts, EntityOptions options, boolean merging) {
        this.parts = List.copyOf(parts);
        this.options = options;
        this.merging = merging;
    }

    private boolean areOne(Candidate left, Candidate right) {
        return merging
                && left.tree() != right.tree()
                && name(left).equals(name(right))
                && owner(left).equals(owner(right));
    }

    private String name(Candidate candidate) {
        return parts.stream()
                .filter(part -> part.tree == candidate.tree())
                .map(part -> part.names.get(candidate.experiment().id()))
                .findFirst()
                .orElseThrow();
    }

    /** The trace of an assessment, and nothing for what belongs to the experiment itself. */
    private static String owner(Candidate candidate) {
        String below = candidate
                .place()
                .substring(candidate.experiment().folder().place().length());
        String[] folders = below.split("/", -1);
        return folders.length > 4 ? folders[2] : "";
    }

    synchronized IdClashes runs() {
        IdClashes found = runs;
        if (found == null) {
            found = IdClashes.find(action -> each(null, action), this::isRun, this::areOne);
            runs = found;
        }
        return found;
    }

    IdClashes traces() {
        IdClashes found = traces;
        if (found == null) {
            found = IdClashes.find(action -> each(FileStoreLayout.TRACES, action), this::isTrace, this::areOne);
            traces = found;
        }
        return found;
    }

    IdClashes loggedModels() {
        IdClashes found = loggedModels;
        if (found == null) {
            found = IdClashes.find(action -> each(FileStoreLayout.MODELS, action), this::isLoggedModel, this::areOne);
            loggedModels = found;
        }
        return found;
    }

    /** By the files' names, to which their content must agree. */
    IdClashes assessments() {
        IdClashes found = assessments;
        if (found == null) {
            found = IdClashes.find(this::eachAssessment, candidate -> true, this::areOne);
            assessments = found;
        }
        return found;
    }

    /** In one store a name is a folder's, and so unique. */
    IdClashes registeredModels() {
        IdClashes found = registeredModels;
        if (found == null) {
            found = parts.size() == 1 || merging ? IdClashes.NONE : IdClashes.ofNames(placesOfRegisteredModels());
            registeredModels = found;
        }
        return found;
    }

    private Map<String, List<String>> placesOfRegisteredModels() {
        Map<String, List<String>> places = new HashMap<>();
        for (Part part : parts) {
            SourceEntry registry = part.registry;
            names(part.tree, registry, (place, name) -> {
                SourceEntry model = registry == null ? null : part.tree.child(registry, name);
                if (model != null && model.isFolder() && part.tree.child(model, FileStoreLayout.META) != null) {
                    places.computeIfAbsent(name, any -> new ArrayList<>()).add(place);
                }
            });
        }
        return places;
    }

    private boolean isRun(Candidate candidate) {
        SourceTree tree = candidate.tree();
        SourceEntry folder = tree.child(candidate.experiment().folder(), candidate.name());
        return folder != null
                && folder.isFolder()
                && RunFolder.isRun(candidate.experiment(), folder, options, new FolderReport(tree));
    }

    private boolean isTrace(Candidate candidate) {
        SourceTree tree = candidate.tree();
        SourceEntry container = tree.child(candidate.experiment().folder(), FileStoreLayout.TRACES);
        SourceEntry folder = container == null ? null : tree.child(container, candidate.name());
        return folder != null
                && folder.isFolder()
                && TraceFolder.read(candidate.experiment(), folder, IdClashes.NONE, options, new FolderReport(tree))
                        != null;
    }

    private boolean isLoggedModel(Candidate candidate) {
        SourceTree tree = candidate.tree();
        SourceEntry container = tree.child(candidate.experiment().folder(), FileStoreLayout.MODELS);
        SourceEntry folder = container == null ? null : tree.child(container, candidate.name());
        return folder != null
                && folder.isFolder()
                && LoggedModelFolder.read(
                                candidate.experiment(),
                                folder,
                                id -> RunPresence.MIGRATED,
                                options,
                                new FolderReport(tree))
                        != null;
    }

    private void each(@Nullable String container, Consumer<Candidate> action) {
        parts.forEach(part -> each(part, container, action));
    }

    private static void each(Part part, @Nullable String container, Consumer<Candidate> action) {
        for (ExperimentFolder experiment : part.experiments) {
            SourceEntry folder =
                    container == null ? experiment.folder() : part.tree.child(experiment.folder(), container);
            names(part.tree, folder, (place, name) -> {
                if (container != null || RunFolder.isCandidate(name)) {
                    action.accept(new Candidate(part.tree, experiment, place, name));
                }
            });
        }
    }

    private void eachAssessment(Consumer<Candidate> action) {
        each(FileStoreLayout.TRACES, trace -> {
            SourceTree tree = trace.tree();
            SourceEntry traces = tree.child(trace.experiment().folder(), FileStoreLayout.TRACES);
            SourceEntry folder = traces == null ? null : tree.child(traces, trace.name());
            SourceEntry container =
                    folder == null || !folder.isFolder() ? null : tree.child(folder, FileStoreLayout.ASSESSMENTS);
            names(tree, container, (place, name) -> {
                if (AssessmentFolder.isAssessment(name)) {
                    action.accept(new Candidate(tree, trace.experiment(), place, name));
                }
            });
        });
    }

    /** None for what cannot be read: that is reported where it is read in earnest. */
    private static void names(SourceTree tree, @Nullable SourceEntry folder, BiConsumer<String, String> placeAndName) {
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
