package org.filestoremigration.filestore.entity;

import org.filestoremigration.filestore.disk.FolderReport;

/**
 * An entity that cannot be migrated; why is in the {@link FolderReport} already. Whoever catches it leaves the entity
 * out, and with it what hangs on it.
 */
final class BlockedEntityException extends Exception {

    private static final long serialVersionUID = 1L;

    BlockedEntityException(String reason) {
        super(reason, null, false, false);
    }
}
