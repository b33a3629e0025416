package org.filestoremigration.filestore;

import java.util.Arrays;
import java.util.stream.Stream;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
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
