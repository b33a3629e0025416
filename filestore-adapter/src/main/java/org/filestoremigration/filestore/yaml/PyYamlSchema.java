package org.filestoremigration.filestore.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.filestoremigration.domain.python.PythonNumber;

/**
 * What a plain scalar stands for to PyYAML, with which MLflow writes and reads: YAML 1.1 in PyYAML's own reading
 * ({@code yaml/resolver.py}, {@code yaml/constructor.py}). So {@code 1e5} and {@code 12e45678} are text, {@code yes} is a
 * boolean and {@code 1:30} is ninety.
 */
public final class PyYamlSchema {

    /** The types of a plain scalar. */
    public enum ScalarType {
        TEXT,
        NULL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        TIMESTAMP,
        /** {@code <<}, which merges another map into this one. */
        MERGE,
        /** {@code =}, which PyYAML resolves and cannot construct. */
        DEFAULT_VALUE
    }

    /** Python refuses to read longer decimal numbers. */
    private static final int MAX_DIGITS = 4300;

    private static final Map<String, ScalarType> WORDS = Map.ofEntries(
            Map.entry("~", ScalarType.NULL),
            Map.entry("null", ScalarType.NULL),
            Map.entry("Null", ScalarType.NULL),
            Map.entry("NULL", ScalarType.NULL),
            Map.entry("yes", ScalarType.BOOLEAN),
            Map.entry("Yes", ScalarType.BOOLEAN),
            Map.entry("YES", ScalarType.BOOLEAN),
            Map.entry("no", ScalarType.BOOLEAN),
            Map.entry("No", ScalarType.BOOLEAN),
            Map.entry("NO", ScalarType.BOOLEAN),
            Map.entry("true", ScalarType.BOOLEAN),
            Map.entry("True", ScalarType.BOOLEAN),
            Map.entry("TRUE", ScalarType.BOOLEAN),
            Map.entry("false", ScalarType.BOOLEAN),
            Map.entry("False", ScalarType.BOOLEAN),
            Map.entry("FALSE", ScalarType.BOOLEAN),
            Map.entry("on", ScalarType.BOOLEAN),
            Map.entry("On", ScalarType.BOOLEAN),
            Map.entry("ON", ScalarType.BOOLEAN),
            Map.entry("off", ScalarType.BOOLEAN),
            Map.entry("Off", ScalarType.BOOLEAN),
            Map.entry("OFF", ScalarType.BOOLEAN),
            Map.entry("<<", ScalarType.MERGE),
            Map.entry("=", ScalarType.DEFAULT_VALUE));

    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?\\.(?:inf|Inf|INF)"
            + "|\\.(?:nan|NaN|NAN)");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(?:0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \\t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
            + "(?:[ \\t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?");

    private PyYamlSchema() {}

    /** The type of a plain scalar. */
    static ScalarType typeOf(String plain) {
        if (plain.isEmpty()) {
            return ScalarType.NULL;
        }
        char first = plain.charAt(0);
        if (isDigit(first) || first == '-' || first == '+' || first == '.') {
            return numberOrDate(plain);
        }
        return plain.length() > 5 ? ScalarType.TEXT : WORDS.getOrDefault(plain, ScalarType.TEXT);
    }

    private static ScalarType numberOrDate(String plain) {
        if (plain.indexOf(':') > 0) {
            ScalarType type = sexagesimal(plain);
            return type == ScalarType.TEXT && TIMESTAMP.matcher(plain).matches() ? ScalarType.TIMESTAMP : type;
        }
        if (INTEGER.matcher(plain).matches()) {
            return ScalarType.INTEGER;
        }
        if (FLOAT.matcher(plain).matches()) {
            return ScalarType.FLOAT;
        }
        return TIMESTAMP.matcher(plain).matches() ? ScalarType.TIMESTAMP : ScalarType.TEXT;
    }

    /**
     * Numbers to the base of sixty such as {@code 190:20:30} and {@code 190:20:30.15}; by hand, because a regular
     * expression recurses once for each colon.
     */
    private static ScalarType sexagesimal(String plain) {
        int start = plain.charAt(0) == '-' || plain.charAt(0) == '+' ? 1 : 0;
        int position = digitsEnd(plain, start);
        if (position == start || plain.charAt(start) == '_') {
            return ScalarType.TEXT;
        }
        int groups = 0;
        while (position + 1 < plain.length() && plain.charAt(position) == ':' && isDigit(plain.charAt(position + 1))) {
            boolean two = plain.charAt(position + 1) <= '5'
                    && position + 2 < plain.length()
                    && isDigit(plain.charAt(position + 2));
            position += two ? 3 : 2;
            groups++;
        }
        if (groups == 0) {
            return ScalarType.TEXT;
        }
        if (position == plain.length()) {
            return plain.charAt(start) == '0' ? ScalarType.TEXT : ScalarType.INTEGER;
        }
        return plain.charAt(position) == '.' && digitsEnd(plain, position + 1) == plain.length()
                ? ScalarType.FLOAT
                : ScalarType.TEXT;
    }

    /** Behind the last digit or underscore. */
    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The truth that a scalar of type {@link ScalarType#BOOLEAN} says; empty for other text, as a tag may claim it. */
    public static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> Optional.of(true);
            case "no", "false", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The number that a scalar of type {@link ScalarType#INTEGER} says; empty where Python raises an error. */
    public static Optional<BigInteger> integer(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        Optional<BigInteger> value = unsigned(digits);
        return negative ? value.map(BigInteger::negate) : value;
    }

    private static Optional<BigInteger> unsigned(String digits) {
        try {
            if (digits.isEmpty() || digits.length() > MAX_DIGITS || "+-".indexOf(digits.charAt(0)) >= 0) {
                return Optional.empty();
            }
            if (digits.startsWith("0b")) {
                return Optional.of(new BigInteger(digits.substring(2), 2));
            }
            if (digits.startsWith("0x")) {
                return Optional.of(new BigInteger(digits.substring(2), 16));
            }
            if (digits.startsWith("0")) {
                return Optional.of(new BigInteger(digits, 8));
            }
            BigInteger value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
            return Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The number that a scalar of type {@link ScalarType#FLOAT} says; empty where Python raises an error. */
    public static OptionalDouble floatingPoint(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        double sign = digits.startsWith("-") ? -1 : 1;
        if (digits.startsWith("-") || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        if (digits.equals(".inf")) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        if (digits.equals(".nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        double value = 0;
        double base = 1;
        String[] parts = digits.split(":", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            OptionalDouble part = PythonNumber.floatingPoint(parts[i]);
            if (part.isEmpty()) {
                return part;
            }
            value += part.getAsDouble() * base;
            base *= 60;
        }
        return OptionalDouble.of(sign * value);
    }
}
