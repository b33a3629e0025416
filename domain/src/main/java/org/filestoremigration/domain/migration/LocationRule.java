package org.filestoremigration.domain.migration;

import java.util.Optional;

/** Where artifacts are to be, given where a store says they are. */
@FunctionalInterface
public interface LocationRule {

    /** Leaves every location as it is. */
    LocationRule NONE = location -> Optional.empty();

    /** The text to write in place of a location, empty to leave it. */
    Optional<String> now(ArtifactLocation location);
}
