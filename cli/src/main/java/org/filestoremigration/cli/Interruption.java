package org.filestoremigration.cli;

import java.io.Serial;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.filestoremigration.domain.migration.Progress;

/**
 * Ends a run from outside: SIGINT or SIGTERM raise a flag, the work stops at its next entity, clears away what it began
 * and only then the process ends.
 */
final class Interruption {

    /** How long a signal waits for the work to clear away after itself, in seconds. */
    private static final long PATIENCE = 20;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean raised;

    /** Begins to listen for signals, which are the work of the calling thread. */
    static Interruption onSignals() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
        return interruption;
    }

    private void stop() {
        if (finished.getCount() == 0) {
            return;
        }
        raise();
        try {
            finished.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
    }

    /** Asks the work to stop. */
    void raise() {
        raised = true;
        worker.interrupt();
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
