package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.LatestPoint;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's {@code metrics/<key>} once: everything about it that must be known before its points are delivered, and
 * the points themselves if they are few.
 */
public final class MetricFile {

    /** Timestamps from 2001 to 5138 if in seconds, but from January 1970 to March 1973 if in milliseconds. */
    private static final long LEAST_SECONDS = 1_000_000_000L;

    private static final long GREATEST_SECONDS = 100_000_000_000L;

    private final String key;
    private final SourceEntry file;
    private final FolderReport report;
    private final int keep;
    private final Map<Normalization, Long> uses = new EnumMap<>(Normalization.class);
    private @Nullable MetricPoints points = new MetricPoints();
    private final LatestPoint latest = new LatestPoint();
    private boolean ascending = true;
    private long count;
    private long repeated;
    private long lastStep;
    private long lastTimestamp;
    private double lastValue;

    private MetricFile(String key, SourceEntry file, FolderReport report, int keep) {
        this.key = key;
        this.file = file;
        this.report = report;
        this.keep = keep;
    }

    /**
     * Reads the file, claims it and reports what is wrong with it, line by line.
     *
     * @param keep how many points may be held; of a longer file only what a second reading needs
     * @return null if there is no point to deliver
     */
    public static @Nullable MetricHistory read(String key, SourceEntry file, FolderReport report, int keep) {
        return new MetricFile(key, file, report, keep).read();
    }

    private @Nullable MetricHistory read() {
        try (MetricLines lines = MetricLines.of(file, report.tree())) {
            MetricLine line = new MetricLine();
            while (lines.advance()) {
                switch (line.read(lines)) {
                    case POINT -> add(line);
                    case BLANK -> use(Normalization.BLANK_METRIC_LINE);
                    case DEFECTIVE ->
                        report.blocked(file, file.line(lines.number()), line.defect(), "mend or remove the line");
                }
            }
            if (lines.length() == 0) {
                use(Normalization.BLANK_METRIC_LINE);
            }
            report.addContent(file, lines.checksum(), lines.length());
            return finish(lines.checksum());
        } catch (IOException e) {
            report.unreadable(file, e);
            return null;
        }
    }

    private void add(MetricLine line) {
        double value = line.stored();
        countUses(line, value);
        if (count > 0) {
            int order = MetricPoints.compare(lastStep, lastTimestamp, lastValue, line.step(), line.timestamp(), value);
            ascending &= order <= 0;
            repeated += order == 0 ? 1 : 0;
        }
        latest.add(line.step(), line.timestamp(), value);
        lastStep = line.step();
        lastTimestamp = line.timestamp();
        lastValue = value;
        count++;
        if (points != null) {
            points.add(line);
            points = points.size() > keep ? null : points;
        }
    }

    private void countUses(MetricLine line, double stored) {
        double logged = line.value();
        if (Double.isNaN(logged)) {
            use(Normalization.METRIC_NAN);
        } else if (Double.isInfinite(logged)) {
            use(Normalization.METRIC_INFINITY);
        } else if (stored == 0.0 && Double.doubleToRawLongBits(logged) != 0) {
            use(Normalization.NEGATIVE_ZERO);
        }
        if (line.hasDataset()) {
            use(Normalization.METRIC_DATASET);
        }
        if (line.hasDatasetWithBlanks()) {
            use(Normalization.DATASET_NAME_WITH_BLANKS);
        }
        if (line.hasFloatTimestamp()) {
            use(Normalization.FLOAT_TIMESTAMP);
        }
        if (line.timestamp() >= LEAST_SECONDS && line.timestamp() < GREATEST_SECONDS) {
            use(Normalization.SECONDS);
        }
    }

    private void use(Normalization rule) {
        uses.merge(rule, 1L, Long::sum);
    }

    private @Nullable MetricHistory finish(long checksum) {
        MetricPoints held = points;
        if (held != null && !ascending) {
            held.sort();
            repeated = count - held.size();
        } else if (held != null && repeated > 0) {
            held.sort();
        }
        if (!ascending) {
            use(Normalization.HISTORY_ORDER);
        }
        if (repeated > 0 && (ascending || held != null)) {
            uses.put(Normalization.DUPLICATE_POINT, repeated);
        }
        report.migrated(file);
        uses.forEach((rule, times) -> report.normalized(rule, file, file.whole(), times));
        if (count == 0) {
            return null;
        }
        return new MetricHistory(key, file, latest.of(key), count, ascending, checksum, held);
    }
}
