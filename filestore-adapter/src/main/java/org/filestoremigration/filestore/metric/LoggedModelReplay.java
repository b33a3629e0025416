package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a metric file of a logged model that is too big to hold, sorted: one reading if they are in order, else
 * one reading for each batch of the next smallest lines. Needs no temporary files.
 */
final class LoggedModelReplay implements Iterator<LoggedModelPoint>, AutoCloseable {

    private static final int ORDERED_BATCH = 10_000;

    private final LoggedModelHistory history;
    private final SourceTree tree;
    private final MetricNumbers numbers;
    private final int batchSize;
    private final Deque<LoggedModelPoint> batch = new ArrayDeque<>();
    private @Nullable MetricLines open;
    private @Nullable LoggedModelPoint last;
    private boolean finished;

    LoggedModelReplay(LoggedModelHistory history, SourceTree tree, int batchSize) {
        this.history = history;
        this.tree = tree;
        this.numbers = new MetricNumbers(history.reading());
        this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
        if (batch.isEmpty() && !finished) {
            try {
                if (history.ascending()) {
                    fillFromHere();
                } else {
                    fillWithSmallest();
                }
            } catch (IOException e) {
                throw new SourceException(
                        history.file().place() + " cannot be read again: " + StoreException.reason(e) + ".", e);
            }
        }
        return !batch.isEmpty();
    }

    @Override
    public LoggedModelPoint next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LoggedModelPoint line = batch.removeFirst();
        last = line;
        return line;
    }

    private void fillFromHere() throws IOException {
        MetricLines lines = open;
        if (lines == null) {
            lines = MetricLines.of(history.file(), tree);
            open = lines;
        }
        while (batch.size() < ORDERED_BATCH) {
            if (!lines.advance()) {
                finish(lines);
                return;
            }
            LoggedModelPoint line = history.point(lines, numbers);
            if (line != null) {
                batch.addLast(line);
            }
        }
    }

    private void fillWithSmallest() throws IOException {
        LoggedModelPoint behind = last;
        PriorityQueue<LoggedModelPoint> smallest = new PriorityQueue<>((left, right) -> right.compareInOrder(left));
        boolean more = false;
        try (MetricLines lines = MetricLines.of(history.file(), tree)) {
            while (lines.advance()) {
                LoggedModelPoint line = history.point(lines, numbers);
                if (line == null || (behind != null && line.compareInOrder(behind) <= 0)) {
                    continue;
                }
                smallest.add(line);
                if (smallest.size() > batchSize) {
                    smallest.remove();
                    more = true;
                }
            }
            if (!more) {
                finish(lines);
            }
        }
        List<LoggedModelPoint> sorted = new ArrayList<>(smallest);
        sorted.sort(LoggedModelPoint::compareInOrder);
        batch.addAll(sorted);
    }

    private void finish(MetricLines lines) {
        finished = true;
        if (lines.checksum() != history.checksum()) {
            throw new SourceException(history.file().place()
                    + " changed while it was read; stop whatever writes to the source, and start again.");
        }
    }

    @Override
    public void close() {
        MetricLines lines = open;
        open = null;
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                throw new SourceException(
                        history.file().place() + " cannot be closed: " + StoreException.reason(e) + ".", e);
            }
        }
    }
}
