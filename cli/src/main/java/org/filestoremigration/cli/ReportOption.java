package org.filestoremigration.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.verification.report.HtmlReport;
import org.filestoremigration.verification.report.JsonReport;
import org.filestoremigration.verification.report.Report;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --report}. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            converter = ReportFile.class,
            description = "Write all that is to be said into FILE.json or FILE.html; may be repeated.")
    List<Path> files = new ArrayList<>();

    /** Writes the report into every file that was asked for. */
    void write(Report report, Terminal terminal) {
        for (Path file : files) {
            if (isHtml(file)) {
                HtmlReport.write(report, file);
            } else {
                JsonReport.write(report, file);
            }
            terminal.err().println("Report: " + Printable.of(file.toString()));
        }
    }

    private static boolean isHtml(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    }

    /** A path ending in {@code .json} or {@code .html} in a folder that is there: known before the long work begins. */
    static final class ReportFile implements ITypeConverter<Path> {

        @Override
        public Path convert(String text) {
            String shown = "'" + Printable.of(text) + "'";
            Path file = Path.of(text).toAbsolutePath();
            if (!isHtml(file) && !text.toLowerCase(Locale.ROOT).endsWith(".json")) {
                throw new TypeConversionException(shown + " is neither a .json nor a .html file");
            }
            Path folder = file.getParent();
            if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
                throw new TypeConversionException(shown + " cannot be written: its folder is missing or closed");
            }
            return file;
        }
    }
}
