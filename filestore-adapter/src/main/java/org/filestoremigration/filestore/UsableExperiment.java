package org.filestoremigration.filestore;

import java.util.Optional;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.SourceEntry;

/**
 * An experiment whose meta.yaml can be read.
 *
 * @param id empty if its folder names none that SQL can hold
 */
record UsableExperiment(SourceEntry folder, boolean deleted, Optional<ExperimentId> id, String name) {}
