package org.filestoremigration.filestore.disk;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that read folders: so many, or as many as pay. These are one less than processors, because one writes, as
 * long as files come as quickly as from memory; where they do not, threads wait for a disk or a network, and {@value #MOST}
 * begin.
 *
 * <p>Measured on two processors: a second thread makes reading from memory slower by a twentieth, while with a
 * millisecond's delay sixteen are seven times as fast as one.
 */
public final class ReaderPool implements AutoCloseable {

    /** Instead of a number of threads: few where files come quickly, more where they do not. */
    public static final int THREADS_THAT_PAY = 0;

    /** Threads for a slow disk or a network: one that waits costs next to nothing. */
    private static final int MOST = 16;

    /**
     * After how many files the pace is looked at; the first ones only show how the program itself gets started. With the
     * rest of a run's folder, twice that is less than 200: measured, a file of the second look takes 75 µs from memory.
     */
    private static final int LOOKED_AT = 80;

    /** What a file and what a byte of it may take from memory, in nanoseconds. */
    private static final long QUICK_FILE = 150_000;

    private static final long QUICK_BYTE = 30;

    /**
     * What one of the first so many files may take, in nanoseconds: while Java compiles the methods that read, up to 400 µs
     * were measured, and on a disk with a millisecond's delay more than 2 ms.
     */
    private static final long QUICK_FIRST_FILE = 600_000;

    private static final int FIRST_FILES = 1_000;

    /** Results that wait for their turn, beside those that are being made. */
    private static final int WAITING = 8;

    private final ThreadPoolExecutor pool;
    private long filesBefore;
    private long files;
    private boolean quick;

    /** @param threads how many there are, or {@link #THREADS_THAT_PAY} */
    public ReaderPool(int threads) {
        int first = threads;
        int most = threads;
        if (threads == THREADS_THAT_PAY) {
            first = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            most = Math.max(first, MOST);
        }
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(first, most, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "filestore-reader-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> Future<T> submit(Callable<T> task) {
        return pool.submit(task);
    }

    /** Takes down how long the files of a folder took, as long as there can be more threads. */
    public synchronized void took(long nanoseconds, FolderReport report) {
        if (pool.getCorePoolSize() == pool.getMaximumPoolSize()) {
            return;
        }
        files += report.fileCount();
        // A busy processor, or a method that is compiled, makes some folder late; a slow disk makes all of them late.
        long quickFile = filesBefore < FIRST_FILES ? QUICK_FIRST_FILE : QUICK_FILE;
        quick |= nanoseconds <= quickFile * report.fileCount() + QUICK_BYTE * report.byteCount();
        if (files >= LOOKED_AT) {
            if (filesBefore > 0 && !quick) {
                pool.setCorePoolSize(pool.getMaximumPoolSize());
            }
            filesBefore += files;
            files = 0;
            quick = false;
        }
    }

    /** How many results may be held at present, those that are being made included. */
    int window() {
        return threads() + WAITING;
    }

    /** How many threads there are at present. */
    int threads() {
        return pool.getCorePoolSize();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
