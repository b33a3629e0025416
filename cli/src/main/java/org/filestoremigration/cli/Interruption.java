package org.filestoremigration.cli;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.verification.VisibleText;
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

    private final CompletableFuture<ExitCode> finished = new CompletableFuture<>();
    private final AtomicReference<@Nullable StoreTarget> begun = new AtomicReference<>();
    private volatile boolean raised;
    private volatile boolean asking;

    /** Begins to listen for signals. */
    static Interruption onSignals(Terminal terminal) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(terminal), "interruption"));
        return interruption;
    }

    private void stop(Terminal terminal) {
        if (finished.isDone()) {
            return;
        }
        raise();
        ExitCode code = ExitCode.INTERRUPTED;
        try {
            // What was complete before the signal stays complete.
            code = finished.get(asking ? 0 : PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            clearAway(terminal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            Runtime.getRuntime().halt(code.status());
        }
    }

    private void clearAway(Terminal terminal) {
        StoreTarget target = begun.get();
        try {
            if (target != null) {
                target.close();
            }
            say(terminal);
        } catch (TargetException e) {
            terminal.err()
                    .println(Main.NAME + ": interrupted; " + VisibleText.sentence(String.valueOf(e.getMessage())));
            terminal.err().flush();
        }
    }

    /** Tells the user that the run was stopped. */
    void say(Terminal terminal) {
        StoreTarget target = begun.get();
        terminal.err()
                .println(Main.NAME + ": interrupted; "
                        + (target != null && target.isPublished()
                                ? "the database was already complete and is in place"
                                : "nothing was left behind"));
        terminal.err().flush();
    }

    /** Asks a person: nothing has begun yet, so a signal need not wait for the answer. */
    boolean asking(BooleanSupplier question) {
        asking = true;
        try {
            return question.getAsBoolean();
        } finally {
            asking = false;
        }
    }

    /** Names what is closed in the place of work that does not stop in time. */
    void begun(StoreTarget target) {
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

    /** The work came to this; a signal from now on finds nothing to do. */
    void finished(ExitCode code) {
        finished.complete(code);
    }

    /** The same progress, stopped once the flag is up. */
    Progress watching(Progress progress) {
        return entities -> {
            check();
            progress.advanced(entities);
        };
    }

    /** @throws RaisedException if the work is to stop */
    void check() {
        if (raised) {
            throw new RaisedException();
        }
    }

    /** Unwinds the work so that everything it opened is closed. */
    static final class RaisedException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        RaisedException() {
            super("interrupted");
        }
    }
}
