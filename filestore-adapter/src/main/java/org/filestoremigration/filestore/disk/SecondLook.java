package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.filestoremigration.domain.store.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Another look at every file below a folder, on the threads that have read them, opening none. In memory there are the
 * names of the folders on the way down, and no others.
 */
public final class SecondLook {

    /** How many entries a task looks at, so that slow ones are shared out. */
    private static final int SHARE = 64;

    private record Names(SourceEntry folder, List<String> names) {}

    private record Seen(long looks, List<SourceEntry> folders, List<Names> rest) {}

    private final SourceTree tree;
    private final ReaderPool pool;
    private final Deque<SourceEntry> folders = new ArrayDeque<>();
    private final Deque<Names> rest = new ArrayDeque<>();
    private final Deque<Future<Seen>> running = new ArrayDeque<>();

    private SecondLook(SourceTree tree, ReaderPool pool) {
        this.tree = tree;
        this.pool = pool;
    }

    /** The sum that {@link Ledger#looks()} has for what is below a folder of a tree, if nothing changed. */
    public static long below(SourceTree tree, SourceEntry folder, ReaderPool pool) {
        SecondLook look = new SecondLook(tree, pool);
        look.folders.push(folder);
        try {
            return look.run();
        } finally {
            look.running.forEach(task -> task.cancel(true));
        }
    }

    private long run() {
        long looks = 0;
        for (start(); !running.isEmpty(); start()) {
            Seen seen = await(running.remove());
            looks += seen.looks();
            seen.folders().forEach(folders::push);
            seen.rest().forEach(rest::push);
        }
        return looks;
    }

    /** What is deepest comes first, so that little waits. */
    private void start() {
        while (running.size() < pool.window() && !(folders.isEmpty() && rest.isEmpty())) {
            if (folders.isEmpty()) {
                Names names = rest.pop();
                running.add(pool.submit(() -> new Share().look(names)));
            } else {
                SourceEntry folder = folders.pop();
                running.add(pool.submit(() -> new Share().look(folder)));
            }
        }
    }

    private static Seen await(Future<Seen> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Looking at the source again was interrupted.", e);
        }
    }

    /** What one task looks at. */
    private final class Share {

        private final Fingerprint looks = new Fingerprint();
        private final Deque<SourceEntry> below = new ArrayDeque<>();
        private final List<Names> left = new ArrayList<>();
        private int looked;

        Seen look(SourceEntry folder) {
            below.push(folder);
            return lookBelow();
        }

        Seen look(Names names) {
            lookAt(names);
            return lookBelow();
        }

        private Seen lookBelow() {
            while (!below.isEmpty() && looked < SHARE) {
                lookInto(below.pop());
            }
            return new Seen(looks.sum(), List.copyOf(below), left);
        }

        private void lookInto(SourceEntry folder) {
            int end = looked + SHARE;
            List<String> others = new ArrayList<>();
            try {
                tree.visit(
                        folder,
                        (path, name) -> {
                            if (looked < end) {
                                add(tree.examine(path, folder, name));
                            } else {
                                others.add(name);
                            }
                        },
                        this::addUnnameable);
            } catch (IOException e) {
                // It could not be listed when it was read, or it is another one now: then the sums differ.
            }
            for (int from = 0; from < others.size(); from += SHARE) {
                left.add(new Names(folder, others.subList(from, Math.min(from + SHARE, others.size()))));
            }
        }

        private void lookAt(Names names) {
            names.names().forEach(name -> add(tree.child(names.folder(), name)));
        }

        private void add(@Nullable SourceEntry entry) {
            looked++;
            if (entry != null && entry.isFolder() && !tree.isLinkInside(entry)) {
                below.push(entry);
            } else if (entry != null) {
                looks.addLook(entry.place(), entry.stamp);
            }
        }

        private void addUnnameable(SourceEntry entry) {
            Claims claims = new Claims(tree, place -> {});
            claims.foundUnnameable(entry);
            looks.add(claims.looks());
        }
    }
}
