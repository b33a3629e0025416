package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.CutOffLine;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.migration.LoggedModelPoints;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads a logged model's {@code metrics/<key>}: everything about it that must be reported, and the points themselves
 * if they are few.
 */
public final class LoggedModelMetricFile implements LoggedModelPoints.Clashes {

    private record Dataset(@Nullable String name, @Nullable String digest) {}

    private final String key;
    private final SourceEntry file;
    private final Function<String, RunPresence> runs;
    private MetricReading reading;
    private final MetricNumbers numbers;
    private final FolderReport report;
    private final int keep;
    private final Map<Normalization, Long> uses = new EnumMap<>(Normalization.class);
    private final Map<String, Long> ofRemovedRuns = new TreeMap<>();
    private final Map<Dataset, LoggedModelPoint> latest = new HashMap<>();
    private final DefectiveLines defects = new DefectiveLines();
    private final MetricRepairs.OfFile repairs;
    private @Nullable List<LoggedModelPoint> held = new ArrayList<>();
    private @Nullable LoggedModelPoint previous;
    private boolean ascending = true;
    private boolean keysRepeat;
    private boolean fractionsOfSeconds;
    private boolean ofBlockedRuns;
    private int fieldsBefore;
    private long count;
    private long length;

    private LoggedModelMetricFile(
            KeyFile key, Function<String, RunPresence> runs, MetricReading reading, FolderReport report, int keep) {
        this.key = key.key();
        this.file = key.file();
        this.runs = runs;
        this.reading = reading;
        this.numbers = new MetricNumbers(reading);
        this.report = report;
        this.keep = keep;
        this.repairs = new MetricRepairs.OfFile(key.key());
    }

