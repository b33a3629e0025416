package org.filestoremigration.domain.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Irregularity;
import org.jspecify.annotations.Nullable;

/**
 * The records of one store in a fixed order, read ahead on a thread of its own in batches of bounded weight.
 *
 * <p>The reader belongs to that thread until the feed is at its end or closed; a failure of the reader comes out of the
 * feed in the place of the last records before it.
 */
public final class Feed implements AutoCloseable {

    private static final int BATCHES_AHEAD = 16;
    private static final long BATCH_WEIGHT = 256 * 1024;
    /** Whoever waits for the first records has something to do soon. */
    private static final long FIRST_WEIGHT = 1024;

    private record Batch(
            List<Entity> entities,
            List<Irregularity> irregularities,
            @Nullable Throwable failure,
            boolean last) {}

    private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Consumer<Consumer<Entity>> walk;
    private final Supplier<List<Irregularity>> found;
    private final Consumer<Entity> observer;
    private final Consumer<Irregularity> irregularities;
    private final Thread thread;

    // Of the reading thread.
    private List<Entity> filling = new ArrayList<>();
    private long weight;
    private long enough = FIRST_WEIGHT;

    // Of the using thread.
    private Iterator<Entity> current = List.<Entity>of().iterator();
    private @Nullable Entity head;
    private boolean last;

    /**
     * Begins to read.
     *
     * @param name the thread's
     * @param walk hands every record of the store to the given consumer
     * @param observer called on the using thread with every record, in order, before it can be had
     */
    public Feed(String name, Consumer<Consumer<Entity>> walk, Consumer<Entity> observer) {
        this(name, walk, List::of, observer, irregularity -> {});
    }

    /**
     * Begins to read.
     *
     * @param name the thread's
     * @param walk hands every record of the store to the given consumer
     * @param found asked on the reading thread, after each batch, for what was irregular in it
     * @param observer called on the using thread with every record, in order, before it can be had
     * @param irregularities called on the using thread
     */
    public Feed(
            String name,
            Consumer<Consumer<Entity>> walk,
            Supplier<List<Irregularity>> found,
            Consumer<Entity> observer,
            Consumer<Irregularity> irregularities) {
        this.walk = walk;
        this.found = found;
        this.observer = observer;
        this.irregularities = irregularities;
        this.thread = new Thread(this::read, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        Throwable failure = null;
        try {
            walk.accept(this::add);
        } catch (CancellationException e) {
            return;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            send(failure, true);
        } catch (CancellationException e) {
            // Nobody listens any more.
        }
    }

    private void add(Entity entity) {
        filling.add(entity);
        weight += TextWeight.of(entity);
        if (weight >= enough) {
            send(null, false);
            enough = Math.min(2 * enough, BATCH_WEIGHT);
        }
    }

    private void send(@Nullable Throwable failure, boolean isLast) {
        try {
            queue.put(new Batch(filling, found.get(), failure, isLast));
            filling = new ArrayList<>();
            weight = 0;
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }

    /** The next record, null at the end. */
    public @Nullable Entity peek() {
        while (head == null && (current.hasNext() || !last)) {
            if (current.hasNext()) {
                head = current.next();
            } else {
                receive();
            }
        }
        return head;
    }

    private void receive() {
        try {
            Batch batch = queue.take();
            batch.entities().forEach(observer);
            current = batch.entities().iterator();
            batch.irregularities().forEach(irregularities);
            last = batch.last();
            if (batch.failure() instanceof RuntimeException failure) {
                throw failure;
            } else if (batch.failure() instanceof Error failure) {
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Goes on behind what {@link #peek()} returned. */
    public <T extends Entity> T take(T peeked) {
        head = null;
        return peeked;
    }

    /** The records of one type that come next, up to the first of another type. */
    public <T extends Entity> Iterator<T> next(Class<T> type) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return type.isInstance(peek());
            }

            @Override
            public T next() {
                Entity next = peek();
                if (next == null || !type.isInstance(next)) {
                    throw new NoSuchElementException();
                }
                return type.cast(take(next));
            }
        };
    }

    /** Stops reading and waits until the reader is free again. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
