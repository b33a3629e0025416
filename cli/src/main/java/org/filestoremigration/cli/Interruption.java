package org.filestoremigration.cli;

import java.io.Serial;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.sqlite.TargetFile;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run from outside: SIGINT or SIGTERM raise a flag, the work stops at its next entity, clears away what it began
 * and only then the process ends.
 *
 * <p>The thread that works is never interrupted in Java's sense: that would close its files under its hands.
 */
final class Interruption {

    /** How long a signal waits for the work to clear away after itself, in seconds. */
    private static final long PATIENCE = 5;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<@Nullable TargetFile> begun = new AtomicReference<>();
    private volatile boolean raised;

    /** Begins to listen for signals. */
    static Interruption onSignals(Terminal terminal) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(terminal), "interruption"));
        return interruption;
    }

    private void stop(Terminal terminal) {
        if (finished.getCount() == 0) {
            return;
        }
        raise();
        try {
            if (!finished.await(PATIENCE, TimeUnit.SECONDS)) {
                TargetFile target = begun.get();
                if (target != null) {
                    target.close();
                }
                say(terminal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
        }
    }

    /** Tells the user that the run was stopped. */
    static void say(Terminal terminal) {
        terminal.err().println(Main.NAME + ": interrupted; nothing was left behind");
        terminal.err().flush();
    }

    /** Names what is closed in the place of work that does not stop in time. */
    void begun(TargetFile target) {
        begun.set(target);
        check();
    }

    /** Asks the work to stop. */
    void raise() {
        raised = true;
    }

    boolean raised() {
        return raised;
    }

    /** The work is over; a signal from now on finds nothing to do. */
    void finished() {
        finished.countDown();
    }

    /** The same progress, stopped once the flag is up. */
    Progress watching(Progress progress) {
        return entities -> {
            check();
            progress.advanced(entities);
        };
    }

    /** @throws Raised if the work is to stop */
    void check() {
        if (raised) {
            throw new Raised();
        }
    }

    /** Unwinds the work so that everything it opened is closed. */
    static final class Raised extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        Raised() {
            super("interrupted");
        }
    }
}
