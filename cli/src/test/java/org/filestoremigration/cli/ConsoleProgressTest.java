package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.filestoremigration.cli.ProgressOption.Mode;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final StringWriter shown = new StringWriter();
    private final AtomicLong now = new AtomicLong();

    @Test
    void drawsABarOverAgainAndTakesItAway() {
        try (ConsoleProgress progress = progress(2000, Mode.BAR)) {
            pass(Duration.ofMillis(100));
            progress.advanced(500);
            pass(Duration.ofMillis(100));
            progress.advanced(1500);
        }
        assertThat(shown)
                .hasToString("\r\033[KReading [#######-----------------------] 25 %, 500 of 2,000 entities"
                        + "\r\033[KReading [##############################] 100 %, 2,000 of 2,000 entities"
                        + "\r\033[K");
    }

    @Test
    void drawsNoMoreThanTenTimesASecond() {
        ConsoleProgress progress = progress(1000, Mode.BAR);
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(1));
            progress.advanced(1);
        }
        assertThat(shown.toString().chars().filter(c -> c == '\r')).hasSize(10);
    }

    @Test
    void writesALineEveryTenSeconds() {
        try (ConsoleProgress progress = progress(30, Mode.PLAIN)) {
            for (int i = 0; i < 25; i++) {
                pass(Duration.ofSeconds(1));
                progress.advanced(1);
            }
        }
        assertThat(shown.toString().lines())
                .containsExactly(
                        "Reading: 33 %, 10 of 30 entities after 10 s", "Reading: 66 %, 20 of 30 entities after 20 s");
    }

    @Test
    void neverShowsMoreThanAllOfIt() {
        ConsoleProgress progress = progress(1, Mode.PLAIN);
        pass(Duration.ofSeconds(10));
        progress.advanced(2);
        assertThat(shown.toString().strip()).isEqualTo("Reading: 100 %, 2 of 1 entities after 10 s");
    }

    @Test
    void staysSilent() {
        try (ConsoleProgress progress = progress(1, Mode.NONE)) {
            pass(Duration.ofMinutes(1));
            progress.advanced(1);
        }
        assertThat(shown.toString()).isEmpty();
    }

    private ConsoleProgress progress(long total, Mode mode) {
        return new ConsoleProgress(new PrintWriter(shown), "Reading", total, mode, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
