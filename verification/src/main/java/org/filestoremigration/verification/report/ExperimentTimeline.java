package org.filestoremigration.verification.report;

import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When the runs of one experiment started.
 *
 * @param runs by month (UTC); months without runs are absent
 * @param undated runs without a start time
 */
public record ExperimentTimeline(String experimentId, String name, SortedMap<YearMonth, Long> runs, long undated) {

    public ExperimentTimeline {
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }

    /** All runs. */
    public long total() {
        return undated + runs.values().stream().mapToLong(Long::longValue).sum();
    }
}
