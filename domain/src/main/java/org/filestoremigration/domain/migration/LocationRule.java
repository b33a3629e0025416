package org.filestoremigration.domain.migration;

import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;

/** Where artifacts are to be, given where a store says they are. */
@FunctionalInterface
public interface LocationRule {

    /** Leaves every location as it is. */
    LocationRule NONE = (owner, location) -> Optional.empty();

    /**
     * The text to write instead of a location, empty to leave it.
     *
     * @param owner the experiment, run, logged model or version, or the tag of a trace
     */
    Optional<String> now(EntityKey owner, ArtifactLocation location);
}
