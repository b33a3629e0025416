package org.filestoremigration.filestore.yaml;

import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The line breaks that YAML 1.1 has and YAML 1.2 has not: NEL, U+2028 and U+2029. MLflow's writer leaves the last two
 * raw in single-quoted scalars and indents behind them; a reader of YAML 1.2 takes that indentation for content.
 */
final class YamlLineBreaks {

    private final String text;
    private final int count;
    private int[] points = {};
    private int read;

    /** Looks at every character: PyYAML refuses control characters and U+FFFE, U+FFFF. */
    YamlLineBreaks(String text) throws YamlSyntaxException {
        this.text = text;
        int breaks = 0;
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (isForeign(c)) {
                breaks++;
            } else if (!isPrintable(c)) {
                throw new YamlSyntaxException(
                        line, String.format("it is not valid YAML: the character U+%04X is not allowed", (int) c));
            }
        }
        this.count = breaks;
    }

    private static boolean isPrintable(char c) {
        return (c >= ' ' && c <= '~') || c == '\t' || c == '\r' || (c >= '\u00A0' && c < '\uFFFE');
    }

    private static boolean isForeign(int point) {
        return point == '\u0085' || point == '\u2028' || point == '\u2029';
    }

    private static boolean isBreak(int point) {
        return point == '\n' || point == '\r' || isForeign(point);
    }

    private static boolean isBlank(int point) {
        return point == ' ' || point == '\t';
    }

    /**
     * The text with the escapes {@code \\L} and {@code \\P}, which MLflow writes and the parser does not know, in the form
     * that it does know: those of the double-quoted scalar in which it stopped. The same text if it stopped elsewhere.
     */
    static String withKnownEscapes(String text, MarkedYamlEngineException stop) {
        Mark mark = stop.getProblemMark().orElse(null);
        if (mark == null || mark.getIndex() > text.length()) {
            return text;
        }
        int backslash = text.offsetByCodePoints(0, mark.getIndex()) - 1;
        if (backslash < 0 || !isSeparatorEscape(text, backslash)) {
            return text;
        }
        StringBuilder known = new StringBuilder(text.length() + 64).append(text, 0, backslash);
        int i = backslash;
        while (i < text.length() && text.charAt(i) != '"') {
            if (isSeparatorEscape(text, i)) {
                known.append(text.charAt(i + 1) == 'L' ? "\\u2028" : "\\u2029");
                i += 2;
            } else {
                int end = Math.min(text.length(), i + (text.charAt(i) == '\\' ? 2 : 1));
                known.append(text, i, end);
                i = end;
            }
        }
        return known.append(text, i, text.length()).toString();
    }

    private static boolean isSeparatorEscape(String text, int index) {
        return text.startsWith("\\L", index) || text.startsWith("\\P", index);
    }

    /** What a scalar says, with line breaks as YAML 1.1 reads them. */
    String content(ScalarEvent event) throws YamlSyntaxException {
        String value = event.getValue();
        if (count > 0 && event.isSQuoted() && value.codePoints().anyMatch(YamlLineBreaks::isForeign)) {
            return singleQuoted(index(event.getStartMark().orElseThrow()) + 1);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                    throw new YamlSyntaxException(line, "it is not valid YAML: an escape stands for half a character");
                }
                i++;
            }
        }
        return value;
    }

    /** Fails if a foreign line break is anywhere but in single quotes. */
    void requireAllRead() throws YamlSyntaxException {
        if (read < count) {
            throw new YamlSyntaxException(
                    0, "it is YAML with a line separator (NEL, U+2028 or U+2029) outside of single quotes");
        }
    }

    private int index(Mark mark) {
        if (points.length == 0) {
            points = text.codePoints().toArray();
        }
        return mark.getIndex();
    }

    /** From the first character behind the opening quote; the closing quote is known to be there. */
    private String singleQuoted(int start) {
        StringBuilder content = new StringBuilder();
        int i = start;
        while (true) {
            int from = i;
            while (isBlank(points[i])) {
                i++;
            }
            if (isBreak(points[i])) {
                i = fold(i, content);
            } else {
                content.append(new String(points, from, i - from));
                if (points[i] == '\'' && (i + 1 == points.length || points[i + 1] != '\'')) {
                    return content.toString();
                }
                i += points[i] == '\'' ? 1 : 0;
                content.appendCodePoint(points[i]);
                i++;
            }
        }
    }

    /** Reads line breaks and the blanks between and behind them: one LF is a blank, further ones and the rest stay. */
    private int fold(int start, StringBuilder content) {
        int i = start;
        boolean first = true;
        boolean blank = false;
        StringBuilder further = new StringBuilder();
        while (isBreak(points[i]) || isBlank(points[i])) {
            if (isBreak(points[i])) {
                boolean kept = points[i] == '\u2028' || points[i] == '\u2029';
                read += isForeign(points[i]) ? 1 : 0;
                i += points[i] == '\r' && points[i + 1] == '\n' ? 1 : 0;
                if (first && !kept) {
                    blank = true;
                } else {
                    further.appendCodePoint(kept ? points[i] : '\n');
                }
                first = false;
            }
            i++;
        }
        content.append(blank && further.length() == 0 ? " " : further);
        return i;
    }
}
