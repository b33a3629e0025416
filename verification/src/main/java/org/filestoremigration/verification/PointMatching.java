package org.filestoremigration.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.verification.Tallies.Presence;
import org.jspecify.annotations.Nullable;

/**
 * The points of a run's metrics. The value belongs to a point's key: two points that differ only in it are one missing
 * and one unexpected row, which are reported here as one change, in order where there are several at one step and time.
 */
final class PointMatching implements OrderedJoin.Visitor<Metric> {

    /** A step and time with more points than this that find no partner are reported row by row. */
    private static final int WAITING = 10_000;

    private final EntityKey run;
    private final Outcomes outcomes;
    private final Deque<Metric> missing = new ArrayDeque<>();
    private final Deque<Metric> unexpected = new ArrayDeque<>();
    private @Nullable Metric place;

    PointMatching(EntityKey run, Outcomes outcomes) {
        this.run = run;
        this.outcomes = outcomes;
    }

    @Override
    public void both(Metric expected, Metric actual) {
        outcomes.count(EntityTypes.METRIC, expected, Presence.BOTH);
    }

    @Override
    public void onlyExpected(Metric expected) {
        moveTo(expected);
        Metric partner = unexpected.poll();
        if (partner == null) {
            missing.add(expected);
        } else {
            outcomes.both(EntityTypes.METRIC, run, expected, partner);
        }
    }

    @Override
    public void onlyActual(Metric actual) {
        moveTo(actual);
        Metric partner = missing.poll();
        if (partner == null) {
            unexpected.add(actual);
        } else {
            outcomes.both(EntityTypes.METRIC, run, partner, actual);
        }
    }

    private void moveTo(Metric point) {
        boolean there = place != null
                && place.step() == point.step()
                && place.timestamp() == point.timestamp()
                && place.key().equals(point.key());
        if (!there || missing.size() + unexpected.size() >= WAITING) {
            finish();
            place = point;
        }
    }

    /** Tells what found no partner. */
    void finish() {
        missing.forEach(point -> outcomes.missing(EntityTypes.METRIC, run, point));
        unexpected.forEach(point -> outcomes.unexpected(EntityTypes.METRIC, run, point));
        missing.clear();
        unexpected.clear();
    }
}
