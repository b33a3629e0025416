package org.filestoremigration.domain.migration;

/**
 * A file that was copied.
 *
 * @param path below the folder of the copies, with slashes
 * @param size in bytes
 * @param sha256 of the file in the source, and of the copy as it was read back; 64 lower-case hex digits
 */
public record ArtifactFile(String path, long size, String sha256) {}
