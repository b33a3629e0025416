package org.filestoremigration.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine.Option;

/** The option {@code --progress}. */
final class ProgressOption {

    enum Mode {
        AUTO,
        BAR,
        PLAIN,
        NONE;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            description =
                    "How to show progress on standard error: ${COMPLETION-CANDIDATES}. auto shows a bar on a terminal, otherwise a line every ten seconds. Default: ${DEFAULT-VALUE}.")
    Mode mode = Mode.AUTO;

    /**
     * Progress that is shown from now until it is closed.
     *
     * @param total how many entities there are to do; asked only if that is shown
     */
    ConsoleProgress start(Terminal terminal, String title, LongSupplier total) {
        Mode chosen = mode == Mode.AUTO ? (terminal.screen() != null ? Mode.BAR : Mode.PLAIN) : mode;
        Screen screen = terminal.screen() == null ? Screen.of(null, null, false) : terminal.screen();
        return new ConsoleProgress(terminal.err(), screen, title, total, chosen, System::nanoTime);
    }
}
