package org.filestoremigration.domain.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Numbers as Python reads them from text: {@code int(text)} and {@code float(text)}.
 *
 * <p>White space around the number, single underscores between digits and the decimal digits of all scripts are
 * allowed.
 */
public final class PythonNumber {

    /** Python refuses to read whole numbers with more digits. */
    public static final int MAX_DIGITS = 4300;

    private PythonNumber() {}

    /** As {@code int(text)}; empty where Python raises an error. */
    public static Optional<BigInteger> integer(String text) {
        String number = plain(text);
        int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        int digits = number.length() - start;
        if (digits == 0 || digits > MAX_DIGITS || digitsEnd(number, start) < number.length()) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(number));
    }

    /** As {@code float(text)}: too large a number is infinite; empty where Python raises an error. */
    public static OptionalDouble floatingPoint(String text) {
        String number = plain(text);
        int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        double sign = number.startsWith("-") ? -1 : 1;
        String unsigned = number.substring(start);
        if (unsigned.equalsIgnoreCase("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity")) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        // Java's own syntax has more: hexadecimal digits, and a suffix "d" or "f".
        return isDecimal(unsigned) ? OptionalDouble.of(Double.parseDouble(number)) : OptionalDouble.empty();
    }

    /**
     * A finite number as {@link #floatingPoint} reads it, with all of its digits if it has no exponent; empty where Python raises an
     * error, and for what is not a number or infinite.
     */
    public static Optional<BigDecimal> decimal(String text) {
        OptionalDouble real = floatingPoint(text);
        if (real.isEmpty() || !Double.isFinite(real.getAsDouble())) {
            return Optional.empty();
        }
        String number = plain(text);
        boolean exact = number.length() <= MAX_DIGITS && number.indexOf('e') < 0 && number.indexOf('E') < 0;
        return Optional.of(exact ? new BigDecimal(number) : new BigDecimal(real.getAsDouble()));
    }

    /** Digits with an optional point before, in or behind them, and an optional exponent. */
    private static boolean isDecimal(String number) {
        int whole = digitsEnd(number, 0);
        int end = whole;
        int digits = whole;
        if (end < number.length() && number.charAt(end) == '.') {
            int fraction = digitsEnd(number, end + 1);
            digits += fraction - end - 1;
            end = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (end < number.length() && (number.charAt(end) == 'e' || number.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < number.length() && "+-".indexOf(number.charAt(exponent)) >= 0) {
                exponent++;
            }
            end = digitsEnd(number, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == number.length();
    }

    private static int digitsEnd(String number, int start) {
        int end = start;
        while (end < number.length() && isDigit(number.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** In ASCII digits, without the white space around and the underscores between; empty for a stray underscore. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(PythonText.ascii(text));
        int start = 0;
        int end = plain.length();
        while (start < end && isSpace(plain.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(plain.charAt(end - 1))) {
            end--;
        }
        for (int i = end - 1; i >= start; i--) {
            if (plain.charAt(i) == '_') {
                if (i == start || i == end - 1 || !isDigit(plain.charAt(i - 1)) || !isDigit(plain.charAt(i + 1))) {
                    return "";
                }
                plain.deleteCharAt(i);
                end--;
            }
        }
        return plain.substring(start, end);
    }

    /** C's {@code isspace}: Python does not count U+001C to U+001F here. */
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
