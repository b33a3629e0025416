package org.filestoremigration.cli;

import java.nio.file.Path;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.filestore.artifact.ArtifactCopy;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where artifacts go. */
final class ArtifactOptions {

    private static final int MAX_THREADS = 8;

    @Option(
            names = "--copy-artifacts",
            paramLabel = "DIR",
            description =
                    "Copy artifacts to DIR in MLflow's layout, read them back and compare them; the database then points there and no longer needs the source. A second run keeps what is equal.")
    @Nullable
    Path copies;

    @Option(
            names = "--artifact-root",
            paramLabel = "URI",
            description =
                    "Prefix of the locations of copied artifacts, such as mlflow-artifacts:/ for a server with --artifacts-destination DIR. Default: DIR as a file: URI.")
    @Nullable
    String root;

    @Option(
            names = "--link-artifacts",
            description = "Make hard links instead of copies if the file system supports it.")
    boolean link;

    /** What is wrong with the options together; null if nothing is. */
    @Nullable
    String mistake() {
        if (copies == null && root != null) {
            return "--artifact-root needs --copy-artifacts";
        }
        if (copies == null && link) {
            return "--link-artifacts needs --copy-artifacts";
        }
        return null;
    }

    /** What the locations of copies begin with; null if nothing is copied. */
    @Nullable
    String location() {
        Path folder = copies;
        if (folder == null) {
            return null;
        }
        return root == null ? ArtifactLocation.of(folder).text() : root;
    }

    /** The {@code --artifacts-destination} that a server needs to find the copies; null if it needs none. */
    @Nullable
    String destination() {
        return copies == null || root == null || !root.matches("mlflow-artifacts:/+")
                ? null
                : copies.toAbsolutePath().normalize().toString();
    }

    /** Begins to copy, if that is wanted. */
    @Nullable
    ArtifactCopy begin(StoreFolders source, boolean followLinks) {
        Path folder = copies;
        String location = location();
        if (folder == null || location == null) {
            return null;
        }
        return ArtifactCopy.begin(folder, location, source, link, followLinks, threads());
    }

    /** Begins to compare with copies that are there; null if they are not named. */
    @Nullable
    ArtifactCopy compare(StoreFolders source, boolean followLinks) {
        Path folder = copies;
        String location = location();
        return folder == null || location == null
                ? null
                : ArtifactCopy.comparing(folder, location, source, followLinks, threads());
    }

    private static int threads() {
        return Math.min(MAX_THREADS, 2 * Runtime.getRuntime().availableProcessors());
    }
}
