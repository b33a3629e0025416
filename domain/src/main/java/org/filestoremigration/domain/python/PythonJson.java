package org.filestoremigration.domain.python;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON text exactly as Python's {@code json} module writes and reads it: MLflow's SQL store keeps assessment values, and
 * rebuilds token usage and costs, in this form.
 *
 * <p>A value is a {@link Map}, a {@link List}, a {@link String}, a {@link Boolean}, a {@link Double}, another
 * {@link Number} that is whole ({@link Integer}, {@link Long}, {@link BigInteger}) or null.
 */
public final class PythonJson {

    /** How deep a text that is read may nest: Python gives up at about this depth, too. */
    public static final int DEEPEST = 900;

    private final StringBuilder text = new StringBuilder();
    private final boolean ascii;

    private PythonJson(boolean ascii) {
        this.ascii = ascii;
    }

    /**
     * As {@code json.dumps(value)}: ASCII only, {@code ", "} and {@code ": "} between elements, floats as Python's
     * {@code repr}, {@code NaN} and {@code Infinity} as Python writes them although JSON has none.
     *
     * @throws IllegalArgumentException for a value of any other type
     */
    public static String write(@Nullable Object value) {
        PythonJson json = new PythonJson(true);
        json.append(value);
        return json.text.toString();
    }

    /**
     * As {@code json.dumps(value, ensure_ascii=False)}, but for half a surrogate pair, which no database can hold: it is
     * escaped.
     *
     * @throws IllegalArgumentException for a value of any other type
     */
    public static String writeUnicode(@Nullable Object value) {
        PythonJson json = new PythonJson(false);
        json.append(value);
        return json.text.toString();
    }

    /**
     * As {@code json.loads(text)}: whole numbers become {@link BigInteger}, others {@link Double}; of repeated keys the
     * last one counts.
     *
     * @return empty where Python raises an error; a holder of null for the text {@code null}
     */
    public static Optional<Parsed> read(String text) {
        return new PythonJsonText(text).read();
    }

    /**
     * What a text stands for.
     *
     * @param value of one of the types that {@link PythonJson} names, null for {@code null}
     */
    public record Parsed(@Nullable Object value) {}

    private void append(@Nullable Object value) {
        if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Map<?, ?> map) {
            append(map);
        } else if (value instanceof List<?> list) {
            append(list);
        } else {
            text.append(scalar(value));
        }
    }

    private void append(Map<?, ?> map) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            Object key = entry.getKey();
            quote(key instanceof String string ? string : scalar(key));
            text.append(": ");
            append(entry.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private void append(List<?> list) {
        text.append('[');
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            append(element);
            separator = ", ";
        }
        text.append(']');
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean
                || value instanceof BigInteger
                || value instanceof Long
                || value instanceof Integer) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return PythonFloat.literal(number);
        }
        throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < string.length()
                            && Character.isLowSurrogate(string.charAt(i + 1));
                    if (!ascii && pair) {
                        i++;
                        text.append(c).append(string.charAt(i));
                    } else if (c >= ' ' && (c <= '~' || (!ascii && !Character.isSurrogate(c)))) {
                        text.append(c);
                    } else {
                        text.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            text.append(Character.forDigit((c >> shift) & 0xF, 16));
                        }
                    }
                }
            }
        }
        text.append('"');
    }
}
