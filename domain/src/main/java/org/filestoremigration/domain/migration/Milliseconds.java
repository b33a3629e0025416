package org.filestoremigration.domain.migration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.filestoremigration.domain.finding.Normalization;

/** Times as MLflow's SQL schema holds them: whole milliseconds since 1970, what is finer rounded down. */
public final class Milliseconds {

    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))");

    private Milliseconds() {}

    /**
     * A time as protocol buffers write it in JSON: RFC 3339 with none to nine digits of a second's fraction. Empty for
     * any other text.
     */
    public static Optional<Ruling<Long>> ofText(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long seconds = dateTime(text).toEpochSecond(ZoneOffset.UTC) - offset(matcher);
            String fraction = matcher.group(1) == null ? "" : matcher.group(1);
            String nanoseconds = (fraction + "000000000").substring(0, 9);
            long milliseconds = Long.parseLong(nanoseconds.substring(0, 3));
            boolean finer = !nanoseconds.endsWith("000000");
            return Optional.of(new Ruling<>(seconds * 1000 + milliseconds, finer ? Normalization.TRACE_TIME : null));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A time that was written as a float, by hand; finite, and possibly beyond 64 bits. */
    public static Ruling<BigInteger> ofReal(double time) {
        BigInteger whole = new BigDecimal(time).setScale(0, RoundingMode.FLOOR).toBigInteger();
        return new Ruling<>(whole, Normalization.FLOAT_TIMESTAMP);
    }

    /** The formatter that {@link LocalDateTime#parse} uses takes several times as long. */
    private static LocalDateTime dateTime(String text) {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    private static long offset(Matcher matcher) {
        String sign = matcher.group(2);
        if (sign == null) {
            return 0;
        }
        long minutes = Long.parseLong(matcher.group(3)) * 60 + Long.parseLong(matcher.group(4));
        return (sign.equals("-") ? -60 : 60) * minutes;
    }
}
