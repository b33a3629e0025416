package org.filestoremigration.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.CheckedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;

/**
 * What shows that a database is what its source says.
 *
 * @param comparison every field of both
 * @param checks what the database says of itself
 */
public record Proof(VerificationReport comparison, List<Check> checks) {

    public Proof {
        checks = List.copyOf(checks);
    }

    /**
     * Of what a migration has just written and committed; {@link #publish} is the next step.
     *
     * @param limit how many differences are kept; all are counted
     * @param progress notified of the source's entities, on the calling thread
     */
    public static Proof of(Verification source, StoreTarget target, int limit, Progress progress) {
        try (StoreReader written = target.writtenInOrder()) {
            VerificationReport comparison = source.against(written, limit, progress);
            return new Proof(comparison, target.checks());
        }
    }

    /**
     * Of what a migration has just written and committed, without reading the source again; {@link #publish} is the next
     * step. It proves that the target says what was read: whether the source still says that is the caller's to see to.
     *
     * @param digest of all that was read for the writing, in the order of the one walk
     * @param written how much that was
     * @param source only asked for places
     * @param limit how many differences are kept; all are counted
     * @param progress notified of the target's entities, on the calling thread
     * @return empty where the target says something else: {@link #of(Verification, StoreTarget, int, Progress)} tells what
     */
    public static Optional<Proof> byDigest(
            String digest,
            MigrationSummary written,
            StoreReader source,
            StoreTarget target,
            int limit,
            Progress progress) {
        try (StoreReader reader = target.writtenInOrder()) {
            return Verification.byDigest(digest, written, source, reader, limit, progress)
                    .map(report -> new Proof(report, target.checks()));
        }
    }

    /** Of a database that is there. */
    public static Proof of(
            Verification source, CheckedStore target, int limit, Progress progress, Tolerance tolerance) {
        List<Check> checks = target.checks();
        return new Proof(source.against(target, limit, progress, tolerance), checks);
    }

    /** Whether the database is what its source says, and sound. */
    public boolean holds() {
        return comparison.equal()
                && checks.stream().allMatch(check -> check.complaints().isEmpty());
    }

    /**
     * Publishes the target if the proof holds.
     *
     * @param target the one that was proven
     * @return whether it did
     */
    public boolean publish(StoreTarget target) {
        if (holds()) {
            target.publish();
        }
        return holds();
    }

    /**
     * One sentence for a person.
     *
     * @param blocked how many items of the source could not be read exactly, and so not be compared
     */
    public String verdict(long blocked) {
        String verdict = comparison.verdict();
        if (comparison.equal() && !holds()) {
            verdict = "The database is damaged: its own checks fail, although what could be read is equal.";
        }
        if (blocked == 0) {
            return verdict;
        }
        String items = blocked == 1 ? "1 blocked item of the source was" : "%,d blocked items of the source were";
        return verdict + " " + String.format(Locale.ROOT, items, blocked) + " not compared.";
    }
}
