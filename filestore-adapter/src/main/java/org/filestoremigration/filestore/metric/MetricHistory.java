package org.filestoremigration.filestore.metric;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * One metric of a run, known to have points.
 *
 * @param lines how many good lines the file has, points that are there twice included
 * @param ascending whether the lines are in {@link Metric}'s order
 * @param checksum of the file when it was read first
 * @param points all points, sorted, each once; null if they are too many to hold
 */
public record MetricHistory(
        String key,
        SourceEntry file,
        MetricReading reading,
        LatestMetric latest,
        long lines,
        boolean ascending,
        long checksum,
        @Nullable MetricPoints points) {

    /** The points that are held, in order. */
    static Iterator<Metric> held(String key, MetricPoints points) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < points.size();
            }

            @Override
            public Metric next() {
                if (next >= points.size()) {
                    throw new NoSuchElementException();
                }
                return points.get(key, next++);
            }
        };
    }
}
