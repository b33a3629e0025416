package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.filestoremigration.domain.store.RefusedRowException;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.verification.VisibleText;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** One run: finds the command, runs it, and turns whatever happens into a sentence and an exit code. */
final class CommandLineRun {

    private static final String DEBUG_VARIABLE = "MIGRATE_FILESTORE_DEBUG";

    private final Terminal terminal;
    private final Interruption interruption;
    private final boolean debug = System.getenv(DEBUG_VARIABLE) != null;

    CommandLineRun(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    ExitCode execute(String[] args) {
        try {
            String[] all = withDefaultCommand(args);
            return ExitCode.of(commands(all).execute(all));
        } catch (Error e) {
            return failed(e);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** All commands, or the one that is named: to make the others ready takes longer than a small store. */
    private CommandLine commands(String[] words) {
        Map<String, Supplier<Callable<Integer>>> alone = new LinkedHashMap<>();
        alone.put(MigrateCommand.NAME, () -> new MigrateCommand(terminal, interruption));
        alone.put(PlanCommand.NAME, () -> new PlanCommand(terminal, interruption));
        alone.put(VerifyCommand.NAME, () -> new VerifyCommand(terminal, interruption));
        alone.put(RelocateCommand.NAME, () -> new RelocateCommand(terminal, interruption));
        CommandLine commands = new CommandLine(new RootCommand(terminal));
        if (words.length > 0 && alone.containsKey(words[0])) {
            commands.addSubcommand(alone.get(words[0]).get());
        } else {
            alone.values().forEach(command -> commands.addSubcommand(command.get()));
            commands.addSubcommand(new SchemasCommand(terminal)).addSubcommand(new CompletionCommand(terminal));
        }
        commands.setOut(terminal.out());
        commands.setErr(terminal.err());
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colors() ? Ansi.ON : Ansi.OFF));
        commands.setUsageHelpWidth(100);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setParameterExceptionHandler((exception, args) -> wrongUsage(exception));
        commands.setExecutionExceptionHandler(
                (exception, command, parsed) -> failed(exception).status());
        return commands;
    }

    /** Without a command's name the options are those of {@code migrate}. */
    private static String[] withDefaultCommand(String[] args) {
        if (args.length == 0 || !args[0].startsWith("-") || RootCommand.OWN_OPTIONS.contains(args[0])) {
            return args;
        }
        String[] all = new String[args.length + 1];
        all[0] = MigrateCommand.NAME;
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private int wrongUsage(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        UsageMistake mistake = UsageMistake.of(exception);
        say(mistake.message());
        if (!mistake.remedy().isEmpty()) {
            terminal.err().println(VisibleText.sentence(mistake.remedy()));
        }
        terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USAGE.status();
    }

    private ExitCode failed(Throwable failure) {
        if (debug) {
            failure.printStackTrace(terminal.err());
        }
        if (interruption.raised()) {
            interruption.say(terminal);
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof RefusedRowException) {
            return defect(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof SourceException) {
            say(String.valueOf(failure.getMessage()));
            return ExitCode.SOURCE_UNUSABLE;
        }
        if (failure instanceof TargetException) {
            say(String.valueOf(failure.getMessage()));
            return ExitCode.TARGET_UNUSABLE;
        }
        if (failure instanceof OutOfMemoryError) {
            say("not enough memory; allow more: JAVA_OPTS=-Xmx1g " + Main.NAME + " …");
            return ExitCode.DEFECT;
        }
        return defect(failure.toString());
    }

    private ExitCode defect(String what) {
        say("this is a defect of the program, not of your data: " + what);
        terminal.err()
                .println("Please report it, with the output of the same command after setting " + DEBUG_VARIABLE
                        + "=1 before it.");
        return ExitCode.DEFECT;
    }

    private void say(String message) {
        PrintWriter err = terminal.err();
        err.println(Main.NAME + ": " + VisibleText.sentence(Credentials.hiddenIn(message)));
    }
}
