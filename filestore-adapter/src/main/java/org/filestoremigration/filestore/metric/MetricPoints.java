package org.filestoremigration.filestore.metric;

import java.util.Arrays;
import org.filestoremigration.domain.migration.LatestPoint;
import org.filestoremigration.domain.tracking.Metric;

/**
 * Points of one metric in memory, 24 bytes each, in {@link Metric}'s order once {@link #sort} has been called. Values are
 * as {@link Metric#stored} makes them, but for NaN, which stays.
 */
public final class MetricPoints {

    private long[] steps = new long[16];
    private long[] timestamps = new long[16];
    private double[] values = new double[16];
    private int size;

    public int size() {
        return size;
    }

    long step(int i) {
        return steps[i];
    }

    long timestamp(int i) {
        return timestamps[i];
    }

    double value(int i) {
        return values[i];
    }

    void add(MetricLine line) {
        add(line.step(), line.timestamp(), line.stored());
    }

    private void add(long step, long timestamp, double value) {
        if (size == steps.length) {
            int capacity = Math.max(16, size * 2);
            steps = Arrays.copyOf(steps, capacity);
            timestamps = Arrays.copyOf(timestamps, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        steps[size] = step;
        timestamps[size] = timestamp;
        values[size] = value;
        size++;
    }

    /** Forgets all points but the first ones. */
    void truncate(int newSize) {
        size = Math.min(size, newSize);
    }

    Metric get(String key, int i) {
        return Metric.of(key, values[i], timestamps[i], steps[i]);
    }

    /** Negative, zero or positive as point {@code i} comes before, with or after the given one. */
    int compare(int i, long step, long timestamp, double value) {
        return compare(steps[i], timestamps[i], values[i], step, timestamp, value);
    }

    /** {@link Metric}'s order without its key: step, timestamp, value with NaN as 0.0, a number before a NaN. */
    static int compare(long leftStep, long leftTimestamp, double leftValue, long step, long timestamp, double value) {
        int order = LatestPoint.compare(leftStep, leftTimestamp, leftValue, step, timestamp, value);
        return order != 0 ? order : Boolean.compare(Double.isNaN(leftValue), Double.isNaN(value));
    }

    /** Sorts the points and drops those that are there twice. */
    void sort() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        int[] sorted = mergeSort(order);
        long[] newSteps = new long[size];
        long[] newTimestamps = new long[size];
        double[] newValues = new double[size];
        int kept = 0;
        for (int i : sorted) {
            if (kept == 0
                    || compare(
                                    newSteps[kept - 1],
                                    newTimestamps[kept - 1],
                                    newValues[kept - 1],
                                    steps[i],
                                    timestamps[i],
                                    values[i])
                            != 0) {
                newSteps[kept] = steps[i];
                newTimestamps[kept] = timestamps[i];
                newValues[kept] = values[i];
                kept++;
            }
        }
        steps = newSteps;
        timestamps = newTimestamps;
        values = newValues;
        size = kept;
    }

    /** Bottom up; parts that are in order already, as nearly all are, cost one comparison. */
    private int[] mergeSort(int[] order) {
        int[] from = order;
        int[] to = new int[size];
        for (int width = 1; width < size; width *= 2) {
            for (int left = 0; left < size; left += 2 * width) {
                merge(from, to, left, Math.min(left + width, size), Math.min(left + 2 * width, size));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int left, int middle, int right) {
        if (middle == right || compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, left, to, left, right - left);
            return;
        }
        int i = left;
        int j = middle;
        for (int k = left; k < right; k++) {
            boolean first = j >= right || (i < middle && compare(from[i], from[j]) <= 0);
            to[k] = first ? from[i++] : from[j++];
        }
    }

    private int compare(int i, int j) {
        return compare(i, steps[j], timestamps[j], values[j]);
    }
}
