package org.filestoremigration.filestore.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.store.SourceException;

/**
 * Reads folders on several threads, a bounded number ahead of the caller, and hands them over in their order.
 *
 * @param <N> what names a folder
 * @param <T> what it came to
 */
public final class ReadAhead<N, T> implements Iterator<T> {

    private final Iterator<N> names;
    private final Function<N, T> read;
    private final ReaderPool pool;
    private final Deque<Future<T>> ahead = new ArrayDeque<>();

    private ReadAhead(Iterator<N> names, Function<N, T> read, ReaderPool pool) {
        this.names = names;
        this.read = read;
        this.pool = pool;
    }

    /**
     * What {@code read} makes of each name, in the order of the names; closing the stream cancels what is under way.
     *
     * @param pool reads, and says how many results are held at most
     */
    public static <N, T> Stream<T> stream(Iterator<N> names, Function<N, T> read, ReaderPool pool) {
        ReadAhead<N, T> results = new ReadAhead<>(names, read, pool);
        return sequence(results).onClose(results::cancel);
    }

    /** A sequential stream of an iterator's elements. */
    public static <T> Stream<T> sequence(Iterator<T> elements) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || names.hasNext();
    }

    @Override
    public T next() {
        while (ahead.size() < pool.window() && names.hasNext()) {
            N name = names.next();
            ahead.add(pool.submit(() -> read.apply(name)));
        }
        Future<T> first = ahead.poll();
        if (first == null) {
            throw new NoSuchElementException();
        }
        try {
            return first.get();
        } catch (ExecutionException e) {
            cancel();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new SourceException("Reading the source was interrupted.", e);
        }
    }

    private void cancel() {
        ahead.forEach(task -> task.cancel(true));
        ahead.clear();
    }
}
