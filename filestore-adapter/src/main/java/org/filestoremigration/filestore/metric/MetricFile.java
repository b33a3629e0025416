package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.CutOffLine;
import org.filestoremigration.domain.migration.LatestPoint;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's {@code metrics/<key>}: everything about it that must be known before its points are delivered, and the
 * points themselves if they are few. Once for what MLflow writes; again where its end tells how all of it must be read.
 */
public final class MetricFile {

    /** Timestamps from 2001 to 5138 if in seconds, but from January 1970 to March 1973 if in milliseconds. */
    private static final long MIN_SECONDS = 1_000_000_000L;

    private static final long MAX_SECONDS = 100_000_000_000L;

    private final String key;
    private final SourceEntry file;
    private final FolderReport report;
    private final int keep;
    private MetricReading reading;
    private final Map<Normalization, Long> uses = new EnumMap<>(Normalization.class);
    private final DefectiveLines defects = new DefectiveLines();
    private final MetricRepairs.OfFile repairs;
    private @Nullable MetricPoints points = new MetricPoints();
    private final LatestPoint latest = new LatestPoint();
    private boolean ascending = true;
    private boolean fractionsOfSeconds;
    private boolean rests;
    private boolean joined;
    private int fieldsBefore;
    private long length;
    private long count;
    private long repeated;
    private long lastStep;
    private long lastTimestamp;
    private double lastValue;
    private double lastRest;

    private MetricFile(KeyFile key, MetricReading reading, FolderReport report, int keep) {
        this.key = key.key();
        this.file = key.file();
        this.reading = reading;
        this.report = report;
        this.keep = keep;
        this.repairs = new MetricRepairs.OfFile(key.key());
    }

    /**
     * Reads the file, claims it and reports what is wrong with it: one item, whatever the number of lines.
     *
     * @param repairs is notified of the repairs that were made; null if none are wanted
     * @param keep how many points may be held; of a longer file only what a second reading needs
     * @return null if there is no point to deliver
     */
    public static @Nullable MetricHistory read(
            KeyFile key, @Nullable MetricRepairs repairs, FolderReport report, int keep) {
        MetricReading reading = MetricReading.first(repairs != null);
        try {
            while (true) {
                MetricFile pass = new MetricFile(key, reading, report, keep);
                long checksum = pass.readLines();
                pass.sort();
                MetricReading next = pass.reading.after(pass.fractionsOfSeconds, pass.joined);
                if (next.equals(pass.reading)) {
                    return pass.finish(checksum, repairs);
                }
                reading = next.cutOffAt(0);
            }
        } catch (IOException e) {
            report.unreadable(key.file(), e);
            return null;
        }
    }

    private long readLines() throws IOException {
        try (MetricLines lines = MetricLines.of(file, report.tree())) {
            MetricLine line = new MetricLine(reading);
            while (lines.advance()) {
                if (CutOffLine.is(lines.isEnded(), lines.isEnded() ? 0 : lines.fields(), fieldsBefore)) {
                    cutOff(lines);
                    continue;
                }
                switch (line.read(lines)) {
                    case POINT -> add(line, lines.number());
                    case BLANK -> use(Normalization.BLANK_METRIC_LINE);
                    case DEFECTIVE -> defects.add(lines.number(), line.defect());
                }
                fractionsOfSeconds |= line.numbers().isFromSeconds();
            }
            if (lines.length() == 0) {
                use(Normalization.BLANK_METRIC_LINE);
            }
            length = lines.length();
            return lines.checksum();
        }
    }

    private void cutOff(MetricLines lines) {
        reading = reading.cutOffAt(lines.number());
        if (reading.repair()) {
            repairs.add(MetricRepairs.LINE, lines.number(), lines.text(), "left out");
        } else {
            defects.add(lines.number(), MetricDefectException.cutOff(lines, fieldsBefore));
        }
    }

    private void add(MetricLine line, long number) {
        double value = line.stored();
        countUses(line, value, number);
        if (count > 0) {
            int order = MetricPoints.compare(lastStep, lastTimestamp, lastValue, line.step(), line.timestamp(), value);
            ascending &= order <= 0;
            repeated += order == 0 ? 1 : 0;
            joined |= order == 0 && line.numbers().rest() != lastRest;
        }
        latest.add(line.step(), line.timestamp(), value);
        lastStep = line.step();
        lastTimestamp = line.timestamp();
        lastValue = value;
        lastRest = line.numbers().rest();
        rests |= lastRest != 0;
        fieldsBefore = line.fields();
        count++;
        if (points != null) {
            points.add(line);
            points = points.size() > keep ? null : points;
        }
    }

    private void countUses(MetricLine line, double stored, long number) {
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
        MetricNumbers numbers = line.numbers();
        if (numbers.hasFraction()) {
            use(Normalization.FLOAT_TIMESTAMP);
        }
        if (numbers.hasWholeFloat()) {
            use(Normalization.WHOLE_FLOAT);
        }
        if (numbers.isTruth()) {
            repairs.add(MetricRepairs.VALUE, number, logged == 1 ? "True" : "False", logged == 1 ? "1" : "0");
        }
        if (numbers.isFromSeconds()) {
            repairs.add(MetricRepairs.TIME, number, numbers.writtenTime(), Long.toString(line.timestamp()));
        } else if (line.timestamp() >= MIN_SECONDS && line.timestamp() < MAX_SECONDS) {
            use(Normalization.SECONDS);
        }
    }

    private void use(Normalization rule) {
        uses.merge(rule, 1L, Long::sum);
    }

    private void sort() {
        MetricPoints held = points;
        if (held != null && (!ascending || repeated > 0)) {
            held.sort();
            repeated = count - held.size();
            joined |= held.hasJoined();
        }
        // Equal points of a file that is too long to hold are seen only where they follow each other.
        joined |= held == null && !ascending && rests;
    }

    private @Nullable MetricHistory finish(long checksum, @Nullable MetricRepairs made) {
        report.addContent(file, checksum, length);
        if (!ascending) {
            use(Normalization.HISTORY_ORDER);
        }
        if (repeated > 0 && (ascending || points != null)) {
            uses.put(Normalization.DUPLICATE_POINT, repeated);
        }
        report.migrated(file);
        defects.reportTo(report, file);
        uses.forEach((rule, times) -> report.normalized(rule, file, file.whole(), times));
        if (made != null) {
            made.add(repairs, report, file);
        }
        if (count == 0) {
            return null;
        }
        return new MetricHistory(key, file, reading, latest.of(key), count, ascending, checksum, points);
    }
}
