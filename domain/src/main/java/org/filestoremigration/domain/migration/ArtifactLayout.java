package org.filestoremigration.domain.migration;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;

/**
 * Where MLflow puts the artifacts of what it creates: below the root that was given to it.
 *
 * <p>Mirrors {@code SqlAlchemyStore._get_artifact_location} and what creates runs, logged models and traces.
 */
public final class ArtifactLayout {

    private static final String ARTIFACTS = "artifacts";

    private ArtifactLayout() {}

    /** The path below the root, with slashes; empty for what has no place of its own, a model's version for one. */
    public static Optional<String> of(EntityKey owner) {
        List<String> names = owner.names();
        return switch (owner.kind()) {
            case EXPERIMENT -> Optional.of(names.get(0));
            case RUN -> Optional.of(String.join("/", names.get(0), names.get(1), ARTIFACTS));
            case LOGGED_MODEL -> Optional.of(String.join("/", names.get(0), "models", names.get(1), ARTIFACTS));
            case TRACE, TRACE_TAG -> Optional.of(String.join("/", names.get(0), "traces", names.get(1), ARTIFACTS));
            default -> Optional.empty();
        };
    }
}
