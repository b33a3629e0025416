package org.filestoremigration.filestore.artifact;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactLocation.Kind;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.filestore.artifact.StoreFolders.Found;

/**
 * Locations rewritten by prefix, the first match only. MLflow's FileStore moves the files of a deleted experiment to
 * {@code .trash} without a change of any location: these are written as the place where the files are. Safe for several
 * threads.
 */
public final class Rewrites implements LocationRule {

    private static final String TRASH = ".trash";

    private final List<LocationRewrite> rewrites;
    private final StoreFolders folders;
    private final Set<LocationRewrite> used = ConcurrentHashMap.newKeySet();

    public Rewrites(List<LocationRewrite> rewrites, StoreFolders folders) {
        this.rewrites = List.copyOf(rewrites);
        this.folders = folders;
    }

    @Override
    public Optional<String> now(EntityKey owner, ArtifactLocation location) {
        for (LocationRewrite rewrite : rewrites) {
            Optional<String> now = rewrite.apply(location);
            if (now.isPresent()) {
                used.add(rewrite);
                return now.map(text -> inTrash(location, text));
            }
        }
        return Optional.empty();
    }

    /** The rewrites that have matched nothing so far. */
    public List<LocationRewrite> unused() {
        return rewrites.stream().filter(rewrite -> !used.contains(rewrite)).toList();
    }

    private String inTrash(ArtifactLocation location, String text) {
        ArtifactLocation now = ArtifactLocation.parse(text);
        Found found = folders.find(location).filter(Found::trash).orElse(null);
        if (found == null || found.names() > now.names().size() || now.kind() == Kind.REFERENCE) {
            return text;
        }
        boolean there = now.path().filter(Files::exists).isPresent();
        return there ? text : now.inserting(TRASH, found.names());
    }
}
