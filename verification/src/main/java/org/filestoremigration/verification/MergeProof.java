package org.filestoremigration.verification;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.merge.LostValues;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.tracking.Dataset;

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
     * Of a merge that was compared while it was made: what was written and committed is read back and summed up. {@link
     * #publish} is the next step. Whether the source still says what was read is the caller's to see to.
     *
     * @param source only asked for places
     * @param changed whether anything was written; if not, nothing is read back
     * @param digested whether the report is to have the target's content digest, which is empty otherwise
     * @param progress notified of the target's entities, on the calling thread
     * @return empty where something differs: {@link #of} tells what
     */
    public static Optional<MergeProof> bySum(
            MergeComparison made,
            StoreReader source,
            TargetInUse target,
            boolean changed,
            boolean digested,
            Progress progress) {
        List<Check> checks = List.of();
        String digest = "";
        if (changed) {
            try (StoreReader written = target.writtenInOrder()) {
                ContentDigest content = new ContentDigest();
                Consumer<Entity> digests = digested ? content::add : entity -> {};
                if (!made.sum().equals(sum(made, written, digests, progress))) {
                    return Optional.empty();
                }
                checks = target.checks();
                digest = digested ? content.finish() : "";
            }
        } else if (digested) {
            try (StoreReader before = target.before()) {
                digest = ContentDigest.of(before);
            }
        }
        return made.holds(source)
                ? Optional.of(
                        new MergeProof(made.ofTarget(source, digest), List.of(made.ofSource(source, digest)), checks))
                : Optional.empty();
    }

    private static BigInteger sum(
            MergeComparison made, StoreReader written, Consumer<Entity> observer, Progress progress) {
        ContentSum sum = new ContentSum();
        try (Feed feed = Verification.read(written, observer, made::irregularAfter)) {
            for (Entity next = feed.peek(); next != null; next = feed.peek()) {
                sum.add(feed.take(next));
                if (!ContentSum.isPart(next) && !(next instanceof Dataset)) {
                    progress.advanced(1);
                }
            }
        }
        return sum.finish();
    }

    /**
     * Compares what was written and committed; {@link #publish} is the next step.
     *
     * @param made what was compared while it was written: what is joined elsewhere, and so is not found where the source has it
     * @param sources read again, in the target's numbers
     * @param before the target as it was
     * @param changed whether anything was written; if not, the target is still as it was
     * @param lost the values that the merge reported
     * @param limit how many differences of each comparison are kept
     * @param progress notified of the entities of both sides, on the calling thread
     */
    public static MergeProof of(
            MergeComparison made,
            List<StoreReader> sources,
            StoreReader before,
            TargetInUse target,
            boolean changed,
            LostValues lost,
            int limit,
            Progress progress) {
        try (StoreReader written = changed ? target.written() : target.before()) {
            // First, while the target's reader has not yet told what is irregular.
            VerificationReport kept = compare(before, written, limit, progress, ofTarget(lost));
            List<VerificationReport> added = new ArrayList<>();
            for (StoreReader source : sources) {
                added.add(compare(source, written, limit, progress, ofSource(lost)));
            }
            List<Check> checks = new ArrayList<>(changed ? target.checks() : List.of());
            if (made.anyElsewhere()) {
                checks.add(ofElsewhere(made, sources.get(0), written));
            }
            return new MergeProof(kept, added, checks);
        }
    }

    /** What is in another experiment of the target is not found by its key, but it was compared when it was joined. */
    private static Check ofElsewhere(MergeComparison made, StoreReader source, StoreReader written) {
        boolean holds = made.holds(source) && made.sum().equals(ContentSum.of(written));
        return new Check(
                "joined_elsewhere",
                holds
                        ? List.of()
                        : List.of("What the target has in another experiment than the source is not as joined."));
    }

    /** Of what the target had nothing is missing or changed but what is listed. */
    static Tolerance ofTarget(LostValues lost) {
        return new Tolerance(of(lost), true);
    }

    /** Of what the source has nothing is missing or changed but what is listed. */
    static Tolerance ofSource(LostValues lost) {
        return new Tolerance(of(lost).or(MergeProof::fills), false);
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
        if (ofTarget.equal() && ofSource.stream().allMatch(VerificationReport::equal)) {
            return "Something would be lost: the checks of the database fail, although what could be compared is there.";
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
