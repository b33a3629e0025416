package org.filestoremigration.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.postgresql.DatabaseUri;
import org.filestoremigration.verification.VisibleText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a target: {@code sqlite:///relative}, {@code sqlite:////absolute}, a plain path, or {@code postgresql://}.
 *
 * <p>As in SQLAlchemy nothing in the path is decoded: a blank, {@code %20} or {@code #} stands for itself. A {@code ?}
 * begins a query in a URI and is refused there; in a plain path it stands for itself too.
 */
final class TargetOption implements ITypeConverter<TargetDatabase> {

    static final String SQLITE = "sqlite:///";

    @Override
    public TargetDatabase convert(String text) {
        String shown = "'" + VisibleText.sentence(Credentials.hidden(text)) + "'";
        if (text.isBlank()) {
            throw new TypeConversionException("no database given: write sqlite:///path, the path of the file, or"
                    + " postgresql://user@host/database");
        }
        if (text.equals(":memory:") || text.startsWith("sqlite://:memory:") || text.equals(SQLITE + ":memory:")) {
            throw new TypeConversionException(shown + " would be lost at the end: use sqlite:///path");
        }
        if (text.startsWith(SQLITE)) {
            return database(withoutQuery(text.substring(SQLITE.length()), shown), shown);
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("sqlite:")) {
            throw new TypeConversionException(
                    shown
                            + " does not name a file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path");
        }
        if (DatabaseUri.isMeantBy(text)) {
            return server(text);
        }
        if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            throw new TypeConversionException(
                    shown
                            + " cannot be a target: give postgresql://user@host/database, sqlite:///path or the path of a file");
        }
        return database(text, shown);
    }

    private static String withoutQuery(String path, String shown) {
        if (path.isEmpty()) {
            throw new TypeConversionException(shown + " does not name a file: write the path after the third slash");
        }
        if (path.indexOf('?') >= 0) {
            throw new TypeConversionException(shown
                    + " has a query after the ?: remove it; if the file's name contains a ?, give it as a plain path");
        }
        return path;
    }

    private static TargetDatabase server(String text) {
        try {
            return new ServerTarget(DatabaseUri.parse(text));
        } catch (TargetException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static TargetDatabase database(String path, String shown) {
        try {
            return new FileTarget(Path.of(path).toAbsolutePath(), path);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(shown + " is not a path");
        }
    }
}
