package org.filestoremigration.domain.migration;

/**
 * All artifacts that were copied.
 *
 * @param folder where the copies are, an absolute path
 * @param root what the locations in the database begin with
 * @param files in a fixed order; read again each time, so that memory does not grow with them
 */
public record ArtifactManifest(String folder, String root, long count, long bytes, Iterable<ArtifactFile> files) {}