    /**
     * Reads the file, claims it and reports what is wrong with it: one item, whatever the number of lines.
     *
     * @param runs what becomes of the runs that the points name
     * @param made is notified of the repairs that were made; null if none are wanted
     * @param keep how many points may be held
     * @return null if there is no point to deliver
     */
    public static @Nullable LoggedModelHistory read(
            KeyFile key,
            Function<String, RunPresence> runs,
            @Nullable MetricRepairs made,
            FolderReport report,
            int keep) {
        MetricReading reading = MetricReading.first(made != null);
        try {
            while (true) {
                LoggedModelMetricFile pass = new LoggedModelMetricFile(key, runs, reading, report, keep);
                long checksum = pass.readLines();
                MetricReading next = pass.reading.after(pass.fractionsOfSeconds, false);
                if (next.equals(pass.reading)) {
                    return pass.finish(checksum, made);
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
            while (lines.advance()) {
                if (CutOffLine.is(lines.isEnded(), lines.isEnded() ? 0 : lines.fields(), fieldsBefore)) {
                    cutOff(lines);
                } else {
                    read(lines);
                }
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

    private void read(MetricLines lines) {
        try {
            LoggedModelPoint line = LoggedModelLine.read(lines, numbers);
            if (line == null) {
                use(Normalization.BLANK_METRIC_LINE);
                return;
            }
            fieldsBefore = lines.fields();
            latest.merge(
                    new Dataset(line.datasetName(), line.datasetDigest()),
                    line,
                    (present, next) -> next.isLaterThan(present) ? next : present);
            switch (runs.apply(line.runId())) {
                case MIGRATED -> add(line);
                case GONE -> ofRemovedRuns.merge(line.runId(), 1L, Long::sum);
                case BLOCKED -> ofBlockedRuns = true;
                case NOT_ASKED_FOR ->
                    defects.add(
                            line.number(),
                            new MetricDefectException(
                                    "its run is in an experiment that is not migrated: '" + line.runId() + "'",
                                    "migrate that experiment too, or remove the line"));
            }
        } catch (MetricDefectException e) {
            defects.add(lines.number(), e);
        }
        fractionsOfSeconds |= numbers.isFromSeconds();
    }

    private void add(LoggedModelPoint line) {
        count++;
        countUses(line);
        LoggedModelPoint before = previous;
        if (before != null) {
            int order = before.compareKey(line);
            ascending &= order <= 0;
            keysRepeat |= order == 0;
        }
        previous = line;
        List<LoggedModelPoint> lines = held;
        if (lines != null) {
            lines.add(line);
            held = lines.size() > keep ? null : lines;
        }
    }

    private void countUses(LoggedModelPoint line) {
        double logged = line.logged();
        if (Double.isNaN(logged)) {
            use(Normalization.METRIC_NAN);
        } else if (Double.isInfinite(logged)) {
            use(Normalization.METRIC_INFINITY);
        } else if (logged == 0.0 && Double.doubleToRawLongBits(logged) != 0) {
            use(Normalization.NEGATIVE_ZERO);
        }
        String datasetName = line.datasetName();
        if (numbers.hasFraction()) {
            use(Normalization.FLOAT_TIMESTAMP);
        }
        if (numbers.hasWholeFloat()) {
            use(Normalization.WHOLE_FLOAT);
        }
        if (numbers.isTruth()) {
            repairs.add(MetricRepairs.VALUE, line.number(), logged == 1 ? "True" : "False", logged == 1 ? "1" : "0");
        }
        if (numbers.isFromSeconds()) {
            repairs.add(MetricRepairs.TIME, line.number(), numbers.writtenTime(), Long.toString(line.timestamp()));
        }
        if (datasetName != null && datasetName.indexOf(' ') >= 0) {
            use(Normalization.DATASET_NAME_WITH_BLANKS);
        }
    }

    private void use(Normalization rule) {
        uses.merge(rule, 1L, Long::sum);
    }

    private @Nullable LoggedModelHistory finish(long checksum, @Nullable MetricRepairs made) {
        report.addContent(file, checksum, length);
        List<LoggedModelPoint> lines = held;
        if (!ascending) {
            use(Normalization.HISTORY_ORDER);
        }
        if (lines != null) {
            lines.sort(LoggedModelPoint::compareInOrder);
        }
        Set<Long> returned =
                latest.values().stream().map(LoggedModelPoint::number).collect(Collectors.toUnmodifiableSet());
        LoggedModelHistory history = new LoggedModelHistory(
                key, file, reading, id -> runs.apply(id) == RunPresence.MIGRATED, ascending, checksum, returned, lines);
        if (count > 0 && (keysRepeat || !ascending)) {
            reportClashes(history);
        }
        if (count > 0 && isLong()) {
            use(Normalization.LONG_VALUE);
        }
        report.migrated(file);
        if (ofBlockedRuns) {
            report.blockedWithOwner(file);
        }
        defects.reportTo(report, file);
        uses.forEach((rule, times) -> report.normalized(rule, file, file.whole(), times));
        ofRemovedRuns.forEach(
                (run, points) -> report.normalized(Normalization.POINT_OF_A_REMOVED_RUN, file, file.key(run), points));
        if (made != null) {
            made.add(repairs, report, file);
        }
        return count == 0 ? null : history;
    }

    /** Whether a column declares less than the name of the metric, or the name or digest of one of its datasets, has. */
    private boolean isLong() {
        return TextColumn.LOGGED_MODEL_METRIC_NAME.isExceededBy(key)
                || latest.keySet().stream()
                        .anyMatch(dataset -> TextColumn.LOGGED_MODEL_METRIC_DATASET_NAME.isExceededBy(dataset.name())
                                || TextColumn.LOGGED_MODEL_METRIC_DATASET_DIGEST.isExceededBy(dataset.digest()));
    }

    /** Goes through all points once, only to see what clashes: whoever reads them later needs no report. */
    private void reportClashes(LoggedModelHistory history) {
        try (LoggedModelSequence points = new LoggedModelSequence(history, report.tree(), reading.repair(), this)) {
            while (points.hasNext()) {
                points.next();
            }
        }
    }

    @Override
    public void repeated(LoggedModelPoint line) {
        use(Normalization.DUPLICATE_POINT);
    }

    @Override
    public void leftOut(LoggedModelPoint line) {
        defects.add(
                line.number(),
                new MetricDefectException(
                        "another point has the same timestamp, step and run, and differs only in value or dataset",
                        "let --repair move it forward by 1 ms, or remove one of the two"));
    }

    @Override
    public void moved(LoggedModelPoint line, long timestamp) {
        repairs.add(MetricRepairs.TIMESTAMP, line.number(), Long.toString(line.timestamp()), Long.toString(timestamp));
    }
}
