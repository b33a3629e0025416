package org.filestoremigration.filestore.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactLocation.Kind;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.LocationState;
import org.jspecify.annotations.Nullable;

/**
 * The experiments' folders of some FileStores, and where in them the artifacts of a location are, wherever the store was
 * when the location was written. Safe for several threads.
 */
public final class StoreFolders {

    private static final String TRASH = ".trash";
    private static final String ARTIFACTS = "artifacts";

    private final List<Place> places = new ArrayList<>();

    /** A folder with experiments: a store's root, or its {@code .trash}. */
    private record Place(Path folder, Path root, boolean trash, Set<String> experiments) {}

    /**
     * Artifacts in a store.
     *
     * @param root the store's
     * @param trash whether they are in its {@code .trash}
     * @param names how many names of the location lead to them from there; the first is the experiment's
     * @param there whether anything is there; otherwise the store has the folder of the run, logged model or trace
     */
    public record Found(Path root, boolean trash, int names, Path path, boolean there) {}

    private StoreFolders() {}

    /** Looks into the root of each store once. */
    public static StoreFolders of(List<Path> roots) {
        StoreFolders folders = new StoreFolders();
        for (Path given : roots) {
            Path root = given.toAbsolutePath().normalize();
            folders.add(root, root, false);
            folders.add(root.resolve(TRASH), root, true);
        }
        return folders;
    }

    private void add(Path folder, Path root, boolean trash) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Set<String> experiments = new HashSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                List<String> names = ArtifactLocation.of(child).names();
                experiments.add(names.get(names.size() - 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        experiments.remove(TRASH);
        places.add(new Place(folder, root, trash, experiments));
    }

    /** Where the last names of a location lead in one of the stores; empty of what is not a path. */
    public Optional<Found> find(ArtifactLocation location) {
        if (location.kind() == Kind.REMOTE || location.kind() == Kind.REFERENCE) {
            return Optional.empty();
        }
        List<String> names = location.names();
        Optional<Found> named = findNamed(location);
        for (int first = 0; named.isEmpty() && first < names.size(); first++) {
            for (int i = 0; named.isEmpty() && i < places.size(); i++) {
                named = find(location, first, places.get(i));
            }
        }
        return named;
    }

    /** Of several stores that could be meant it is the one that the location names. */
    private Optional<Found> findNamed(ArtifactLocation location) {
        Path path = location.path().orElse(null);
        for (int i = 0; path != null && i < places.size(); i++) {
            Path root = places.get(i).root();
            if (path.startsWith(root)) {
                int below = path.getNameCount() - root.getNameCount();
                Optional<Found> found = find(location, location.names().size() - below, places.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> find(ArtifactLocation location, int first, Place place) {
        List<String> names = location.names();
        if (first >= names.size() || !place.experiments().contains(names.get(first))) {
            return Optional.empty();
        }
        int below = names.size() - first;
        Path path = location.below(place.folder(), below).orElse(null);
        if (path == null) {
            return Optional.empty();
        }
        boolean there = isThere(path, below == 1);
        return there || hasOwner(names.subList(first, names.size()), path)
                ? Optional.of(new Found(place.root(), place.trash(), below, path, there))
                : Optional.empty();
    }

    /** Whether the folder that holds {@code artifacts} is there: the run's, logged model's or trace's. */
    private static boolean hasOwner(List<String> tail, Path path) {
        int artifacts = tail.indexOf(ARTIFACTS);
        Path owner = path;
        for (int i = tail.size(); owner != null && i > artifacts; i--) {
            owner = owner.getParent();
        }
        return artifacts > 1 && owner != null && Files.isDirectory(owner);
    }

    /** The folder with the artifacts of a location: the location's own, or else the one in a store. */
    Optional<Path> artifacts(ArtifactLocation location) {
        Optional<Path> own = location.path().filter(path -> !isEmpty(path));
        return (own.isPresent() ? own : find(location).map(Found::path)).filter(Files::isDirectory);
    }

    /** The roots of the stores, links resolved. */
    List<Path> realRoots() {
        List<Path> real = new ArrayList<>();
        for (Place place : places) {
            try {
                real.add(place.root().toRealPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return real.stream().distinct().toList();
    }

    /** Whether artifacts are where a location says. */
    LocationState state(ArtifactLocation location, boolean experiment) {
        return state(location, experiment, find(location).orElse(null));
    }

    /**
     * Whether artifacts are where a location says.
     *
     * @param found where {@link #find} says that it leads, null for nowhere
     */
    LocationState state(ArtifactLocation location, boolean experiment, @Nullable Found found) {
        return switch (location.kind()) {
            case REMOTE, REFERENCE -> LocationState.REMOTE;
            case RELATIVE -> LocationState.RELATIVE;
            case WINDOWS -> LocationState.ABSENT;
            case LOCAL ->
                location.path().map(path -> state(path, experiment, found)).orElse(LocationState.ABSENT);
        };
    }

    private LocationState state(Path path, boolean experiment, @Nullable Found found) {
        if (found != null && found.there() && !found.trash() && found.path().equals(path)) {
            return LocationState.IN_SOURCE;
        }
        boolean inSource = isBelowRoot(path);
        boolean there = Files.exists(path);
        if (inSource && !there && found != null && found.trash()) {
            return LocationState.IN_TRASH;
        }
        if (!there && !isThere(path, experiment)) {
            return LocationState.ABSENT;
        }
        return inSource || leadsIntoSource(path) ? LocationState.IN_SOURCE : LocationState.ELSEWHERE;
    }

    private boolean isBelowRoot(Path path) {
        for (Place place : places) {
            if (path.startsWith(place.root())) {
                return true;
            }
        }
        return false;
    }

    private boolean leadsIntoSource(Path path) {
        try {
            Path real = (Files.exists(path) ? path : path.resolveSibling("")).toRealPath();
            for (Place place : places) {
                if (real.startsWith(place.root().toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** A folder {@code artifacts}, or an experiment's, is made when something is written to it. */
    static boolean isThere(Path path, boolean experiment) {
        if (Files.exists(path)) {
            return true;
        }
        Path parent = path.getParent();
        return parent != null && (experiment || path.endsWith(ARTIFACTS)) && Files.isDirectory(parent);
    }

    /**
     * Every location whose last names lead to artifacts in one of the stores is written as the place where these are. A
     * location that itself has files stays if there are none in the store, as with a store whose artifacts a server keeps.
     */
    public LocationRule rebase() {
        return (owner, location) -> find(location)
                .filter(found -> !isEmpty(found.path())
                        || location.path().filter(path -> !isEmpty(path)).isEmpty())
                .filter(found -> location.path()
                        .filter(path -> isSame(path, found.path()))
                        .isEmpty())
                .map(found -> ArtifactLocation.of(found.path()))
                .map(ArtifactLocation::text);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return !Files.exists(folder);
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return !children.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
