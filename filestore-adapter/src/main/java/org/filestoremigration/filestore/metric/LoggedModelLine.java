package org.filestoremigration.filestore.metric;

import java.util.Arrays;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.python.PythonText;
import org.filestoremigration.filestore.disk.FolderReader;
import org.jspecify.annotations.Nullable;

/**
 * One line of a logged model's metric file: {@code timestamp value step run_id [dataset_name dataset_digest]}, mirroring
 * {@code FileStore._get_model_metric_from_line}, but for dataset names with blanks, which that cannot read back.
 */
final class LoggedModelLine {

    private static final int MIN_TOKENS = 4;

    private static final String FIX = "fix or remove the line";

    private LoggedModelLine() {}

    /** The present line, null for a blank one. */
    static @Nullable LoggedModelPoint read(MetricLines lines, MetricNumbers numbers) throws MetricDefectException {
        numbers.reset();
        if (lines.isTooLong()) {
            throw new MetricDefectException("the line is longer than " + MetricLines.MAX_LINE_BYTES + " bytes", FIX);
        }
        String decoded = FolderReader.strictText(Arrays.copyOfRange(lines.bytes(), lines.start(), lines.end()));
        if (decoded == null) {
            throw new MetricDefectException("it is not UTF-8", FIX);
        }
        String line = PythonText.strip(decoded);
        return line.isEmpty() ? null : read(lines.number(), line.split(" ", -1), numbers);
    }

    private static LoggedModelPoint read(long number, String[] tokens, MetricNumbers numbers)
            throws MetricDefectException {
        int count = tokens.length;
        if (count < MIN_TOKENS || count == MIN_TOKENS + 1) {
            String fields = count + (count == 1 ? " field" : " fields");
            throw new MetricDefectException("it has " + fields + ", not 4, or 6 and more", FIX);
        }
        boolean dataset = count > MIN_TOKENS;
        double value = numbers.value(tokens[1]);
        long step = numbers.step(tokens[2]);
        long timestamp = numbers.time(tokens[0]);
        return new LoggedModelPoint(
                number,
                timestamp,
                numbers.rest(),
                value,
                step,
                tokens[3],
                dataset ? String.join(" ", Arrays.asList(tokens).subList(MIN_TOKENS, count - 1)) : null,
                dataset ? tokens[count - 1] : null);
    }
}
