package org.filestoremigration.cli;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.Verification;
import org.jspecify.annotations.Nullable;

/** Proves that a database says what the source says, before anybody sees it: by digest, or by a second reading. */
record Proving(
        Terminal terminal,
        Interruption interruption,
        ProgressOption progress,
        ReadingOptions reading,
        MergeOption merge,
        StoreTarget database) {

    /** How many differences are kept for the report. */
    private static final int LIMIT = 1000;

    /**
     * Commits and proves.
     *
     * @param digest of what was read; null if the source is to be read again
     * @param secondLook at the source, which may have begun
     * @param entities how many were read
     */
    Proof commitAndProve(
            StoreWriter writer,
            FileStores source,
            @Nullable String digest,
            FutureTask<Boolean> secondLook,
            MigrationSummary summary,
            long entities) {
        if (digest == null || !source.showsChanges()) {
            return compare(source, entities, writer::commit);
        }
        Optional<Proof> proof = commitAndDigest(writer, source, digest, secondLook, summary, entities);
        return proof.orElseGet(() -> compare(source, entities, () -> {}));
    }

    /** Looks at the source again while the database is committed and digested; empty unless nothing changed in either. */
    private Optional<Proof> commitAndDigest(
            StoreWriter writer,
            FileStores source,
            String digest,
            FutureTask<Boolean> secondLook,
            MigrationSummary summary,
            long entities) {
        begin(secondLook);
        writer.commit();
        Optional<Proof> proof;
        try (ConsoleProgress shown = progress.start(terminal, "Verifying", () -> entities)) {
            proof = Proof.byDigest(digest, summary, source, database, LIMIT, interruption.watching(shown));
        }
        return proof.filter(equal -> result(secondLook));
    }

    /** Another look at the source, to {@link #begin} as soon as it has been read. */
    static FutureTask<Boolean> secondLook(FileStores source) {
        return new FutureTask<>(source::isAsItWas);
    }

    /** Begins another look on a thread of its own, unless it has begun. */
    static void begin(FutureTask<Boolean> secondLook) {
        Thread thread = new Thread(secondLook, "second-look");
        thread.setDaemon(true);
        thread.start();
    }

    static boolean result(FutureTask<Boolean> secondLook) {
        try {
            return secondLook.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /**
     * Reads the source again and compares it field by field.
     *
     * @param commit for which the reading need not wait
     */
    private Proof compare(FileStores first, long entities, Runnable commit) {
        try (FileStores second = merge.open(reading, database.limits());
                Verification verification = Verification.begin(merge.read(
                        reading, second, reading.locations(second), database.limits(), new MergeOutcomes()))) {
            commit.run();
            Proof proof;
            try (ConsoleProgress shown = progress.start(terminal, "Verifying", () -> entities)) {
                proof = Proof.of(verification, database, LIMIT, interruption.watching(shown));
            }
            if (second.fingerprint() != first.fingerprint()) {
                throw new SourceException("the source " + ReadingOptions.named(first)
                        + " changed while it was read: stop whatever writes to it and migrate again");
            }
            return proof;
        }
    }
}
