package org.filestoremigration.domain.migration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.python.PythonNumber;
import org.jspecify.annotations.Nullable;

/** The parts of a span as they are read from JSON, each refused if MLflow could not read, hold or send it. */
final class SpanJson {

    /** What a message of protocol buffers may nest: objects count three, lists two. */
    static final int DEEPEST = 93;

    static final int OBJECT = 3;
    static final int LIST = 2;

    static final String TOO_DEEP = " is nested too deeply";
    static final String TOO_WIDE = " contains an integer beyond 64 bits";

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private SpanJson() {}

    static Map<?, ?> object(@Nullable Object value, String what) throws UnconvertibleSpanException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new UnconvertibleSpanException(what + " is not a JSON object");
    }

    static List<?> list(@Nullable Object value, String what) throws UnconvertibleSpanException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new UnconvertibleSpanException(what + " is not a list");
    }

    /** A text that a database can hold: one without half a surrogate pair. */
    static String text(@Nullable Object value, String what) throws UnconvertibleSpanException {
        if (value instanceof String text) {
            return whole(text, what);
        }
        throw new UnconvertibleSpanException(what + " is not text");
    }

    static String whole(String text, String what) throws UnconvertibleSpanException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new UnconvertibleSpanException(what + " contains half a surrogate pair");
            }
        }
        return text;
    }

    /** As Python's {@code int()} of a number or text: nanoseconds since 1970, not negative, below 2⁶³. */
    static long nanoseconds(@Nullable Object value, String what) throws UnconvertibleSpanException {
        Optional<BigInteger> whole = Optional.empty();
        if (value instanceof BigInteger number) {
            whole = Optional.of(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            whole = Optional.of(
                    new BigDecimal(number).setScale(0, RoundingMode.DOWN).toBigInteger());
        } else if (value instanceof String text) {
            whole = PythonNumber.integer(text);
        }
        if (whole.isEmpty()) {
            throw new UnconvertibleSpanException(what + " is not a number");
        }
        if (whole.get().signum() < 0 || whole.get().compareTo(GREATEST) > 0) {
            throw new UnconvertibleSpanException(what + " is outside the range of the database");
        }
        return whole.get().longValue();
    }

    /** A number of {@code bytes} bytes from base64 or, with or without {@code 0x}, hex digits. */
    static byte[] id(String text, boolean hex, int bytes, String what) throws UnconvertibleSpanException {
        byte[] read;
        try {
            read = hex ? hex(text) : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new UnconvertibleSpanException(what + " is not an id as MLflow writes it");
        }
        int start = 0;
        while (read.length - start > bytes && read[start] == 0) {
            start++;
        }
        if (read.length - start > bytes) {
            throw new UnconvertibleSpanException(what + " is longer than " + bytes + " bytes");
        }
        byte[] id = new byte[bytes];
        System.arraycopy(read, start, id, bytes - (read.length - start), read.length - start);
        return id;
    }

    private static byte[] hex(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        return HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    /** Whether a text is base64 in the strict sense of Python's {@code b64decode(validate=True)}. */
    static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return text.length() % 4 == 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What MLflow makes of an attribute: a text that is JSON stands for its value, everything else for itself. */
    static @Nullable Object decoded(@Nullable Object attribute) {
        if (attribute instanceof String text) {
            Optional<PythonJson.Parsed> parsed = PythonJson.read(text);
            return parsed.isPresent() ? parsed.get().value() : text;
        }
        return attribute;
    }

    /** Refuses a value that MLflow's server cannot put into a message. */
    static void requireSendable(@Nullable Object value, String what) throws UnconvertibleSpanException {
        requireSendable(value, 0, what);
    }

    static boolean isWide(BigInteger number) {
        return number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0;
    }

    private static void requireSendable(@Nullable Object value, int depth, String what)
            throws UnconvertibleSpanException {
        if (value instanceof BigInteger number && isWide(number)) {
            throw new UnconvertibleSpanException(what + TOO_WIDE);
        }
        int nested = depth + (value instanceof Map ? OBJECT : value instanceof List ? LIST : 0);
        if (nested > DEEPEST) {
            throw new UnconvertibleSpanException(what + TOO_DEEP);
        }
        if (value instanceof Map<?, ?> map) {
            for (Object element : map.values()) {
                requireSendable(element, nested, what);
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                requireSendable(element, nested, what);
            }
        }
    }
}
