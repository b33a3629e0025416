package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.filestoremigration.cli.ProgressOption.Mode;
import org.filestoremigration.domain.migration.Progress;

/**
 * Shows how far the work is: a bar that is drawn over again ten times a second, or a plain line every ten seconds. What
 * is done is counted first, but only once there is something to show: short work never pays for it.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    /** One less than a terminal has at least: a line that wraps could not be drawn over. */
    private static final int COLUMNS = 79;

    private static final int BAR = 20;
    private static final long BAR_INTERVAL = Duration.ofMillis(100).toNanos();
    private static final long LINE_INTERVAL = Duration.ofSeconds(10).toNanos();

    private static final long UNKNOWN = -1;

    private final PrintWriter err;
    private final String title;
    private final LongSupplier count;
    private final Mode mode;
    private final LongSupplier nanoClock;
    private final long started;
    private long total = UNKNOWN;
    private long shown;
    private long done;

    /** @param count how many entities there are, asked at most once */
    ConsoleProgress(PrintWriter err, String title, LongSupplier count, Mode mode, LongSupplier nanoClock) {
        this.err = err;
        this.title = title;
        this.count = count;
        this.mode = mode;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.shown = started;
        if (mode == Mode.BAR) {
            draw(title + " ...");
        }
    }

    @Override
    public void advanced(long entities) {
        done += entities;
        long now = nanoClock.getAsLong();
        if (mode != Mode.NONE && now - shown >= interval()) {
            shown = now;
            show(new Pace(done, total(), now - started));
        }
    }

    /** How many entities are done. */
    long done() {
        return done;
    }

    private long interval() {
        return mode == Mode.BAR ? BAR_INTERVAL : LINE_INTERVAL;
    }

    private long total() {
        if (total == UNKNOWN) {
            total = count.getAsLong();
        }
        return total;
    }

    private void show(Pace pace) {
        String counts = String.format(
                Locale.ROOT, "%d %%, %,d of %,d%s", pace.percent(), pace.done(), pace.total(), pace.rateAndTimeLeft());
        if (mode == Mode.BAR) {
            int width = Math.max(0, Math.min(BAR, COLUMNS - title.length() - counts.length() - " [] ".length()));
            int filled = (int) (pace.percent() * width / 100);
            draw(title + " [" + "#".repeat(filled) + "-".repeat(width - filled) + "] " + counts);
        } else {
            err.println(title + ": " + counts);
            err.flush();
        }
    }

    private void draw(String line) {
        err.print("\r\033[K" + line);
        err.flush();
    }

    /** Takes the bar off the screen. */
    @Override
    public void close() {
        if (mode == Mode.BAR) {
            draw("");
        }
    }
}
