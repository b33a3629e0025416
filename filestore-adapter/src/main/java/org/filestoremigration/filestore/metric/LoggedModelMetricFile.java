package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.migration.LoggedModelPoints;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads a logged model's {@code metrics/<key>} once: everything about it that must be reported, and the points themselves
 * if they are few.
 */
public final class LoggedModelMetricFile implements LoggedModelPoints.Clashes {

    /** What the repair is called that moves points forward in time. */
    public static final String REPAIR = "metric_timestamp";

    private record Dataset(@Nullable String name, @Nullable String digest) {}

    private final String key;
    private final SourceEntry file;
    private final Predicate<String> isRun;
    private final boolean repair;
    private final FolderReport report;
    private final int keep;
    private final Map<Normalization, Long> uses = new EnumMap<>(Normalization.class);
    private final Map<Dataset, LoggedModelPoint> latest = new HashMap<>();
    private final List<String> moves = new ArrayList<>();
    private @Nullable List<LoggedModelPoint> held = new ArrayList<>();
    private @Nullable LoggedModelPoint previous;
    private boolean ascending = true;
    private boolean keysRepeat;
    private long count;

    /**
     * What a file came to.
     *
     * @param history null if there is no point to deliver
     * @param moves for each point that a repair moved, which it was and where it went
     */
    public record Result(@Nullable LoggedModelHistory history, List<String> moves) {}

    private LoggedModelMetricFile(
            KeyFiles.KeyFile key, Predicate<String> isRun, boolean repair, FolderReport report, int keep) {
        this.key = key.key();
        this.file = key.file();
        this.isRun = isRun;
        this.repair = repair;
        this.report = report;
        this.keep = keep;
    }

    /**
     * Reads the file, claims it and reports what is wrong with it, line by line.
     *
     * @param isRun which runs there are
     * @param keep how many points may be held
     */
    public static Result read(
            KeyFiles.KeyFile key, Predicate<String> isRun, boolean repair, FolderReport report, int keep) {
        return new LoggedModelMetricFile(key, isRun, repair, report, keep).read();
    }

    private Result read() {
        try (MetricLines lines = MetricLines.of(file, report.tree())) {
            while (lines.advance()) {
                read(lines);
            }
            if (lines.length() == 0) {
                use(Normalization.BLANK_METRIC_LINE);
            }
            report.addContent(file, lines.checksum(), lines.length());
            return finish(lines.checksum());
        } catch (IOException e) {
            report.unreadable(file, e);
            return new Result(null, List.of());
        }
    }

    private void read(MetricLines lines) {
        try {
            LoggedModelPoint line = LoggedModelLine.read(lines);
            if (line == null) {
                use(Normalization.BLANK_METRIC_LINE);
                return;
            }
            latest.merge(
                    new Dataset(line.datasetName(), line.datasetDigest()),
                    line,
                    (present, next) -> next.isLaterThan(present) ? next : present);
            if (isRun.test(line.runId())) {
                add(line);
            } else {
                block(line.number(), "its run is gone or not migrated: " + line.runId(), "remove the line");
            }
        } catch (LoggedModelLine.Defect e) {
            block(lines.number(), e.reason(), "mend or remove the line");
        }
    }

    private void block(long line, String reason, String remedy) {
        report.blocked(file, file.line(line), reason, remedy);
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
        if (datasetName != null && datasetName.indexOf(' ') >= 0) {
            use(Normalization.DATASET_NAME_WITH_BLANKS);
        }
    }

    private void use(Normalization rule) {
        uses.merge(rule, 1L, Long::sum);
    }

    private Result finish(long checksum) {
        List<LoggedModelPoint> lines = held;
        if (!ascending) {
            use(Normalization.HISTORY_ORDER);
        }
        if (lines != null) {
            lines.sort(LoggedModelPoint::compareInOrder);
        }
        Set<Long> returned =
                latest.values().stream().map(LoggedModelPoint::number).collect(Collectors.toUnmodifiableSet());
        LoggedModelHistory history = new LoggedModelHistory(key, file, isRun, ascending, checksum, returned, lines);
        if (count > 0 && (keysRepeat || !ascending)) {
            reportClashes(history);
        }
        if (count > 0 && isLong()) {
            use(Normalization.LONG_VALUE);
        }
        report.migrated(file);
        uses.forEach((rule, times) -> report.normalized(rule, file, file.whole(), times));
        return new Result(count == 0 ? null : history, moves);
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
        try (LoggedModelSequence points = new LoggedModelSequence(history, report.tree(), repair, this)) {
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
        block(
                line.number(),
                "another point has the same timestamp, step and run, and differs only in value or dataset",
                "let --repair move it forward by 1 ms, or remove one of the two");
    }

    @Override
    public void moved(LoggedModelPoint line, long timestamp) {
        report.repaired(file, REPAIR, Long.toString(line.timestamp()), Long.toString(timestamp));
        moves.add(key + ":" + line.number() + " " + line.timestamp());
    }
}
