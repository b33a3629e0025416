package org.filestoremigration.cli;

import java.util.Locale;
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
            description = "How to show progress: ${COMPLETION-CANDIDATES}. auto is a bar on a terminal and plain lines"
                    + " elsewhere. Default: ${DEFAULT-VALUE}.")
    Mode mode = Mode.AUTO;

    /** Progress that is shown from now until it is closed. */
    ConsoleProgress start(Terminal terminal, String title, long total) {
        Mode chosen = mode == Mode.AUTO ? (terminal.live() ? Mode.BAR : Mode.PLAIN) : mode;
        return new ConsoleProgress(terminal.err(), title, total, chosen, System::nanoTime);
    }
}
