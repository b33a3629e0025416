package org.filestoremigration.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what {@code source <(migrate-filestore completion bash)} reads. */
@Command(name = "completion", hidden = true, description = "Prints a completion script for bash, zsh or fish.")
final class CompletionCommand implements Callable<Integer> {

    /** The shells; picocli's script for bash serves zsh too. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", arity = "0..1", description = "The shell. Default: bash.")
    private Shell shell = Shell.BASH;

    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command before it runs it");
        }
        CommandLine commands = spec.root().commandLine();
        terminal.out().print(shell == Shell.FISH ? FishCompletion.of(commands) : BashCompletion.of(commands));
        return ExitCode.COMPLETE.status();
    }
}
