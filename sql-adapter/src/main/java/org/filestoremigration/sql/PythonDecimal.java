package org.filestoremigration.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.filestoremigration.domain.python.PythonText;

/**
 * Numbers as Python's {@code Decimal(text)} reads them. It is no {@link org.filestoremigration.domain.python.PythonNumber}:
 * underscores may be anywhere, more characters count as white space around, and {@code 1e3} is a whole number.
 */
final class PythonDecimal {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?+(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
    private static final Pattern ZERO = Pattern.compile("[+-]?+0*+(?:\\.(0*+))?+(?:[eE]([+-]?+[0-9]++))?+");

    /** The least and the greatest exponent that a Decimal can have; {@link BigDecimal} has fewer. */
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(-1_999_999_999_999_999_997L);

    private static final BigInteger MAX_EXPONENT = BigInteger.valueOf(999_999_999_999_999_999L);

    /** The digits of 2⁶³: a whole number with more is outside a column of 64 bits. */
    private static final int MAX_DIGITS = 19;

    private PythonDecimal() {}

    /** The number that {@code Decimal(text)} stands for; empty unless it is whole and fits into 64 bits. */
    static OptionalLong wholeNumber(String text) {
        String number = PythonText.ascii(PythonText.strip(text)).replace("_", "");
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
            return decimal.scale() > 0 || digits > MAX_DIGITS
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
        return exponent.compareTo(MIN_EXPONENT) >= 0 && exponent.compareTo(MAX_EXPONENT) <= 0;
    }
}
