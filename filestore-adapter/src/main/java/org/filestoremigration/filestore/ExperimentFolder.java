package org.filestoremigration.filestore;

import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's folder, as the survey of the store found it.
 *
 * @param folder not to be claimed: it is shared by all threads
 * @param id the id in the target; the files say {@link #folderName}, which differs after a repair
 * @param deleted whether it lies in {@code .trash}: the place decides, whatever the file says
 * @param newName the name in the target, where a repair gave it another than the file's; else null
 */
record ExperimentFolder(
        SourceEntry folder,
        ExperimentId id,
        boolean deleted,
        @Nullable String newName) {

    ExperimentFolder(SourceEntry folder, ExperimentId id, boolean deleted) {
        this(folder, id, deleted, null);
    }

    /** The experiment id that the files in the folder must name. */
    String folderName() {
        return folder.name();
    }
}
