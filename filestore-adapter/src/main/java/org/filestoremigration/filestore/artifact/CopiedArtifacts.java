package org.filestoremigration.filestore.artifact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.ArtifactLayout;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactLocation.Kind;
import org.filestoremigration.domain.migration.LocationRewrite;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.LocationState;
import org.filestoremigration.filestore.artifact.StoreFolders.Found;

/**
 * The locations of artifacts that are copied below one root, in MLflow's layout. The versions of models follow what they
 * were made from: they are asked for after all experiments. What a server has, or
 * what is nowhere on this machine, keeps its location.
 *
 * <p>Belongs to one thread.
 */
public final class CopiedArtifacts implements LocationRule {

    private final String root;
    private final StoreFolders folders;
    private final List<LocationRewrite> experiments = new ArrayList<>();
    private final Map<Path, String> byFolder = new HashMap<>();

    /** @param root a URI or path, as MLflow is to read it */
    public CopiedArtifacts(String root, StoreFolders folders) {
        this.root = root.endsWith("/") ? root : root.concat("/");
        this.folders = folders;
    }

    @Override
    public Optional<String> now(EntityKey owner, ArtifactLocation location) {
        if (location.kind() == Kind.REMOTE || location.kind() == Kind.REFERENCE) {
            return Optional.empty();
        }
        if (isNowhere(location, owner.kind() == EntityKind.EXPERIMENT)) {
            return Optional.empty();
        }
        if (owner.kind() == EntityKind.EXPERIMENT) {
            remember(owner.names().get(0), location);
        }
        return ArtifactLayout.of(owner)
                .map(path -> root + path)
                .or(() -> folders.find(location).flatMap(found -> belowExperiment(location, found)))
                .or(() -> LocationRewrite.first(experiments, location));
    }

    /** Artifacts that another machine may have: the location is all that is known of them. */
    private boolean isNowhere(ArtifactLocation location, boolean experiment) {
        LocationState state = folders.state(location, experiment);
        return (state == LocationState.ABSENT || state == LocationState.RELATIVE)
                && folders.find(location).isEmpty();
    }

    private void remember(String id, ArtifactLocation location) {
        experiments.add(new LocationRewrite(location, root + id));
        folders.find(location).ifPresent(found -> byFolder.put(found.path(), id));
    }

    private Optional<String> belowExperiment(ArtifactLocation location, Found found) {
        Path experiment = found.path();
        for (int i = 1; experiment != null && i < found.names(); i++) {
            experiment = experiment.getParent();
        }
        String id = experiment == null ? null : byFolder.get(experiment);
        return Optional.ofNullable(id).map(known -> location.moved(found.names() - 1, root + known));
    }
}
