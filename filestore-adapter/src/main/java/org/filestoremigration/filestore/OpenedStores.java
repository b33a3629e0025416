package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.migration.ExperimentNames;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/** Opens the stores in or at folders: finds and surveys each, and what clashes between them. */
final class OpenedStores {

    private OpenedStores() {}

    /** The store in or at a folder, read alone. */
    static FileStore read(Path folder, FileStoreOptions options) {
        return read(List.of(folder), options, new Ledger(), false, true).get(0);
    }

    /**
     * The stores, in the order in which they were named.
     *
     * @param apart whether they are told apart, so that the same id or name in two of them is not a clash
     * @param makeDefault whether the default experiment is delivered where none has it
     */
    static List<FileStore> read(
            List<Path> folders, FileStoreOptions options, Ledger ledger, boolean apart, boolean makeDefault) {
        List<Path> roots = folders.stream().map(StoreRoot::find).toList();
        Path current = roots.get(0);
        List<FileStore> stores = new ArrayList<>();
        try {
            List<SourceTree> trees = new ArrayList<>();
            List<Surveyed> surveys = new ArrayList<>();
            for (Path root : roots) {
                current = root;
                SourceTree tree = new SourceTree(
                        root, roots.size() == 1 ? "" : root.toString(), options.followSymlinks(), options.secondLook());
                refuseOverlap(tree, trees);
                trees.add(tree);
                surveys.add(Survey.of(tree, options, ledger));
            }
            requireAsked(surveys, roots);
            if (!apart) {
                surveys = ExperimentClashes.without(trees, surveys, ledger);
            }
            List<StoreClashes.Part> parts = parts(trees, surveys, options);
            StoreClashes clashes = new StoreClashes(parts, options.forEntities(), apart);
            String absentDefault = makeDefault ? absentDefault(surveys) : null;
            for (int i = 0; i < trees.size(); i++) {
                current = roots.get(i);
                boolean first = i == 0;
                stores.add(new FileStore(
                        trees.get(i), surveys.get(i), clashes, first ? absentDefault : null, first, options, ledger));
            }
            List<RunSource> runs = stores.stream().map(FileStore::runs).toList();
            runs.forEach(source -> source.oneOf(runs));
            return stores;
        } catch (IOException e) {
            stores.forEach(FileStore::close);
            throw new SourceException(current + " cannot be read: " + StoreException.reason(e) + ".", e);
        }
    }

    private static void refuseOverlap(SourceTree tree, List<SourceTree> others) {
        for (SourceTree other : others) {
            if (tree.holds(other.root()) || other.holds(tree.root())) {
                throw new SourceException("The sources " + other.given() + " and " + tree.given()
                        + " are the same, or one is inside the other; name each once.");
            }
        }
    }

    private static void requireAsked(List<Surveyed> surveys, List<Path> roots) {
        Set<String> absent = new HashSet<>(surveys.get(0).absent());
        surveys.forEach(survey -> absent.retainAll(survey.absent()));
        if (!absent.isEmpty()) {
            throw new SourceException("There is no experiment with the id or name "
                    + String.join(", ", absent.stream().sorted().toList()) + " in "
                    + String.join(" or ", roots.stream().map(Path::toString).toList()) + ".");
        }
    }

    private static List<StoreClashes.Part> parts(
            List<SourceTree> trees, List<Surveyed> surveys, FileStoreOptions options) {
        List<StoreClashes.Part> parts = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            Surveyed survey = surveys.get(i);
            parts.add(new StoreClashes.Part(
                    trees.get(i),
                    survey.experiments(),
                    survey.names(),
                    options.registry() == null ? survey.registry() : null));
        }
        return parts;
    }

    /** The name of the default experiment that MLflow makes where there is none, null if there is one. */
    private static @Nullable String absentDefault(List<Surveyed> surveys) {
        Set<String> taken = new HashSet<>();
        for (Surveyed survey : surveys) {
            if (survey.experiments().stream().anyMatch(found -> found.id().equals(ExperimentId.DEFAULT))) {
                return null;
            }
            taken.addAll(survey.names().values());
        }
        return ExperimentNames.ofAbsentDefault(taken);
    }
}
