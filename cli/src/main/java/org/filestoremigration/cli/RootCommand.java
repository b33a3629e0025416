package org.filestoremigration.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = Main.NAME,
        versionProvider = RootCommand.Version.class,
        description = {
            "Moves an MLflow FileStore (mlruns/) into an MLflow database, SQLite or PostgreSQL, and proves that nothing was lost.",
            "The default command is migrate."
        },
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "migrate-filestore [migrate] --source DIR --target sqlite:///FILE [options]",
            "       migrate-filestore plan --source DIR [options]",
            "       migrate-filestore verify --source DIR --target sqlite:///FILE [options]",
            "       migrate-filestore relocate --target sqlite:///FILE [options]",
            "       migrate-filestore schemas"
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore --source mlruns --target sqlite:///mlflow.db",
            "  migrate-filestore verify --source mlruns --target sqlite:///mlflow.db",
            "  migrate-filestore plan --source mlruns --report plan.html"
        })
final class RootCommand implements Callable<Integer> {

    static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help, or after a command the help for that command.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    RootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Nothing was asked for: says what could be. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(terminal.err());
        }
        return ExitCode.WRONG_USAGE.status();
    }

    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {Main.NAME + " " + number()};
        }

        /** The jar's version; classes that are in a folder have none. */
        static String number() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return version == null ? "(unpackaged)" : version;
        }
    }
}
