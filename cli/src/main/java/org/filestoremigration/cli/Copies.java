package org.filestoremigration.cli;

import java.util.List;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.filestore.artifact.ArtifactCopy;
import org.jspecify.annotations.Nullable;

/** The artifacts of one migration while they are copied; nothing of all this if they are not. */
final class Copies implements AutoCloseable {

    private final @Nullable ArtifactCopy copy;
    private @Nullable ArtifactManifest manifest;

    /** @param copy null if none is wanted */
    Copies(@Nullable ArtifactCopy copy) {
        this.copy = copy;
    }

    /** Which is told what to copy; null if nothing is. */
    @Nullable
    ArtifactCopy copy() {
        return copy;
    }

    /** Waits for the last file; what could not be copied becomes an item of the source's. */
    void finish(Findings findings, ProgressOption progress, Terminal terminal, Interruption interruption) {
        if (copy == null) {
            return;
        }
        try (ConsoleProgress shown = progress.start(terminal, "Copying artifacts, MB", copy::megabytes)) {
            manifest = copy.finish(interruption.watching(shown));
        }
        List<Finding.Blocked> blocked = copy.blocked();
        blocked.forEach(findings);
    }

    /** Waits for the last comparison. */
    List<Finding.Blocked> compared(ProgressOption progress, Terminal terminal, Interruption interruption) {
        Findings differences = new Findings();
        finish(differences, progress, terminal, interruption);
        return differences.blocked();
    }

    /** What was copied; null if nothing was, or not all is yet. */
    @Nullable
    ArtifactManifest manifest() {
        return manifest;
    }

    @Override
    public void close() {
        if (copy != null) {
            copy.close();
        }
    }
}
