package org.filestoremigration.verification;

import java.util.function.Consumer;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.store.StoreReader;

/** Compares two stores, entity by entity and field by field, in memory that does not grow with them. */
public final class Verification {

    /** How many differences are kept unless the caller says otherwise. */
    public static final int DEFAULT_LIMIT = 1_000;

    private Verification() {}

    /**
     * {@link #compare(StoreReader, StoreReader, int, Progress, Consumer)} with {@value #DEFAULT_LIMIT} differences,
     * silently and without an observer.
     */
    public static VerificationReport compare(StoreReader expected, StoreReader actual) {
        return compare(expected, actual, DEFAULT_LIMIT, Progress.NONE, entity -> {});
    }

    /**
     * Reads both stores to their ends, each on a thread of its own, and compares them.
     *
     * <p>What the source's reader blocked is in neither its streams nor the report. What the target's reader found
     * irregular is a difference, each field of each entity told once.
     *
     * @param expected the source; afterwards asked for the places of the differences
     * @param actual the target
     * @param limit how many differences are kept; all are counted
     * @param progress told of the source's entities, on the calling thread
     * @param observer called on the calling thread with every record of the source, each after its owner, before it is
     *     compared; millions of metric points among them, so it must be quick
     * @throws org.filestoremigration.domain.store.StoreException when a store cannot be read
     */
    public static VerificationReport compare(
            StoreReader expected, StoreReader actual, int limit, Progress progress, Consumer<Record> observer) {
        Outcomes outcomes = new Outcomes(limit, progress);
        ContentDigest digest = new ContentDigest();
        try (Feed source = new Feed("verification-source", consumer -> StoreWalk.walk(expected, consumer), observer);
                Feed target = new Feed(
                        "verification-target",
                        consumer -> StoreWalk.walk(actual, consumer),
                        () -> actual.findings().takeIrregularities(),
                        digest::add,
                        outcomes::irregularity)) {
            new StoreComparison(source, target, outcomes).run();
        }
        return outcomes.report(expected, digest.finish());
    }
}
