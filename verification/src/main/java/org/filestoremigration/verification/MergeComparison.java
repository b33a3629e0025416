package org.filestoremigration.verification;

import java.math.BigInteger;
import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.merge.LostValues;
import org.filestoremigration.domain.merge.MergeWitness;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a merge makes of each entity with what either side has, field by field, while both are read. Of what is made it
 * keeps the sum, which the target must have in the end. It knows what the merge listed, and nothing of how it decided.
 */
public final class MergeComparison implements MergeWitness {

    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    private final KeySet irregularBefore = new KeySet();
    private final Outcomes ofTarget;
    private final Outcomes ofSource;
    /** What is joined elsewhere has been counted, or will be, where it passes as the target's own. */
    private final Outcomes ofElsewhere;

    private final ContentSum sum = new ContentSum();
    private @Nullable Entity whole;
    private boolean elsewhere;
    private boolean anyElsewhere;
    private long entities;

    /**
     * @param lost the values that the merge reports, as far as it has got
     * @param limit how many differences of each side are kept
     */
    public MergeComparison(LostValues lost, int limit) {
        ofTarget = new Outcomes(limit, Progress.NONE, MergeProof.ofTarget(lost), irregularBefore);
        ofElsewhere = new Outcomes(limit, Progress.NONE, MergeProof.ofTarget(lost), irregularBefore);
        ofSource = new Outcomes(limit, Progress.NONE, MergeProof.ofSource(lost), irregularBefore);
    }

    @Override
    public void passed(@Nullable Entity before, @Nullable Entity source, Entity after) {
        if (!ContentSum.isPart(after)) {
            begin(after, false);
        }
        compare(before, source, after);
    }

    @Override
    public void joinedElsewhere(Entity before, Entity source, Entity after) {
        begin(after, true);
        compare(before, source, after);
    }

    @Override
    public void irregular(List<Irregularity> before) {
        before.forEach(one -> irregularBefore.add(one.entity(), one.field()));
    }

    private void begin(Entity after, boolean isElsewhere) {
        whole = after;
        elsewhere = isElsewhere;
        anyElsewhere |= isElsewhere;
        entities += isElsewhere || after instanceof Dataset ? 0 : 1;
    }

    private void compare(@Nullable Entity before, @Nullable Entity source, Entity after) {
        sum.add(after);
        if (before != null) {
            compare(elsewhere ? ofElsewhere : ofTarget, before, after);
            if (elsewhere) {
                sum.remove(before);
            }
        }
        if (source != null) {
            compare(ofSource, source, after);
        }
    }

    private void compare(Outcomes outcomes, Entity expected, Entity after) {
        outcomes.both(EntityTypes.of(after), this::owner, (Record) expected, (Record) after);
    }

    /** Of what was passed last. */
    private EntityKey owner(EntityType<?> type) {
        if (whole instanceof Dataset dataset) {
            return experiment(dataset.experimentId());
        } else if (whole instanceof Run run) {
            return owner(type, EntityTypes.RUN, experiment(run.experimentId()), run);
        } else if (whole instanceof Trace trace) {
            return owner(type, EntityTypes.TRACE, experiment(trace.experimentId()), trace);
        } else if (whole instanceof LoggedModel model) {
            return owner(type, EntityTypes.LOGGED_MODEL, experiment(model.experimentId()), model);
        } else if (whole instanceof ModelVersion version) {
            return EntityKey.of(EntityKind.REGISTERED_MODEL, version.name());
        }
        return STORE;
    }

    private static <T extends Record> EntityKey owner(
            EntityType<?> type, EntityType<T> wholeType, EntityKey ofWhole, T whole) {
        return type.kind() == wholeType.kind() ? ofWhole : wholeType.key(ofWhole, whole);
    }

    private static EntityKey experiment(ExperimentId id) {
        return EntityKey.of(EntityKind.EXPERIMENT, id);
    }

    /** Whether something of the source is in another experiment of the target. */
    boolean anyElsewhere() {
        return anyElsewhere;
    }

    /** How many entities the target has in the end, of those that a progress is notified of. */
    public long entities() {
        return entities;
    }

    /** What the target must have in the end; nothing may pass after it. */
    BigInteger sum() {
        return sum.finish();
    }

    /** What the target's reader finds irregular in the end. */
    void irregularAfter(Irregularity irregularity) {
        ofTarget.irregularity(irregularity);
    }

    /**
     * Whether nothing of either side is missing or changed but what is listed.
     *
     * @param source only asked for places
     */
    boolean holds(StoreReader source) {
        return ofTarget.report(source, "").equal()
                && ofElsewhere.report(source, "").equal()
                && ofSource.report(source, "").equal();
    }

    VerificationReport ofTarget(StoreReader source, String contentDigest) {
        return ofTarget.report(source, contentDigest);
    }

    VerificationReport ofSource(StoreReader source, String contentDigest) {
        return ofSource.report(source, contentDigest);
    }
}
