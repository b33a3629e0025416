package org.filestoremigration.filestore.entity;

import org.filestoremigration.filestore.disk.FolderReport;
import org.jspecify.annotations.Nullable;

/**
 * What one owner's folder came to.
 *
 * @param value null where the owner is blocked, or where the folder holds none
 */
public record Loaded<T>(@Nullable T value, FolderReport report) {}
