package org.filestoremigration.filestore.metric;

import java.nio.charset.StandardCharsets;

/** Numbers in plain ASCII, straight from bytes: what MLflow writes nearly always. */
public final class Decimal {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;

    private Decimal() {}

    /** Whether the bytes are an optional minus and 1 to 18 digits, which {@link #integer} can read. */
    static boolean isWhole(byte[] bytes, int start, int end) {
        int i = start < end && bytes[start] == '-' ? start + 1 : start;
        if (i >= end || end - i > 18) {
            return false;
        }
        for (; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    static long integer(byte[] bytes, int start, int end) {
        boolean negative = bytes[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    /** Whether the bytes are {@code -?digits(.digits)?(e[+-]?digits)?}, which {@link #floatingPoint} can read. */
    static boolean isReal(byte[] bytes, int start, int end) {
        int i = start < end && bytes[start] == '-' ? start + 1 : start;
        int digits = digitsEnd(bytes, i, end);
        if (digits == i) {
            return false;
        }
        i = digits;
        if (i < end && bytes[i] == '.') {
            i = digitsEnd(bytes, i + 1, end);
        }
        if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
            i++;
            if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
                i++;
            }
            digits = digitsEnd(bytes, i, end);
            if (digits == i) {
                return false;
            }
            i = digits;
        }
        return i == end;
    }

    private static int digitsEnd(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /**
     * The double nearest to the number, bit for bit as {@link Double#parseDouble}. Where digits and power of ten are
     * exact doubles, one multiplication or division rounds correctly (Clinger 1990).
     */
    static double floatingPoint(byte[] bytes, int start, int end) {
        boolean negative = bytes[start] == '-';
        long digits = 0;
        int power = 0;
        boolean fraction = false;
        int i = negative ? start + 1 : start;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits >= EXACT / 10) {
                    return slow(bytes, start, end);
                }
                digits = digits * 10 + digit;
                power -= fraction ? 1 : 0;
            } else if (bytes[i] == '.') {
                fraction = true;
            } else {
                break;
            }
        }
        if (i < end) {
            if (end - i > 6) {
                return slow(bytes, start, end);
            }
            boolean signed = bytes[i + 1] == '-' || bytes[i + 1] == '+';
            int exponent = (int) integer(bytes, signed ? i + 2 : i + 1, end);
            power += bytes[i + 1] == '-' ? -exponent : exponent;
        }
        if (power < -22 || power > 22) {
            return slow(bytes, start, end);
        }
        double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
        return negative ? -value : value;
    }

    private static double slow(byte[] bytes, int start, int end) {
        return Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }
}
