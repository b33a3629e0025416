package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.LatestMetric;

/**
 * The latest points of a run that has the points of two: of each metric the greater of both by step, timestamp and value,
 * NaN counting as 0.0. Of two that are equal in that the target's stays.
 */
final class LatestJoin {

    private static final Comparator<LatestMetric> LATER = Comparator.comparingLong(LatestMetric::step)
            .thenComparing(LatestMetric::timestamp, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingDouble(LatestMetric::value);

    private LatestJoin() {}

    static List<LatestMetric> join(
            EntityKey run, List<LatestMetric> target, List<LatestMetric> source, Joining joining) {
        if (target.equals(source)) {
            return target;
        }
        Map<String, LatestMetric> ours = new HashMap<>();
        source.forEach(metric -> ours.put(metric.key(), metric));
        List<LatestMetric> joined = new ArrayList<>();
        for (LatestMetric theirs : target) {
            LatestMetric other = ours.remove(theirs.key());
            joined.add(other == null || other.equals(theirs) ? theirs : join(run, theirs, other, joining));
        }
        // Those that only the source has are derived from points that are reported themselves.
        joined.addAll(ours.values());
        joined.sort(Comparator.naturalOrder());
        return joined;
    }

    private static LatestMetric join(EntityKey run, LatestMetric target, LatestMetric source, Joining joining) {
        FieldJoin fields = joining.of(run.child(EntityKind.LATEST_METRIC, target.key()));
        boolean later = LATER.compare(source, target) > 0;
        fields.follows("value", target.value(), source.value(), later);
        fields.follows("is_nan", target.isNan(), source.isNan(), later);
        fields.follows("timestamp", target.timestamp(), source.timestamp(), later);
        fields.follows("step", target.step(), source.step(), later);
        return later ? source : target;
    }
}
