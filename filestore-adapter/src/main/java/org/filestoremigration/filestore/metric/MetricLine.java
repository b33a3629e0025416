package org.filestoremigration.filestore.metric;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.filestoremigration.domain.migration.Milliseconds;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.domain.python.PythonText;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.filestore.disk.FolderReader;
import org.filestoremigration.filestore.disk.FolderReport;
import org.jspecify.annotations.Nullable;

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

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private long timestamp;
    private double value;
    private long step;
    private int tokens;
    private boolean floatTimestamp;
    private String defect = "";

    /** Reads the present line. */
    public Kind read(MetricLines lines) {
        if (lines.isTooLong()) {
            return defective("the line is longer than " + MetricLines.MAX_LINE_BYTES + " bytes");
        }
        if (lines.start() == lines.end()) {
            return Kind.BLANK;
        }
        floatTimestamp = false;
        return readPlain(lines.bytes(), lines.start(), lines.end())
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
        timestamp = Decimal.whole(bytes, start, first);
        value = Decimal.real(bytes, first + 1, second);
        step = second < end ? Decimal.whole(bytes, second + 1, end) : 0;
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
            return defective("it is not UTF-8");
        }
        String line = PythonText.strip(decoded);
        if (line.isEmpty()) {
            return Kind.BLANK;
        }
        String[] parts = line.split(" ", -1);
        tokens = parts.length;
        if (tokens < 2 || tokens == 4) {
            return defective("it has " + tokens + (tokens == 1 ? " field" : " fields") + ", not 2, 3, or 5 and more");
        }
        OptionalDouble real = PythonNumber.real(parts[1]);
        if (real.isEmpty()) {
            return defective("its value is no number: " + FolderReport.shown(parts[1]));
        }
        value = real.getAsDouble();
        Long readStep = tokens == 2 ? Long.valueOf(0) : whole("step", parts[2]);
        Long readTimestamp = readStep == null ? null : timestamp(parts[0]);
        if (readStep == null || readTimestamp == null) {
            return Kind.DEFECTIVE;
        }
        step = readStep;
        timestamp = readTimestamp;
        return Kind.POINT;
    }

    private @Nullable Long timestamp(String text) {
        if (text.indexOf('.') >= 0) {
            OptionalDouble real = PythonNumber.real(text);
            if (real.isPresent() && Double.isFinite(real.getAsDouble())) {
                floatTimestamp = true;
                return inRange(
                        "timestamp", Milliseconds.ofReal(real.getAsDouble()).value());
            }
        }
        return whole("timestamp", text);
    }

    private @Nullable Long whole(String what, String text) {
        Optional<BigInteger> number = PythonNumber.integer(text);
        if (number.isEmpty()) {
            defect = "its " + what + " is no whole number: " + FolderReport.shown(text);
            return null;
        }
        return inRange(what, number.get());
    }

    private @Nullable Long inRange(String what, BigInteger number) {
        if (number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0) {
            defect = "its " + what + " has more than 64 bits: " + FolderReport.shown(number.toString());
            return null;
        }
        return number.longValue();
    }

    private Kind defective(String reason) {
        defect = reason;
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

    /** Whether the timestamp had a fraction, which is gone. */
    boolean hasFloatTimestamp() {
        return floatTimestamp;
    }

    /** What is wrong with a defective line, a clause without a full stop. */
    String defect() {
        return defect;
    }
}
