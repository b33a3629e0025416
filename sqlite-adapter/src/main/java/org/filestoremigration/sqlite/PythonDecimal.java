package org.filestoremigration.sqlite;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as Python reads them from text: {@code Decimal(text)} and {@code float(text)}, which agree on the digits of
 * all scripts and differ in where they allow underscores and white space.
 */
final class PythonDecimal {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?+(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
    private static final Pattern STRAY_UNDERSCORE = Pattern.compile("(?<![0-9])_|_(?![0-9])");
    private static final Pattern ZERO = Pattern.compile("[+-]?+0*+(?:\\.(0*+))?+(?:[eE]([+-]?+[0-9]++))?+");

    /** The least and the greatest exponent that a Decimal can have; {@link BigDecimal} has fewer. */
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(-1_999_999_999_999_999_997L);

    private static final BigInteger GREATEST_EXPONENT = BigInteger.valueOf(999_999_999_999_999_999L);

    /** The digits of 2⁶³: a whole number with more is outside a column of 64 bits. */
    private static final int MOST_DIGITS = 19;

    private PythonDecimal() {}

    /** The number that {@code Decimal(text)} stands for; empty unless it is whole and fits into 64 bits. */
    static OptionalLong wholeNumber(String text) {
        return ascii(stripped(text)).map(ascii -> whole(ascii.replace("_", ""))).orElseGet(OptionalLong::empty);
    }

    private static OptionalLong whole(String number) {
        if (!NUMBER.matcher(number).matches()) {
            return OptionalLong.empty();
        }
        Matcher zero = ZERO.matcher(number);
        if (zero.matches()) {
            return isExponent(zero) ? OptionalLong.of(0) : OptionalLong.empty();
        }
        try {
            BigDecimal decimal = new BigDecimal(number).stripTrailingZeros();
            long digits = (long) decimal.precision() - decimal.scale();
            return decimal.scale() > 0 || digits > MOST_DIGITS
                    ? OptionalLong.empty()
                    : OptionalLong.of(decimal.longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            // Beyond 64 bits, or an exponent beyond 32 bits: too large, or a fraction.
            return OptionalLong.empty();
        }
    }

    private static boolean isExponent(Matcher zero) {
        String fraction = zero.group(1) == null ? "" : zero.group(1);
        BigInteger written = zero.group(2) == null ? BigInteger.ZERO : new BigInteger(zero.group(2));
        BigInteger exponent = written.subtract(BigInteger.valueOf(fraction.length()));
        return exponent.compareTo(LEAST_EXPONENT) >= 0 && exponent.compareTo(GREATEST_EXPONENT) <= 0;
    }

    /** The number that {@code float(text)} stands for; empty unless it is finite. */
    static OptionalDouble finite(String text) {
        return ascii(text).map(ascii -> finiteAscii(trimmed(ascii))).orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble finiteAscii(String number) {
        String plain = number.replace("_", "");
        if (STRAY_UNDERSCORE.matcher(number).find() || !NUMBER.matcher(plain).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(plain);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** As {@code str.strip()}; {@link String#strip()} keeps some of Python's white space and takes none of its own. */
    static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Without the white space that C's {@code isspace} knows: U+001C to U+001F stay. */
    private static String trimmed(String ascii) {
        int start = 0;
        int end = ascii.length();
        while (start < end && " \t\n\u000b\f\r".indexOf(ascii.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t\n\u000b\f\r".indexOf(ascii.charAt(end - 1)) >= 0) {
            end--;
        }
        return ascii.substring(start, end);
    }

    /** With the digits of other scripts and white space beyond ASCII in their ASCII form; empty for anything else. */
    private static Optional<String> ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (codePoint < 128) {
                ascii.append((char) codePoint);
            } else if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
                ascii.append(Character.digit(codePoint, 10));
            } else if (Character.isBmpCodePoint(codePoint) && isSpace((char) codePoint)) {
                ascii.append(' ');
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(ascii.toString());
    }

    /** As {@code str.isspace()}. */
    private static boolean isSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || (c >= 0x1C && c <= 0x1F)
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }
}
