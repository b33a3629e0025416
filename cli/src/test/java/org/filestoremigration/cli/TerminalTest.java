package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y\n", " yes \n", "YES"})
    void takesAYes(String answer) {
        assertThat(asked(answer)).isTrue();
        assertThat(err).hasToString("Replace it? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yep\n"})
    void takesEverythingElseForANo(String answer) {
        assertThat(asked(answer)).isFalse();
    }

    @Test
    void doesNotAskWhereNobodyAnswers() {
        Terminal files = Terminal.of(new PrintWriter(err), new PrintWriter(err));
        assertThat(files.interactive()).isFalse();
        assertThat(files.confirm("Replace it?")).isFalse();
        assertThat(err.toString()).isEmpty();
    }

    private boolean asked(String answer) {
        PrintWriter writer = new PrintWriter(err);
        return new Terminal(
                        writer,
                        writer,
                        new Screen(80, true, false),
                        false,
                        new BufferedReader(new StringReader(answer)))
                .confirm("Replace it?");
    }

    @Test
    void believesTheLauncherAboutTerminalsAndAsksJavaWhereTheLauncherCannotTell() {
        assertThat(Terminal.terminals("02", () -> false)).isEqualTo("02");
        assertThat(Terminal.terminals("", () -> true)).isEmpty();
        assertThat(Terminal.terminals("console", () -> true)).isEqualTo("012");
        assertThat(Terminal.terminals("console", () -> false)).isEmpty();
    }
}
