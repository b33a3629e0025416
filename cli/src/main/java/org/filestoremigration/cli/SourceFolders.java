package org.filestoremigration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.filestore.FileStores;
import org.jspecify.annotations.Nullable;

/** The directories that are read: whatever were written into them would be a change of the source. */
record SourceFolders(List<Path> roots) {

    /** Those of a source and, if it is another one, of its registry. */
    static SourceFolders of(FileStores source, @Nullable Path registry) {
        Stream<Path> ofRegistry =
                registry == null ? Stream.of() : Stream.of(registry.resolve("models"), registry.resolve("mlruns"));
        return new SourceFolders(
                Stream.concat(source.roots().stream(), ofRegistry).toList());
    }

    /** The directory that holds a file, which need not exist; empty if none does. */
    Optional<Path> around(Path file) {
        try {
            // What does not exist yet is where its folder is; a link is what it leads to.
            Path there = file.toAbsolutePath();
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            Path real = there.toRealPath();
            for (Path root : roots) {
                if (Files.exists(root) && real.startsWith(root.toRealPath())) {
                    return Optional.of(root);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // A folder that is not there is nowhere; whoever wants to write to it says so.
            return Optional.empty();
        }
    }
}
