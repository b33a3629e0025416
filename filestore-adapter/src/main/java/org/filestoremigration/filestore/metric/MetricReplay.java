package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * The points of a metric file that is too big to hold, read again, batch after batch: one reading in all if the lines
 * are in order, otherwise one reading for each batch of the next smallest points. Needs no temporary files.
 */
final class MetricReplay implements Iterator<Metric>, AutoCloseable {

    /** How many points of an unordered file are held: 24 bytes each, twice as many while they are chosen. */
    static final int BATCH = 500_000;

    private static final int ORDERED_BATCH = 10_000;

    private final MetricHistory history;
    private final SourceTree tree;
    private final int batchSize;
    private @Nullable MetricLines lines;
    private MetricPoints batch = new MetricPoints();
    private int next;
    private long delivered;
    private boolean finished;
    private boolean any;
    private long lastStep;
    private long lastTimestamp;
    private double lastValue;

    MetricReplay(MetricHistory history, SourceTree tree, int batchSize) {
        this.history = history;
        this.tree = tree;
        this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
        if (next == batch.size() && !finished) {
            remember();
            fill();
            next = 0;
        }
        return next < batch.size();
    }

    @Override
    public Metric next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        delivered++;
        return batch.get(history.key(), next++);
    }

    /** How many lines were a point again; known at the end. */
    long repeated() {
        return history.lines() - delivered;
    }

    MetricHistory history() {
        return history;
    }

    private void remember() {
        if (batch.size() > 0) {
            any = true;
            lastStep = batch.step(batch.size() - 1);
            lastTimestamp = batch.timestamp(batch.size() - 1);
            lastValue = batch.value(batch.size() - 1);
        }
    }

    private void fill() {
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

    private void fillFromHere() throws IOException {
        MetricLines open = lines;
        if (open == null) {
            open = MetricLines.of(history.file(), tree);
            lines = open;
        }
        batch = new MetricPoints();
        MetricLine line = new MetricLine(history.reading());
        while (batch.size() < ORDERED_BATCH) {
            if (!open.advance()) {
                finish(open);
                break;
            }
            if (line.read(open) == MetricLine.Kind.POINT && isBehindLast(line)) {
                batch.add(line);
                remember();
            }
        }
    }

    private void fillWithSmallest() throws IOException {
        batch = new MetricPoints();
        boolean chosen = false;
        try (MetricLines open = MetricLines.of(history.file(), tree)) {
            MetricLine line = new MetricLine(history.reading());
            while (open.advance()) {
                if (line.read(open) != MetricLine.Kind.POINT || !isBehindLast(line)) {
                    continue;
                }
                if (chosen && batch.compare(batchSize - 1, line.step(), line.timestamp(), line.stored()) <= 0) {
                    continue;
                }
                batch.add(line);
                if (batch.size() == 2 * batchSize) {
                    batch.sort();
                    chosen = batch.size() >= batchSize;
                    batch.truncate(batchSize);
                }
            }
            batch.sort();
            if (batch.size() > batchSize) {
                batch.truncate(batchSize);
            } else if (!chosen) {
                finish(open);
            }
        }
    }

    private boolean isBehindLast(MetricLine line) {
        return !any
                || MetricPoints.compare(
                                lastStep, lastTimestamp, lastValue, line.step(), line.timestamp(), line.stored())
                        < 0;
    }

    private void finish(MetricLines open) {
        finished = true;
        if (open.checksum() != history.checksum()) {
            throw new SourceException(history.file().place()
                    + " changed while it was read; stop whatever writes to the source, and start again.");
        }
    }

    @Override
    public void close() {
        MetricLines open = lines;
        lines = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new SourceException(
                        history.file().place() + " cannot be closed: " + StoreException.reason(e) + ".", e);
            }
        }
    }
}
