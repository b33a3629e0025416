package org.filestoremigration.filestore.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.filestoremigration.filestore.yaml.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * A fast reader of the one shape that MLflow's files nearly always have: a line for each key, with a plain or
 * single-quoted scalar, an empty list or an empty map behind it, or maps of the same shape indented below it.
 *
 * <p>It gives up on anything else, errors included, and leaves it to {@link YamlParser}; what it does read, both read
 * alike.
 */
final class YamlLines {

    private static final int LONGEST_KEY = 200;
    private static final int DEEPEST = 20;
    private static final int BLANK_LINE = Integer.MAX_VALUE;

    private final String text;
    private int position;
    private int line = 1;

    private YamlLines(String text) {
        this.text = text;
    }

    /** The file's map, null where the text has another shape. */
    static @Nullable Mapping read(String text) {
        YamlLines lines = new YamlLines(text);
        Mapping mapping = text.isEmpty() ? null : lines.mapping(0, 0);
        return lines.position == text.length() ? mapping : null;
    }

    private @Nullable Mapping mapping(int indent, int depth) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        int first = line;
        while (position < text.length() && indentAt(position) == indent) {
            int keyStart = position + indent;
            int keyEnd = keyEnd(keyStart);
            if (keyEnd < 0) {
                return null;
            }
            position = keyEnd + 1;
            YamlNode value = value(indent, depth);
            if (value == null) {
                return null;
            }
            entries.put(text.substring(keyStart, keyEnd), value);
        }
        return new Mapping(entries, first);
    }

    /** The colon behind a plain key, which is never taken for anything but text or a number; -1 for another key. */
    private int keyEnd(int start) {
        int end = start;
        while (end < text.length() && isWord(text.charAt(end)) && end - start <= LONGEST_KEY) {
            end++;
        }
        return end > start && end < text.length() && text.charAt(end) == ':' ? end : -1;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }

    /** What is behind the colon, up to the next key. */
    private @Nullable YamlNode value(int indent, int depth) {
        int end = text.indexOf('\n', position);
        end = end < 0 ? text.length() : end;
        int here = line;
        int start = position + 1;
        if (start >= end) {
            return start == end + 1 ? nested(end, indent, depth) : null;
        }
        if (text.charAt(position) != ' ' || !isPlainText(start, end)) {
            return null;
        }
        YamlNode value = scalar(start, end, here);
        next(end);
        return value != null && indentAt(position) <= indent ? value : null;
    }

    /** The map below a key with nothing behind its colon. */
    private @Nullable Mapping nested(int end, int indent, int depth) {
        next(end);
        int deeper = indentAt(position);
        return deeper > indent && deeper < BLANK_LINE && depth < DEEPEST ? mapping(deeper, depth + 1) : null;
    }

    private void next(int end) {
        position = Math.min(end + 1, text.length());
        line++;
    }

    /** Blanks at the beginning of a line; an empty or blank line has more than any key, so that it stops the reader. */
    private int indentAt(int lineStart) {
        int end = lineStart;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end < text.length() && text.charAt(end) == '\n' ? BLANK_LINE : end - lineStart;
    }

    private @Nullable YamlNode scalar(int start, int end, int here) {
        char first = text.charAt(start);
        if (first == '\'') {
            return quoted(start + 1, end, here);
        }
        String plain = text.substring(start, end);
        if (plain.equals("[]")) {
            return new Sequence(List.of(), here);
        }
        if (plain.equals("{}")) {
            return new Mapping(Map.of(), here);
        }
        boolean simple = (isWord(first) || first == '/')
                && !plain.endsWith(" ")
                && !plain.endsWith(":")
                && !plain.contains(": ")
                && !plain.contains(" #");
        ScalarType type = PyYamlSchema.typeOf(plain);
        return simple && type != ScalarType.DEFAULT_VALUE && type != ScalarType.MERGE
                ? new Scalar(plain, type, here)
                : null;
    }

    private @Nullable Scalar quoted(int start, int end, int here) {
        int quote = text.indexOf('\'', start);
        boolean doubled = false;
        while (quote >= 0 && quote + 1 < end && text.charAt(quote + 1) == '\'') {
            doubled = true;
            quote = text.indexOf('\'', quote + 2);
        }
        if (quote != end - 1) {
            return null;
        }
        String content = text.substring(start, quote);
        return new Scalar(doubled ? content.replace("''", "'") : content, ScalarType.TEXT, here);
    }

    /** Whether these are characters that every YAML reader takes as they are. */
    private boolean isPlainText(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c > '~' && c <= '\u00A0') || c == '\u2028' || c == '\u2029' || c >= '\uFE00') {
                return false;
            }
        }
        return true;
    }
}
