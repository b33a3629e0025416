package org.filestoremigration.verification;

import java.util.Optional;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Feed;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;

/**
 * Compares two stores, entity by entity and field by field, in memory that does not grow with them.
 *
 * <p>Each store is read to its end on a thread of its own. The source's begins at once, so that reading it need not wait
 * for a target that is still being finished.
 */
public final class Verification implements AutoCloseable {

    /** How many differences are kept unless the caller says otherwise. */
    public static final int DEFAULT_LIMIT = 1_000;

    private final StoreReader expected;
    private final Feed source;
    private final KeySet irregularInSource = new KeySet();

    private Verification(StoreReader expected, Consumer<Entity> observer) {
        this.expected = expected;
        this.source = new Feed(
                "verification-source",
                consumer -> {
                    expected.checkTheRest();
                    StoreWalk.walk(expected, consumer);
                },
                () -> expected.findings().takeIrregularities(),
                observer,
                irregularity -> irregularInSource.add(irregularity.entity(), irregularity.field()));
    }

    /**
     * Compares two stores and keeps {@value #DEFAULT_LIMIT} differences.
     *
     * @throws org.filestoremigration.domain.store.StoreException when a store cannot be read
     */
    public static VerificationReport compare(StoreReader expected, StoreReader actual) {
        try (Verification verification = begin(expected)) {
            return verification.against(actual, DEFAULT_LIMIT, Progress.NONE);
        }
    }

    /** {@link #begin(StoreReader, Consumer)} without an observer. */
    public static Verification begin(StoreReader expected) {
        return begin(expected, entity -> {});
    }

    /**
     * Begins to read the source, a bounded amount ahead of the comparison.
     *
     * @param expected the source, which belongs to the verification until that is closed
     * @param observer called by {@link #against} on the calling thread with every record of the source, each after its
     *     owner, before it is compared; millions of metric points among them, so it must be quick
     */
    public static Verification begin(StoreReader expected, Consumer<Entity> observer) {
        return new Verification(expected, observer);
    }

    /**
     * Compares the source with a target, once.
     *
     * <p>What the source's reader blocked is in neither its streams nor the report. What the target's reader found
     * irregular is a difference, each field of each entity reported once. The source is asked for the places of the
     * differences afterwards.
     *
     * @param limit how many differences are kept; all are counted
     * @param progress notified of the source's entities, on the calling thread
     * @throws org.filestoremigration.domain.store.StoreException when a store cannot be read
     */
    public VerificationReport against(StoreReader actual, int limit, Progress progress) {
        return against(actual, limit, progress, Tolerance.NONE);
    }

    /** {@link #against(StoreReader, int, Progress)} where some differences are none. */
    public VerificationReport against(StoreReader actual, int limit, Progress progress, Tolerance tolerance) {
        Outcomes outcomes = new Outcomes(limit, progress, tolerance, irregularInSource);
        ContentDigest digest = new ContentDigest();
        try (Feed target = read(actual, digest::add, outcomes::irregularity)) {
            new StoreComparison(source, target, outcomes).run();
        }
        source.close();
        return outcomes.report(expected, digest.finish());
    }

    /** Reads a target on a thread of its own; both observers are called on the calling thread. */
    static Feed read(StoreReader actual, Consumer<Entity> observer, Consumer<Irregularity> irregularities) {
        return new Feed(
                "verification-target",
                consumer -> {
                    actual.checkTheRest();
                    StoreWalk.walk(actual, consumer);
                },
                () -> actual.findings().takeIrregularities(),
                observer,
                irregularities);
    }

    /**
     * Digests a target. With the digest of a source, every field of both is equal, and the report counts each entity as
     * being in both; what the target's reader found irregular is a difference.
     *
     * @param digest of the source
     * @param content what the source holds
     * @param expected the source, which is only asked for the places of irregularities
     * @param limit how many differences are kept; all are counted
     * @param progress notified of the target's entities, on the calling thread
     * @return empty where the digests differ, and a comparison has to tell in what
     */
    static Optional<VerificationReport> byDigest(
            String digest,
            MigrationSummary content,
            StoreReader expected,
            StoreReader actual,
            int limit,
            Progress progress) {
        Outcomes outcomes = new Outcomes(limit, progress, Tolerance.NONE, new KeySet());
        ContentDigest found = new ContentDigest();
        try (Feed target = read(actual, found::add, outcomes::irregularity)) {
            for (Entity next = target.peek(); next != null; next = target.peek()) {
                outcomes.passed(target.take(next));
            }
        }
        outcomes.both(content);
        String contentDigest = found.finish();
        return contentDigest.equals(digest) ? Optional.of(outcomes.report(expected, contentDigest)) : Optional.empty();
    }

    /** Stops reading the source, which stays open. */
    @Override
    public void close() {
        source.close();
    }
}
