package org.filestoremigration.filestore.metric;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a logged model, known to have points.
 *
 * @param isRun which runs there are: a point of another cannot be in the database
 * @param ascending whether the lines are in the order of their keys
 * @param checksum of the file when it was read first
 * @param returned the numbers of the lines that MLflow's FileStore returns
 * @param lines all points, sorted; null if they are too many to hold
 */
public record LoggedModelHistory(
        String key,
        SourceEntry file,
        MetricReading reading,
        Predicate<String> isRun,
        boolean ascending,
        long checksum,
        Set<Long> returned,
        @Nullable List<LoggedModelPoint> lines) {

    public LoggedModelHistory {
        returned = Set.copyOf(returned);
    }

    /** The present line as a point, null if it is none that can be migrated. */
    @Nullable
    LoggedModelPoint point(MetricLines present, MetricNumbers numbers) {
        if (present.number() == reading.cutOff()) {
            return null;
        }
        try {
            LoggedModelPoint line = LoggedModelLine.read(present, numbers);
            return line == null || !isRun.test(line.runId()) ? null : line;
        } catch (MetricDefectException e) {
            return null;
        }
    }
}
