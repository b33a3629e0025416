package org.filestoremigration.filestore;

import org.jspecify.annotations.Nullable;

/**
 * What one owner's folder came to.
 *
 * @param value null where the owner is blocked, or where the folder holds none
 */
record Loaded<T>(@Nullable T value, FolderReport report) {}
