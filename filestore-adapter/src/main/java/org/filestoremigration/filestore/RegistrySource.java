package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.IdClashes;
import org.filestoremigration.filestore.entity.ModelVersionFolder;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.entity.RegisteredModelFolder;
import org.filestoremigration.filestore.entity.RenumberedExperiments;
import org.jspecify.annotations.Nullable;

/** Delivers registered models and their versions, from the store's own registry or from that of another. */
final class RegistrySource {

    private final @Nullable SourceEntry registry;
    private final SourceTree tree;
    private final EntityOptions options;
    private final OwnerFolders folders;
    private final StoreClashes clashes;
    private final RunSource runs;
    private final RenumberedExperiments renumbered;

    /** @param registry the folder {@code models} in {@code tree}, null if there is none */
    RegistrySource(
            @Nullable SourceEntry registry,
            SourceTree tree,
            EntityOptions options,
            OwnerFolders folders,
            StoreClashes clashes,
            RunSource runs,
            RenumberedExperiments renumbered) {
        this.registry = registry;
        this.tree = tree;
        this.options = options;
        this.folders = folders;
        this.clashes = clashes;
        this.runs = runs;
        this.renumbered = renumbered;
    }

    /**
     * The registry that a store delivers: its own, or another store's where that is asked for.
     *
     * @param readsOther whether the other store's is this one's to deliver
     */
    static RegistrySource of(
            Surveyed survey,
            FileStoreOptions options,
            boolean readsOther,
            SourceTree tree,
            OwnerFolders folders,
            ReaderPool pool,
            Ledger ledger,
            StoreClashes clashes,
            RunSource runs)
            throws IOException {
        EntityOptions entityOptions = options.forEntities();
        Path other = options.registry();
        RenumberedExperiments renumbered = RenumberedExperiments.of(survey.experiments());
        SourceEntry own = survey.registry();
        if (other == null) {
            return new RegistrySource(own, tree, entityOptions, folders, clashes, runs, renumbered);
        }
        if (own != null) {
            FolderReport report = new FolderReport(tree);
            report.note(own.whole(), "the model registry is read from " + other + " in its place");
            report.leftAloneBelow(own);
            ledger.add(report);
        }
        if (!readsOther) {
            return new RegistrySource(null, tree, entityOptions, folders, clashes, runs, renumbered);
        }
        Path otherRoot = StoreRoot.findRegistry(other);
        SourceTree otherTree =
                new SourceTree(otherRoot, otherRoot.toString(), options.followSymlinks(), options.secondLook());
        OwnerFolders otherFolders = new OwnerFolders(otherTree, ledger, pool);
        return new RegistrySource(
                otherFolders.container(otherTree.root(), FileStoreLayout.MODELS),
                otherTree,
                entityOptions,
                otherFolders,
                clashes,
                runs,
                renumbered);
    }

    Stream<RegisteredModel> registeredModels() {
        return folders.stream(
                registry,
                Arrays::asList,
                clashes.registeredModels(),
                (entry, report) -> RegisteredModelFolder.read(entry, options, renumbered, report));
    }

    Stream<ModelVersion> modelVersions(RegisteredModel model) {
        SourceEntry found = registry;
        SourceEntry folder = found == null ? null : tree.child(found, model.name());
        if (folder == null) {
            return Stream.empty();
        }
        return folders.stream(
                folder,
                RegisteredModelFolder::versionFolders,
                IdClashes.NONE,
                (entry, report) -> ModelVersionFolder.read(model, entry, id -> runs.isRun(id, null), options, report));
    }

    @Nullable
    SourceEntry folder() {
        return registry;
    }

    SourceTree tree() {
        return tree;
    }
}
