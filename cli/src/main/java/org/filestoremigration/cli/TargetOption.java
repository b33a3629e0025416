package org.filestoremigration.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.sqlite.MlflowSchema;
import org.filestoremigration.verification.VisibleText;
import org.filestoremigration.verification.report.Report;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a target: {@code sqlite:///relative}, {@code sqlite:////absolute}, or a plain path.
 *
 * <p>As in SQLAlchemy nothing in the path is decoded: a blank, {@code %20} or {@code #} stands for itself. A {@code ?}
 * begins a query in a URI and is refused there; in a plain path it stands for itself too.
 */
final class TargetOption implements ITypeConverter<Path> {

    private static final String SQLITE = "sqlite:///";

    @Override
    public Path convert(String text) {
        String shown = "'" + VisibleText.sentence(withoutPassword(text)) + "'";
        if (text.isBlank()) {
            throw new TypeConversionException("no database is named: give sqlite:///path or the path of the file");
        }
        if (text.equals(":memory:") || text.startsWith("sqlite://:memory:") || text.equals(SQLITE + ":memory:")) {
            throw new TypeConversionException(shown + " would be gone at the end: give sqlite:///path");
        }
        if (text.startsWith(SQLITE)) {
            return path(withoutQuery(text.substring(SQLITE.length()), shown), shown);
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("sqlite:")) {
            throw new TypeConversionException(shown
                    + " names no file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path");
        }
        if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new TypeConversionException(
                    shown + " is no SQLite database: only sqlite:///path or the path of a file can be a target");
        }
        return path(text, shown);
    }

    /** A URI for a message: what may be a password, before an @ or in a query, is replaced. */
    static String withoutPassword(String uri) {
        return uri.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*:/*[^/@:]*:).*@", "$1***@")
                .replaceAll("(?i)([?&](?:password|passwd|pwd|sslpassword)=)[^&]*", "$1***");
    }

    private static String withoutQuery(String path, String shown) {
        if (path.isEmpty()) {
            throw new TypeConversionException(shown + " names no file: write the path after the third slash");
        }
        if (path.indexOf('?') >= 0) {
            throw new TypeConversionException(shown
                    + " has a query after the ?: leave it out; a file whose name holds a ? is given as plain path");
        }
        return path;
    }

    private static Path path(String path, String shown) {
        try {
            return Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new TypeConversionException(shown + " is no path");
        }
    }

    /** As a report names it. */
    static Report.Target described(Path target, MlflowSchema schema) {
        List<String> versions = schema.mlflowVersions();
        return new Report.Target(uri(target), versions.get(versions.size() - 1), schema.revision());
    }

    /** The URI that MLflow opens the database under. */
    static String uri(Path target) {
        return SQLITE + target;
    }
}
