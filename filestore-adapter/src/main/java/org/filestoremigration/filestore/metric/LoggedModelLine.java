package org.filestoremigration.filestore.metric;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.domain.python.PythonText;
import org.filestoremigration.filestore.disk.FolderReader;
import org.filestoremigration.filestore.disk.FolderReport;
import org.jspecify.annotations.Nullable;

/**
 * One line of a logged model's metric file: {@code timestamp value step run_id [dataset_name dataset_digest]}, mirroring
 * {@code FileStore._get_model_metric_from_line}, but for dataset names with blanks, which that cannot read back.
 */
final class LoggedModelLine {

    private static final int LEAST_TOKENS = 4;

    private LoggedModelLine() {}

    /** A line that is no point. */
    static final class Defect extends Exception {

        private static final long serialVersionUID = 1L;

        Defect(String reason) {
            super(reason, null, false, false);
        }

        /** A clause without a full stop. */
        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** The present line, null for a blank one. */
    static @Nullable LoggedModelPoint read(MetricLines lines) throws Defect {
        if (lines.isTooLong()) {
            throw new Defect("the line is longer than " + MetricLines.MAX_LINE_BYTES + " bytes");
        }
        String decoded = FolderReader.strictText(Arrays.copyOfRange(lines.bytes(), lines.start(), lines.end()));
        if (decoded == null) {
            throw new Defect("it is not UTF-8");
        }
        String line = PythonText.strip(decoded);
        return line.isEmpty() ? null : read(lines.number(), line.split(" ", -1));
    }

    private static LoggedModelPoint read(long number, String[] tokens) throws Defect {
        int count = tokens.length;
        if (count < LEAST_TOKENS || count == LEAST_TOKENS + 1) {
            throw new Defect("it has " + count + (count == 1 ? " field" : " fields") + ", not 4, or 6 and more");
        }
        OptionalDouble value = PythonNumber.real(tokens[1]);
        if (value.isEmpty()) {
            throw new Defect("its value is no number: " + FolderReport.shown(tokens[1]));
        }
        boolean dataset = count > LEAST_TOKENS;
        return new LoggedModelPoint(
                number,
                whole("timestamp", tokens[0]),
                value.getAsDouble(),
                whole("step", tokens[2]),
                tokens[3],
                dataset ? String.join(" ", Arrays.asList(tokens).subList(LEAST_TOKENS, count - 1)) : null,
                dataset ? tokens[count - 1] : null);
    }

    private static long whole(String what, String text) throws Defect {
        BigInteger number = PythonNumber.integer(text).orElse(null);
        if (number == null) {
            throw new Defect("its " + what + " is no whole number: " + FolderReport.shown(text));
        }
        if (number.bitLength() > 63) {
            throw new Defect("its " + what + " has more than 64 bits: " + FolderReport.shown(text));
        }
        return number.longValue();
    }
}
