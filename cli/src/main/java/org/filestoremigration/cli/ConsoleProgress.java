package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.filestoremigration.cli.ProgressOption.Mode;
import org.filestoremigration.domain.migration.Progress;

/**
 * Shows how far the work is: a bar that is drawn over again ten times a second, or a plain line every ten seconds, which
 * a short piece of work never sees.
 */
final class ConsoleProgress implements Progress, AutoCloseable {

    private static final int WIDTH = 30;
    private static final long BAR_INTERVAL = Duration.ofMillis(100).toNanos();
    private static final long LINE_INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private final String title;
    private final long total;
    private final Mode mode;
    private final LongSupplier nanoClock;
    private final long started;
    private long shown;
    private long done;

    ConsoleProgress(PrintWriter err, String title, long total, Mode mode, LongSupplier nanoClock) {
        this.err = err;
        this.title = title;
        this.total = total;
        this.mode = mode;
        this.nanoClock = nanoClock;
        this.started = nanoClock.getAsLong();
        this.shown = started;
    }

    @Override
    public void advanced(long entities) {
        done += entities;
        long now = nanoClock.getAsLong();
        if (mode != Mode.NONE && now - shown >= (mode == Mode.BAR ? BAR_INTERVAL : LINE_INTERVAL)) {
            shown = now;
            show(now);
        }
    }

    private void show(long now) {
        long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
        String counts = String.format(Locale.ROOT, "%,d of %,d entities", done, total);
        if (mode == Mode.BAR) {
            int filled = (int) (percent * WIDTH / 100);
            err.print("\r\033[K" + title + " [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + percent
                    + " %, " + counts);
        } else {
            err.println(title + ": " + percent + " %, " + counts + " after "
                    + Duration.ofNanos(now - started).toSeconds() + " s");
        }
        err.flush();
    }

    /** Takes the bar off the screen. */
    @Override
    public void close() {
        if (mode == Mode.BAR) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
