package org.filestoremigration.domain.migration;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place of artifacts as MLflow writes it, read as what it stands for: a plain path is its {@code file:} URI,
 * {@code %20} in such a URI is a blank, {@code file:/} is {@code file:///}, and drive letters have no case.
 *
 * <p>Two locations are equal if they name one place, whatever their text.
 */
public final class ArtifactLocation {

    /** What a location needs to be followed. */
    public enum Kind {
        /** An absolute path of this machine, or of one whose paths look the same. */
        LOCAL,
        /** A path with a drive letter or the name of a machine: never of a machine that is no Windows. */
        WINDOWS,
        /** A path that MLflow reads from the folder in which it was started. */
        RELATIVE,
        /** A scheme with a server behind it, {@code s3:} or {@code mlflow-artifacts:} for two. */
        REMOTE,
        /** {@code models:/} or {@code runs:/}: the location of something else. */
        REFERENCE
    }

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:(?:[/\\\\].*)?", Pattern.DOTALL);
    private static final String FILE = "file:";

    private final String text;
    private final Kind kind;
    private final String root;
    private final boolean encoded;
    /** The names of the path. */
    private final List<String> names = new ArrayList<>();
    /** Where each of them begins in the text. */
    private final List<Integer> starts = new ArrayList<>();

    private ArtifactLocation(String text, Kind kind, String root, int pathStart, boolean encoded) {
        this.text = text;
        this.kind = kind;
        this.root = root;
        this.encoded = encoded;
        split(pathStart);
    }

    /** Reads any text; what has no scheme and no leading slash is a relative path. */
    public static ArtifactLocation parse(String text) {
        if (text.regionMatches(true, 0, FILE, 0, FILE.length())) {
            return file(text);
        }
        if (DRIVE.matcher(text).matches()) {
            return new ArtifactLocation(text, Kind.WINDOWS, drive(text, 0), 2, false);
        }
        if (text.startsWith("\\\\")) {
            return new ArtifactLocation(text, Kind.WINDOWS, "//", 2, false);
        }
        if (SCHEME.matcher(text).matches()) {
            return remote(text);
        }
        return new ArtifactLocation(text, text.startsWith("/") ? Kind.LOCAL : Kind.RELATIVE, "", 0, false);
    }

    /** The {@code file:} URI of a path, as Python's {@code pathlib} and so MLflow writes it. */
    public static ArtifactLocation of(Path path) {
        String raw = path.toAbsolutePath().normalize().toUri().getRawPath();
        String whole = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return parse("file://" + PercentCoding.asPython(whole));
    }

    private static ArtifactLocation file(String text) {
        int start = FILE.length();
        if (text.startsWith("//", start) && !text.startsWith("///", start)) {
            int end = text.indexOf('/', start + 2);
            String host = text.substring(start + 2, end < 0 ? text.length() : end);
            if (!host.isEmpty()
                    && !host.equalsIgnoreCase("localhost")
                    && !DRIVE.matcher(host).matches()) {
                return new ArtifactLocation(text, Kind.WINDOWS, "//", start + 2, true);
            }
            start = DRIVE.matcher(host).matches() || end < 0 ? start + 2 : end;
        }
        int name = start;
        while (name < text.length() && text.charAt(name) == '/') {
            name++;
        }
        if (DRIVE.matcher(text.substring(name)).matches()) {
            return new ArtifactLocation(text, Kind.WINDOWS, drive(text, name), name + 2, true);
        }
        return new ArtifactLocation(text, name > start ? Kind.LOCAL : Kind.RELATIVE, "", start, true);
    }

    private static ArtifactLocation remote(String text) {
        int colon = text.indexOf(':');
        String scheme = text.substring(0, colon + 1).toLowerCase(Locale.ROOT);
        if (scheme.equals("models:") || scheme.equals("runs:")) {
            return new ArtifactLocation(text, Kind.REFERENCE, scheme, colon + 1, false);
        }
        if (!text.startsWith("//", colon + 1)) {
            return new ArtifactLocation(text, Kind.REMOTE, scheme + "//", colon + 1, false);
        }
        int end = text.indexOf('/', colon + 3);
        int pathStart = end < 0 ? text.length() : end;
        return new ArtifactLocation(text, Kind.REMOTE, scheme + text.substring(colon + 1, pathStart), pathStart, false);
    }

    private static String drive(String text, int at) {
        return Character.toUpperCase(text.charAt(at)) + ":";
    }

    private void split(int pathStart) {
        boolean backslashes = kind == Kind.WINDOWS || (kind == Kind.RELATIVE && text.startsWith(".\\"));
        int start = pathStart;
        for (int i = pathStart; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '/' || (backslashes && text.charAt(i) == '\\')) {
                String name = text.substring(start, i);
                if (!name.isEmpty() && !name.equals(".")) {
                    names.add(encoded ? PercentCoding.decode(name) : name);
                    starts.add(start);
                }
                start = i + 1;
            }
        }
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** The scheme of a remote location or reference, with its colon; of others {@code file:}. */
    public String scheme() {
        int colon = root.indexOf(':');
        return kind == Kind.REMOTE || kind == Kind.REFERENCE ? root.substring(0, colon + 1) : FILE;
    }

    /** The names of the path, decoded, without empty ones and dots. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** The beginning of the text, without its last {@code names} names and the slash before them. */
    public String without(int names) {
        int kept = starts.size() - names;
        if (kept > 0) {
            int end = starts.get(kept - 1);
            while (end < text.length() && !isSlash(text.charAt(end))) {
                end++;
            }
            return text.substring(0, end);
        }
        int end = starts.get(0);
        boolean oneSlash = end > 1 && isSlash(text.charAt(end - 1)) && text.charAt(end - 2) != ':';
        return text.substring(0, oneSlash && !isSlash(text.charAt(end - 2)) ? end - 1 : end);
    }

    /** The text with one more name before its last {@code names} names. */
    public String inserting(String name, int names) {
        int at = starts.get(starts.size() - names);
        return text.substring(0, at) + name + "/" + text.substring(at);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    /** Where on this machine it is; empty if its kind is not {@link Kind#LOCAL}, or no file can have that name. */
    public Optional<Path> path() {
        return kind == Kind.LOCAL ? below(Path.of("/"), names.size()) : Optional.empty();
    }

    /** Its last {@code names} names in a folder, whatever the locale; empty if no file can have such names. */
    public Optional<Path> below(Path folder, int names) {
        List<String> tail = last(names);
        // Without streams: a survey of a big store is here for each of its entities.
        for (String name : tail) {
            if (name.indexOf(0) >= 0 || name.indexOf('/') >= 0 || name.equals("..")) {
                return Optional.empty();
            }
        }
        String plain = String.join("/", tail);
        if (isAscii(plain)) {
            return Optional.of(folder.resolve(plain));
        }
        // Java writes other names as the locale says, unless they come in a URI.
        String start = folder.toUri().getRawPath();
        String rest = String.join("/", tail.stream().map(PercentCoding::encode).toList());
        return Optional.of(Path.of(URI.create("file://" + start + (start.endsWith("/") ? "" : "/") + rest)));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private List<String> last(int count) {
        return names.subList(names.size() - count, names.size());
    }

    /** How many names follow {@code prefix}; empty if this location is not in it. */
    Optional<Integer> namesBelow(ArtifactLocation prefix) {
        boolean sameRoot = root.equals(prefix.root) && isRelative() == prefix.isRelative();
        if (!sameRoot || prefix.names.size() > names.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < prefix.names.size(); i++) {
            String name = names.get(i);
            String wanted = prefix.names.get(i);
            if (!name.equals(wanted) && !(prefix.isPlainPath() && name.equals(PercentCoding.decode(wanted)))) {
                return Optional.empty();
            }
        }
        return Optional.of(names.size() - prefix.names.size());
    }

    private boolean isRelative() {
        return kind == Kind.RELATIVE;
    }

    private boolean isPlainPath() {
        return !encoded && kind != Kind.REMOTE && kind != Kind.REFERENCE;
    }

    /** Whether it is this place, or below it. */
    public boolean holds(ArtifactLocation other) {
        return other.namesBelow(this).isPresent();
    }

    /** The last {@code names} names below another place, written as that place is written. */
    public String moved(int names, String newPrefix) {
        if (names == 0) {
            return newPrefix;
        }
        List<String> tail = last(names);
        boolean encodes = newPrefix.regionMatches(true, 0, FILE, 0, FILE.length());
        String written;
        if (encodes == encoded && kind != Kind.WINDOWS) {
            written = text.substring(starts.get(starts.size() - names));
        } else if (encodes) {
            written = String.join("/", tail.stream().map(PercentCoding::encode).toList());
        } else {
            written = String.join("/", tail);
        }
        return newPrefix.endsWith("/") ? newPrefix + written : newPrefix + "/" + written;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArtifactLocation that
                && root.equals(that.root)
                && isRelative() == that.isRelative()
                && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return 31 * root.hashCode() + names.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
