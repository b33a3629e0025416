package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FileName;
import org.filestoremigration.filestore.disk.FileStoreLayout;

/** Finds the store in the folder that a person names: the store itself, or the folder that holds {@code mlruns}. */
final class StoreRoot {

    /** What the meta.yaml of every experiment says near its beginning. */
    private static final int LOOKED_AT = 4096;

    /** Folders that a message names. */
    private static final int SHOWN = 5;

    private StoreRoot() {}

    /**
     * The store in or at {@code given}: the one with experiments.
     *
     * @throws SourceException if there is none, or if both could be meant
     */
    static Path find(Path given) {
        if (!Files.isDirectory(given)) {
            throw new SourceException(
                    Files.exists(given)
                            ? given
                                    + " is not a directory; name the directory that contains mlruns, or the FileStore itself."
                            : given
                                    + " does not exist; name the directory that contains mlruns, or the FileStore itself.");
        }
        Path inside = given.resolve(FileStoreLayout.MLRUNS);
        boolean store = hasExperiments(given);
        if (Files.isDirectory(inside)) {
            if (store && hasExperiments(inside)) {
                throw new SourceException("Both " + given + " and " + inside
                        + " contain experiments; name the one you mean, or move the other away.");
            }
            return store ? given : inside;
        }
        if (store || isStoreWithoutExperiments(given)) {
            return given;
        }
        List<Path> below = storesBelow(given);
        throw new SourceException(given + " does not contain a FileStore"
                + (below.isEmpty()
                        ? "; name the directory that contains mlruns, or the FileStore itself."
                        : ", but these directories in it do: " + shown(below)
                                + ". Name the one that is meant, or several," + " each as a --source."));
    }

    private static String shown(List<Path> folders) {
        String first = folders.stream()
                .limit(SHOWN)
                .map(folder -> FileName.of(folder).text())
                .collect(Collectors.joining(", "));
        return folders.size() <= SHOWN ? first : first + " and " + (folders.size() - SHOWN) + " more";
    }

    private static List<Path> storesBelow(Path given) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(given, Files::isDirectory)) {
            List<Path> stores = new ArrayList<>();
            for (Path child : children) {
                if (isStore(child) || isStore(child.resolve(FileStoreLayout.MLRUNS))) {
                    stores.add(child);
                }
            }
            return stores.stream().sorted().toList();
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
    }

    /** Whether a folder can be read and has experiments in it, or in its trash. */
    static boolean isStore(Path folder) {
        try {
            return hasExperiments(folder);
        } catch (SourceException e) {
            return false;
        }
    }

    /**
     * The store in or at {@code given} that has a model registry.
     *
     * @throws SourceException if there is none
     */
    static Path findRegistry(Path given) {
        for (Path root : new Path[] {given, given.resolve(FileStoreLayout.MLRUNS)}) {
            if (Files.isDirectory(root.resolve(FileStoreLayout.MODELS))) {
                return root;
            }
        }
        throw new SourceException(
                given + " does not contain a model registry; name the directory that contains mlruns, or the"
                        + " FileStore itself, with the directory models in it.");
    }

    private static boolean isStoreWithoutExperiments(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return Files.isDirectory(folder.resolve(FileStoreLayout.TRASH))
                || anyChildHasMeta(folder.resolve(FileStoreLayout.MODELS))
                || (name != null && name.toString().equals(FileStoreLayout.MLRUNS));
    }

    private static boolean hasExperiments(Path folder) {
        return anyExperiment(folder) || anyExperiment(folder.resolve(FileStoreLayout.TRASH));
    }

    private static boolean anyExperiment(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                if (isExperiment(child)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            throw new SourceException(folder + " cannot be read; check its permissions.", e);
        }
    }

    private static boolean isExperiment(Path folder) {
        boolean numbered = ExperimentId.parse(FileName.of(folder).text()).isPresent();
        Path meta = folder.resolve(FileStoreLayout.META);
        return Files.isRegularFile(meta) ? numbered || speaksOfAnExperiment(meta) : numbered && anyChildHasMeta(folder);
    }

    private static boolean anyChildHasMeta(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isRegularFile(child.resolve(FileStoreLayout.META))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean speaksOfAnExperiment(Path meta) {
        try (var stream = Files.newInputStream(meta)) {
            String beginning = new String(stream.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
            return beginning.contains("experiment_id") && beginning.contains("artifact_location");
        } catch (IOException e) {
            return false;
        }
    }
}
