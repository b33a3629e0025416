package org.filestoremigration.domain.finding;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source, for a person to find.
 *
 * @param path below the source's root, with slashes; bytes that are not UTF-8 as {@code \xHH}
 * @param line from 1, 0 for the whole file
 * @param key the key of a YAML map that is meant, null for the whole line or file
 */
public record SourcePlace(String path, long line, @Nullable String key) implements Comparable<SourcePlace> {

    /** A whole file or folder. */
    public static SourcePlace of(String path) {
        return new SourcePlace(path, 0, null);
    }

    /** By path, then by line, then by key. */
    @Override
    public int compareTo(SourcePlace other) {
        int order = path.compareTo(other.path);
        if (order == 0) {
            order = Long.compare(line, other.line);
        }
        return order != 0 ? order : text(key).compareTo(text(other.key));
    }

    private static String text(@Nullable String key) {
        return key == null ? "" : key;
    }

    /** {@code path}, {@code path:line}, or {@code path (key)}. */
    @Override
    public String toString() {
        return path + (line > 0 ? ":" + line : "") + (key != null ? " (" + key + ")" : "");
    }
}
