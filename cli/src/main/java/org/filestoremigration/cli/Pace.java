package org.filestoremigration.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * How fast work goes, on the whole until now.
 *
 * @param done entities
 * @param total entities; a blocked one may be counted here and never be done
 * @param elapsed nanoseconds
 */
record Pace(long done, long total, long elapsed) {

    /** Before, nothing is to be learned from it. */
    private static final long WARM_UP = Duration.ofSeconds(2).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    long percent() {
        return total == 0 ? 100 : Math.min(100, done * 100 / total);
    }

    /** Begins with a comma; empty at the beginning. */
    String rateAndTimeLeft() {
        if (elapsed < WARM_UP || done == 0) {
            return "";
        }
        double rate = (double) done * SECOND / elapsed;
        String text = String.format(Locale.ROOT, ", %,.0f/s", rate);
        return done < total ? text + ", " + left((long) Math.ceil((total - done) / rate)) : text;
    }

    private static String left(long seconds) {
        if (seconds < 100) {
            return seconds + " s left";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 100 ? minutes + " min left" : (minutes + 59) / 60 + " h left";
    }
}
