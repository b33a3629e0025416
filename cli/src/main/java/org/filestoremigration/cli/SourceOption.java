package org.filestoremigration.cli;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.filestoremigration.verification.VisibleText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a source: a path, taken literally, or a {@code file:} URI, decoded. */
final class SourceOption implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("no directory given: name the directory of the FileStore");
        }
        try {
            if (text.toLowerCase(Locale.ROOT).startsWith("file:")) {
                return fromUri(text);
            }
            if (text.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
                throw new TypeConversionException("'" + VisibleText.sentence(Credentials.hidden(text))
                        + "' is not a directory on this machine: a FileStore is a path or a file: URI");
            }
            Path path = Path.of(text);
            if (text.startsWith("~") && !Files.exists(path)) {
                throw new TypeConversionException("'" + VisibleText.sentence(text)
                        + "' does not exist: a shell replaces ~ only at the start of a word, as in --source ~/mlruns");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + VisibleText.sentence(text) + "' is not a path");
        }
    }

    private static Path fromUri(String text) {
        try {
            URI uri = FileUriPath.parse(text, File.separatorChar);
            if (uri.getPath() == null) {
                return Path.of(uri.getSchemeSpecificPart());
            }
            if (uri.getHost() != null && !uri.getHost().equals("localhost")) {
                throw new TypeConversionException("'" + VisibleText.sentence(text)
                        + "' is on another machine: write a file: URI as file:/// and the absolute path");
            }
            if (uri.getQuery() != null || uri.getFragment() != null) {
                throw new TypeConversionException("'" + VisibleText.sentence(text)
                        + "' contains a ? or #: write them as %3F and %23, or give the plain path");
            }
            return Path.of(FileUriPath.of(uri.getPath(), File.separatorChar));
        } catch (InvalidPathException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + VisibleText.sentence(text)
                    + "' is not a file: URI: write file:///absolute/path, or the plain path");
        }
    }
}
