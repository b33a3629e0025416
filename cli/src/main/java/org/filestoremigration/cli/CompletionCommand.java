package org.filestoremigration.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what {@code source <(migrate-filestore completion)} needs. */
@Command(name = "completion", hidden = true, description = "Prints a completion script for bash and zsh.")
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it runs it");
        }
        terminal.out().print(AutoComplete.bash(Main.NAME, spec.root().commandLine()));
        return ExitCode.COMPLETE.status();
    }
}
