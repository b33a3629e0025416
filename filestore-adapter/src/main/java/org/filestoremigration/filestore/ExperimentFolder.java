package org.filestoremigration.filestore;

import org.filestoremigration.domain.tracking.ExperimentId;

/**
 * An experiment's folder, as the survey of the store found it.
 *
 * @param folder not to be claimed: it is shared by all threads
 * @param id the id in the target; the files say {@link #folderName}, which differs after a repair
 * @param deleted whether it lies in {@code .trash}: the place decides, whatever the file says
 */
record ExperimentFolder(SourceEntry folder, ExperimentId id, boolean deleted) {

    /** The experiment id that the files in the folder must name. */
    String folderName() {
        return folder.name();
    }
}
