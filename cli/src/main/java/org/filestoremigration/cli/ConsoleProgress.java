package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.filestoremigration.cli.ProgressOption.Mode;
import org.filestoremigration.domain.migration.Progress;

/**
 * Shows how far the work is: a bar that is drawn again ten times a second, or a plain line every ten seconds. What
 * is done is counted first, but only once there is something to show: short work never pays for it.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    private static final int MAX_BAR = 30;
    private static final int MIN_BAR = 8;
    private static final long BAR_INTERVAL = Duration.ofMillis(100).toNanos();
    private static final long LINE_INTERVAL = Duration.ofSeconds(10).toNanos();

    private static final long UNKNOWN = -1;

    private final PrintWriter err;
    private final Screen screen;
    private final String title;
    private final LongSupplier count;
    private final Mode mode;
    private final LongSupplier nanoClock;
    private final long started;
    private long total = UNKNOWN;
    private long shown;
    private long done;

    /** @param count how many entities there are, asked at most once */
    ConsoleProgress(
            PrintWriter err, Screen screen, String title, LongSupplier count, Mode mode, LongSupplier nanoClock) {
        this.err = err;
        this.screen = screen;
        this.title = title;
        this.count = count;
        this.mode = mode;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.shown = started;
        if (mode == Mode.BAR) {
            draw(clipped(title + " ...", columns()));
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
                Locale.ROOT, "%d%%, %,d of %,d%s", pace.percent(), pace.done(), pace.total(), pace.rateAndTimeLeft());
        if (mode == Mode.BAR) {
            int room = columns() - title.length() - counts.length() - "  ".length();
            draw(
                    room < MIN_BAR
                            ? clipped(title + " " + counts, columns())
                            : title + " " + bar(Math.min(MAX_BAR, room), pace) + " " + counts);
        } else {
            err.println(title + ": " + counts);
            err.flush();
        }
    }

    /** One less than there are: a line that wraps could not be drawn over. */
    private int columns() {
        return screen.columns() - 1;
    }

    private static String clipped(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns).stripTrailing();
    }

    /** As wide as asked for, in steps of half a character where the screen can show them. */
    private String bar(int width, Pace pace) {
        if (!screen.unicode()) {
            int filled = (int) (pace.percent() * (width - 2) / 100);
            return "[" + "#".repeat(filled) + "-".repeat(width - 2 - filled) + "]";
        }
        int halves = (int) (pace.percent() * width * 2 / 100);
        String filled = "━".repeat(halves / 2) + (halves % 2 == 0 ? "" : "╸");
        String rest = "─".repeat(width - filled.length());
        return screen.colors() ? "\033[32m" + filled + "\033[0;2m" + rest + "\033[0m" : filled + rest;
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
