package org.filestoremigration.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.VisibleText;
import org.filestoremigration.verification.report.HtmlReport;
import org.filestoremigration.verification.report.JsonReport;
import org.filestoremigration.verification.report.Report;
import org.filestoremigration.verification.report.Report.Invocation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --report}. */
final class ReportOption {

    private final Instant started = Instant.now();

    @Spec(Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            converter = ReportFile.class,
            description = "Write a full report to FILE.json or FILE.html; may be repeated.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--verbose", description = "Also print the number of rows of every kind.")
    boolean verbose;

    /** Computes the digest of what passes, if a report is to show it. */
    @Nullable
    ContentDigest digest() {
        return files.isEmpty() ? null : new ContentDigest();
    }

    /** What was asked for, and how long it has taken until now. */
    Invocation invocation(Report.Command command) {
        List<Report.Option> options = new ArrayList<>();
        if (spec != null) {
            for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
                option.originalStringValues()
                        .forEach(value ->
                                options.add(new Report.Option(option.longestName(), Credentials.hidden(value))));
            }
        }
        return new Invocation(
                command,
                RootCommand.Version.number(),
                options,
                started,
                Duration.between(started, Instant.now()),
                Machine.name(),
                Machine.user());
    }

    /** What is left alone is not part of a database, and gone with the source's folder. */
    static List<Report.StaysBehind> staysBehind(Accounting accounting) {
        return accounting.leftAlone() == 0
                ? List.of()
                : List.of(new Report.StaysBehind(
                        "artifacts, trace spans and other files that are not part of a database",
                        accounting.leftAlone()));
    }

    /**
     * Refuses to write a report over the target or into the source, of which nothing is changed.
     *
     * @param target null if there is none
     */
    void refuseInside(ReadingOptions reading, FileStores source, @Nullable Path target) {
        for (Path file : files) {
            String shown = "the report " + VisibleText.sentence(file.toString());
            if (reading.folderAround(file, source).isPresent()) {
                throw reading.wrongUsage(shown + " is inside the source: choose a place outside it");
            }
            if (target != null && same(file, target)) {
                throw reading.wrongUsage(shown + " is the target: choose another file");
            }
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return one.toAbsolutePath().normalize().equals(other.normalize())
                    || (Files.exists(one) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the report into every file that was asked for. */
    void write(Report report, Terminal terminal) {
        for (Path file : files) {
            try {
                if (isHtml(file)) {
                    HtmlReport.write(report, file);
                } else {
                    JsonReport.write(report, file);
                }
            } catch (IOException e) {
                throw TargetException.unwritable("The report " + file, e);
            }
            terminal.err().println("Report: " + VisibleText.sentence(file.toString()));
        }
    }

    private static boolean isHtml(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    }

    /** A path ending in {@code .json} or {@code .html} in a folder that is there: known before the long work begins. */
    static final class ReportFile implements ITypeConverter<Path> {

        @Override
        public Path convert(String text) {
            String shown = "'" + VisibleText.sentence(text) + "'";
            try {
                Path file = Path.of(text);
                if (!isHtml(file) && !text.toLowerCase(Locale.ROOT).endsWith(".json")) {
                    throw new TypeConversionException(shown + " must end with .json or .html");
                }
                Path folder = file.toAbsolutePath().getParent();
                if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
                    throw new TypeConversionException(
                            shown + " cannot be written: its directory does not exist or is not writable");
                }
                return file;
            } catch (InvalidPathException e) {
                throw new TypeConversionException(shown + " is not a path");
            }
        }
    }
}
