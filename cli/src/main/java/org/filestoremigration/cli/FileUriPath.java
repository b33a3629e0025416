package org.filestoremigration.cli;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The path in the parts of a {@code file:} URI, on a platform that separates names with {@code /} or with {@code \}.
 *
 * <p>On the latter, Windows, a URI has a slash before the drive that a path has not: {@code file:///C:/mlruns} is {@code
 * C:/mlruns}. There people also write {@code \} into a URI, which no URI may hold.
 */
final class FileUriPath {

    private static final Pattern DRIVE = Pattern.compile("/[A-Za-z]:(/.*)?", Pattern.DOTALL);

    private FileUriPath() {}

    /**
     * The URI that a text means.
     *
     * @throws IllegalArgumentException if it is not a URI
     */
    static URI parse(String text, char separator) {
        return URI.create(separator == '\\' ? text.replace('\\', '/') : text);
    }

    /** The path of the platform for a URI's decoded path. */
    static String of(String path, char separator) {
        return separator == '\\' && DRIVE.matcher(path).matches() ? path.substring(1) : path;
    }
}
