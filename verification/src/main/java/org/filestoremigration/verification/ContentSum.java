package org.filestoremigration.verification;

import java.math.BigInteger;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.tracking.Metric;

/**
 * One number for all that a store says, whatever the order in which it is added: the sum of the SHA-256 of each entity, a run
 * or logged model with its points, a trace with its spans. So one entity can be taken out and put in changed.
 */
final class ContentSum {

    private final ContentDigest added = new ContentDigest();
    private final ContentDigest removed = new ContentDigest();
    private BigInteger sum = BigInteger.ZERO;
    private boolean adding;
    private boolean removing;

    static BigInteger of(StoreReader store) {
        ContentSum content = new ContentSum();
        StoreWalk.walk(store, content::add);
        return content.finish();
    }

    /** Adds an entity, or a point or span of the one that was added last. */
    void add(Entity entity) {
        if (!isPart(entity)) {
            endEntity();
        }
        adding = true;
        added.add(entity);
    }

    /** Takes out an entity, after the one that comes in its place was added, or a point or span of it. */
    void remove(Entity entity) {
        removing = true;
        removed.add(entity);
    }

    /** Whether it belongs to the entity before it. */
    static boolean isPart(Entity entity) {
        return entity instanceof Metric || entity instanceof LoggedModelMetric || entity instanceof Span;
    }

    private void endEntity() {
        if (adding) {
            sum = sum.add(new BigInteger(1, added.finishPart()));
        }
        if (removing) {
            sum = sum.subtract(new BigInteger(1, removed.finishPart()));
        }
        adding = false;
        removing = false;
    }

    /** After it nothing may be added. */
    BigInteger finish() {
        endEntity();
        return sum;
    }
}
