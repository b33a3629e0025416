package org.filestoremigration.filestore.metric;

import java.util.Arrays;
import org.filestoremigration.domain.python.PythonText;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.filestore.disk.FolderReader;

/**
 * One line of a run's metric file: {@code timestamp value [step [dataset_name dataset_digest]]}, mirroring {@code
 * FileStore._get_metric_from_line}, but for what that cannot read back: the step of five tokens, and dataset names with
 * blanks.
 *
 * <p>Reused from line to line, so that a history of millions of points makes no garbage.
 */
public final class MetricLine {

    /** What a line is. */
    public enum Kind {
        POINT,
        BLANK,
        /** Neither; {@link MetricLine#defect} says why. */
        DEFECTIVE
    }

    private static final String FIX = "fix or remove the line";

    private final MetricReading reading;
    private final MetricNumbers numbers;
    private long timestamp;
    private double value;
    private long step;
    private int tokens;
    private MetricDefectException defect = new MetricDefectException("it was not read", FIX);

    /** For lines as they are read first, without repairs. */
    public MetricLine() {
        this(MetricReading.first(false));
    }

    MetricLine(MetricReading reading) {
        this.reading = reading;
        this.numbers = new MetricNumbers(reading);
    }

    /** Reads the present line. */
    public Kind read(MetricLines lines) {
        if (lines.isTooLong()) {
            return defective(
                    new MetricDefectException("the line is longer than " + MetricLines.MAX_LINE_BYTES + " bytes", FIX));
        }
        if (lines.start() == lines.end()) {
            return Kind.BLANK;
        }
        if (lines.number() == reading.cutOff()) {
            return Kind.DEFECTIVE;
        }
        numbers.reset();
        return reading.seconds() == MetricReading.Seconds.KEPT && readPlain(lines.bytes(), lines.start(), lines.end())
                ? Kind.POINT
                : readAny(Arrays.copyOfRange(lines.bytes(), lines.start(), lines.end()));
    }

    /** The form that MLflow writes, two or three tokens in ASCII; false if the line is another. */
    private boolean readPlain(byte[] bytes, int start, int end) {
        int first = indexOfBlank(bytes, start, end);
        if (first == end || !Decimal.isWhole(bytes, start, first)) {
            return false;
        }
        int second = indexOfBlank(bytes, first + 1, end);
        if (!Decimal.isReal(bytes, first + 1, second)) {
            return false;
        }
        if (second < end && !Decimal.isWhole(bytes, second + 1, end)) {
            return false;
        }
        timestamp = Decimal.integer(bytes, start, first);
        value = Decimal.floatingPoint(bytes, first + 1, second);
        step = second < end ? Decimal.integer(bytes, second + 1, end) : 0;
        tokens = second < end ? 3 : 2;
        return true;
    }

    private static int indexOfBlank(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    private Kind readAny(byte[] bytes) {
        String decoded = FolderReader.strictText(bytes);
        if (decoded == null) {
            return defective(new MetricDefectException("it is not UTF-8", FIX));
        }
        String line = PythonText.strip(decoded);
        if (line.isEmpty()) {
            return Kind.BLANK;
        }
        String[] parts = line.split(" ", -1);
        tokens = parts.length;
        if (tokens < 2 || tokens == 4) {
            String fields = tokens + (tokens == 1 ? " field" : " fields");
            return defective(new MetricDefectException("it has " + fields + ", not 2, 3, or 5 and more", FIX));
        }
        try {
            value = numbers.value(parts[1]);
            step = tokens == 2 ? 0 : numbers.step(parts[2]);
            timestamp = numbers.time(parts[0]);
            return Kind.POINT;
        } catch (MetricDefectException e) {
            return defective(e);
        }
    }

    private Kind defective(MetricDefectException found) {
        defect = found;
        return Kind.DEFECTIVE;
    }

    /** As logged: milliseconds, or seconds from MLflow up to 1.0. */
    public long timestamp() {
        return timestamp;
    }

    /** As logged, so possibly NaN, infinite or −0.0. */
    double value() {
        return value;
    }

    /** As {@link Metric#stored} makes it, but for NaN, which stays. */
    double stored() {
        return Double.isNaN(value) ? value : Metric.stored(value);
    }

    public long step() {
        return step;
    }

    /** Whether the line names the dataset that the value was computed on. */
    boolean hasDataset() {
        return tokens >= 5;
    }

    /** Whether that dataset's name holds blanks. */
    boolean hasDatasetWithBlanks() {
        return tokens > 5;
    }

    /** How many fields the line has. */
    int fields() {
        return tokens;
    }

    /** What was done to its numbers. */
    MetricNumbers numbers() {
        return numbers;
    }

    /** What is wrong with a defective line. */
    MetricDefectException defect() {
        return defect;
    }
}
