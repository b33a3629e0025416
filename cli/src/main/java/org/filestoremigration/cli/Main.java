package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.filestoremigration.sqlite.SqliteStore;

/** The program {@code migrate-filestore}. */
public final class Main {

    static final String NAME = "migrate-filestore";

    private Main() {}

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        Interruption interruption = Interruption.onSignals(terminal);
        // Whoever names a target needs a database, and its library takes as long to load as the command line to be
        // read.
        CompletableFuture<Void> loading = Arrays.stream(args).anyMatch(arg -> arg.startsWith("--target"))
                ? CompletableFuture.runAsync(SqliteStore::load, task -> new Thread(task, "sqlite-load").start())
                : CompletableFuture.completedFuture(null);
        ExitCode code = new CommandLineRun(terminal, interruption).execute(args);
        // A process that ends while it loads would leave the unpacked library behind. If that fails, whoever needs it
        // says so.
        loading.exceptionally(failure -> null).join();
        interruption.finished(code);
        System.exit(code.status());
    }

    /**
     * Runs the program inside another one: it asks nothing, listens for no signal and never ends the process.
     *
     * @param out takes results
     * @param err takes progress and messages
     * @return the exit status, as the table in the README has it
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLineRun(Terminal.of(out, err), new Interruption())
                .execute(args)
                .status();
    }
}
