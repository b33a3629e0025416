package org.filestoremigration.verification.report;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The months that several timelines span, in at most {@value #BUCKETS} buckets of equal length: run times may be wrong
 * by centuries.
 *
 * @param bucketMonths how many months make one bar
 */
record TimeScale(YearMonth first, YearMonth last, int bucketMonths) {

    private static final int BUCKETS = 120;

    /** A bar is never wider than if this many filled the row. */
    private static final int MIN_BARS = 12;

    /** Empty if no run has a time. */
    static Optional<TimeScale> of(List<ExperimentTimeline> timelines) {
        YearMonth first = null;
        YearMonth last = null;
        for (ExperimentTimeline timeline : timelines) {
            if (!timeline.runs().isEmpty()) {
                YearMonth start = timeline.runs().firstKey();
                YearMonth end = timeline.runs().lastKey();
                first = first == null || start.isBefore(first) ? start : first;
                last = last == null || end.isAfter(last) ? end : last;
            }
        }
        if (first == null || last == null) {
            return Optional.empty();
        }
        long months = first.until(last, ChronoUnit.MONTHS) + 1;
        return Optional.of(new TimeScale(first, last, Math.toIntExact((months + BUCKETS - 1) / BUCKETS)));
    }

    long[] buckets(ExperimentTimeline timeline) {
        long[] buckets = new long[bucket(last) + 1];
        for (Map.Entry<YearMonth, Long> month : timeline.runs().entrySet()) {
            buckets[bucket(month.getKey())] += month.getValue();
        }
        return buckets;
    }

    /** How much of the row the bars fill, in percent. */
    double width() {
        return Math.min(100, 100.0 * (bucket(last) + 1) / MIN_BARS);
    }

    private int bucket(YearMonth month) {
        return Math.toIntExact(first.until(month, ChronoUnit.MONTHS) / bucketMonths);
    }

    /** What a bar is, for a person. */
    String meaning() {
        String length = bucketMonths == 1 ? "a month" : Html.number(bucketMonths, "month");
        return "One bar is " + length + " (UTC); the tallest bar of each experiment fills its row.";
    }
}
