package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    @ParameterizedTest
    @CsvSource({"132, 132", "'', 80", ", 80", "0, 80", "wide, 80", "5, 20", "999999, 1000", "99999999, 80"})
    void isAsWideAsTheLauncherSays(String said, int columns) {
        assertThat(Screen.of(said, "xterm", false).columns()).isEqualTo(columns);
    }

    @Test
    void drawsInAsciiOnTheConsoleOfLinux() {
        assertThat(Screen.of("80", "linux", true)).isEqualTo(new Screen(80, false, true));
        assertThat(Screen.of("80", null, true)).isEqualTo(new Screen(80, true, true));
    }
}
