package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.filestoremigration.domain.merge.LostValues;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.TargetInUse;

/**
 * What shows that a merge lost nothing of either side. It knows what the merge listed, and nothing of how it decided.
 *
 * @param ofTarget the target before against the target after: what it had is there but for what is listed
 * @param ofSource each source, in the target's numbers, against the target after: what it has is there but for what is
 *     listed
 * @param checks what the database says of itself
 */
public record MergeProof(VerificationReport ofTarget, List<VerificationReport> ofSource, List<Check> checks) {

    public MergeProof {
        ofSource = List.copyOf(ofSource);
        checks = List.copyOf(checks);
    }

    /**
     * Compares what was written and committed; {@link #publish} is the next step.
     *
     * @param sources read again, in the target's numbers
     * @param before the target as it was
     * @param lost the values that the merge reported
     * @param limit how many differences of each comparison are kept
     * @param progress notified of the entities of both sides, on the calling thread
     */
    public static MergeProof of(
            List<StoreReader> sources,
            StoreReader before,
            TargetInUse target,
            LostValues lost,
            int limit,
            Progress progress) {
        try (StoreReader written = target.written()) {
            // First, while the target's reader has not yet told what is irregular.
            VerificationReport kept = compare(before, written, limit, progress, new Tolerance(of(lost), true));
            Tolerance tolerance = new Tolerance(of(lost).or(MergeProof::fills), false);
            List<VerificationReport> added = new ArrayList<>();
            for (StoreReader source : sources) {
                added.add(compare(source, written, limit, progress, tolerance));
            }
            return new MergeProof(kept, added, target.checks());
        }
    }

    private static VerificationReport compare(
            StoreReader expected, StoreReader written, int limit, Progress progress, Tolerance tolerance) {
        try (Verification verification = Verification.begin(expected)) {
            return verification.against(written, limit, progress, tolerance);
        }
    }

    private static Predicate<Difference> of(LostValues lost) {
        return difference -> difference instanceof Difference.Unexpected
                || lost.contains(
                        difference.entity(),
                        difference.field(),
                        difference instanceof Difference.Changed ? difference.expected() : null);
    }

    /** Where the source has nothing, the target may have something. */
    private static boolean fills(Difference difference) {
        return difference instanceof Difference.Changed && difference.expected() == null;
    }

    /** Whether nothing is missing or changed but what the merge reported, and the database is sound. */
    public boolean holds() {
        return ofTarget.equal()
                && ofSource.stream().allMatch(VerificationReport::equal)
                && checks.stream().allMatch(check -> check.complaints().isEmpty());
    }

    /**
     * Publishes the target if the proof holds.
     *
     * @return whether it did
     */
    public boolean publish(TargetInUse target) {
        if (holds()) {
            target.publish();
        }
        return holds();
    }

    /** One sentence for a person. */
    public String verdict() {
        if (holds()) {
            return String.format(
                    Locale.ROOT,
                    "Nothing was lost: %,d entities of the database and %,d of the source were compared in every field.",
                    entities(ofTarget),
                    ofSource.stream().mapToLong(MergeProof::entities).sum());
        }
        return String.format(
                Locale.ROOT,
                "Something would be lost: %,d differences from the database before, %,d from the source.",
                ofTarget.differenceCount(),
                ofSource.stream().mapToLong(VerificationReport::differenceCount).sum());
    }

    private static long entities(VerificationReport report) {
        return report.tallies().values().stream().mapToLong(Tally::source).sum();
    }
}
