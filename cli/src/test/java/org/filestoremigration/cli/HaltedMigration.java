package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** A migration, in a process of its own, that ends at a known point of its work as if it had been killed there. */
public final class HaltedMigration {

    /** What a killed process ends with. */
    public static final int KILLED = 137;

    private HaltedMigration() {}

    /**
     * Migrates as far as a call.
     *
     * @param args the call, as {@link WatchedTarget} names it, and the arguments of the migration
     */
    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        MigrateCommand command = new MigrateCommand(
                Terminal.of(err, err),
                new Interruption(),
                target -> WatchedTarget.of(target, call -> {
                    if (call.equals(args[0])) {
                        // Without any hook, so that nothing is cleared away.
                        Runtime.getRuntime().halt(KILLED);
                    }
                }));
        System.exit(new CommandLine(command).execute(Arrays.copyOfRange(args, 1, args.length)));
    }
}
