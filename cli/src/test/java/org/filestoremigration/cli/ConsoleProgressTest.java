package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.filestoremigration.cli.ProgressOption.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleProgressTest {

    private static final Screen SCREEN = new Screen(80, true, false);

    private final StringWriter shown = new StringWriter();
    private final AtomicLong now = new AtomicLong();

    @Test
    void drawsABarOverAgainAndTakesItAway() {
        try (ConsoleProgress progress = progress(2000, Mode.BAR)) {
            pass(Duration.ofMillis(100));
            progress.advanced(500);
            pass(Duration.ofMillis(1900));
            progress.advanced(500);
            pass(Duration.ofMillis(100));
            progress.advanced(1000);
        }
        assertThat(shown)
                .hasToString("\r\033[KReading ..."
                        + "\r\033[KReading ━━━━━━━╸────────────────────── 25%, 500 of 2,000"
                        + "\r\033[KReading ━━━━━━━━━━━━━━━─────────────── 50%, 1,000 of 2,000, 500/s, 2 s left"
                        + "\r\033[KReading ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100%, 2,000 of 2,000, 952/s"
                        + "\r\033[K");
    }

    @Test
    void keepsToOneLineOfAnOrdinaryTerminal() {
        ConsoleProgress progress = progress(100_000_000, Mode.BAR, new Screen(80, false, false));
        for (int i = 0; i < 50; i++) {
            pass(Duration.ofSeconds(20));
            progress.advanced(1_999_999);
        }
        assertThat(shown.toString().split("\r\033\\[K"))
                .hasSize(52)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80))
                .contains("Reading [#######--------] 49%, 49,999,975 of 100,000,000, 100,000/s, 9 min left");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    20  | Reading 50%, 1,000
                    48  | Reading 50%, 1,000 of 2,000, 500/s, 2 s left
                    56  | Reading ━━━━━───── 50%, 1,000 of 2,000, 500/s, 2 s left
                    200 | Reading ━━━━━━━━━━━━━━━─────────────── 50%, 1,000 of 2,000, 500/s, 2 s left
                    """)
    void fitsEveryWidth(int columns, String line) {
        ConsoleProgress progress = progress(2000, Mode.BAR, new Screen(columns, true, false));
        pass(Duration.ofSeconds(2));
        progress.advanced(1000);
        assertThat(shown.toString()).endsWith("\r\033[K" + line);
        assertThat(line).hasSizeLessThan(columns);
    }

    @Test
    void colorsOnlyTheBar() {
        ConsoleProgress progress = progress(2, Mode.BAR, new Screen(80, true, true));
        pass(Duration.ofSeconds(1));
        progress.advanced(1);
        assertThat(shown.toString())
                .endsWith("Reading \033[32m━━━━━━━━━━━━━━━\033[0;2m───────────────\033[0m 50%, 1 of 2");
    }

    @Test
    void drawsNoMoreThanTenTimesASecond() {
        ConsoleProgress progress = progress(1000, Mode.BAR);
        for (int i = 0; i < 1000; i++) {
            pass(Duration.ofMillis(1));
            progress.advanced(1);
        }
        assertThat(shown.toString().chars().filter(c -> c == '\r')).hasSize(1 + 10);
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
                .containsExactly("Reading: 33%, 10 of 30, 1/s, 20 s left", "Reading: 66%, 20 of 30, 1/s, 10 s left");
    }

    @Test
    void neverShowsMoreThanAllOfIt() {
        ConsoleProgress progress = progress(1, Mode.PLAIN);
        pass(Duration.ofSeconds(10));
        progress.advanced(20);
        assertThat(shown.toString().strip()).isEqualTo("Reading: 100%, 20 of 1, 2/s");
    }

    @Test
    void countsOnceAndOnlyWhatIsShown() {
        AtomicLong counted = new AtomicLong();
        for (Mode mode : new Mode[] {Mode.NONE, Mode.PLAIN, Mode.BAR}) {
            ConsoleProgress progress = new ConsoleProgress(
                    new PrintWriter(shown), SCREEN, "Reading", counted::incrementAndGet, mode, now::get);
            progress.advanced(1);
            assertThat(counted).as(mode.toString()).hasValue(0);
        }
        ConsoleProgress progress = new ConsoleProgress(
                new PrintWriter(shown), SCREEN, "Reading", counted::incrementAndGet, Mode.BAR, now::get);
        pass(Duration.ofSeconds(1));
        progress.advanced(1);
        pass(Duration.ofSeconds(1));
        progress.advanced(1);
        assertThat(counted).hasValue(1);
        assertThat(progress.done()).isEqualTo(2);
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
        return progress(total, mode, SCREEN);
    }

    private ConsoleProgress progress(long total, Mode mode, Screen screen) {
        return new ConsoleProgress(new PrintWriter(shown), screen, "Reading", () -> total, mode, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
