package org.filestoremigration.filestore.metric;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.filestore.disk.ReadAhead;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/** The points of all metrics of a run, key after key: those that are held, and those that are read again. */
public final class MetricSequence implements Iterator<Metric> {

    private final Iterator<MetricHistory> histories;
    private final SourceTree tree;
    private final BiConsumer<MetricHistory, Long> repeated;
    private Iterator<Metric> points = List.<Metric>of().iterator();
    private @Nullable MetricReplay replay;

    private MetricSequence(
            Iterator<MetricHistory> histories, SourceTree tree, BiConsumer<MetricHistory, Long> repeated) {
        this.histories = histories;
        this.tree = tree;
        this.repeated = repeated;
    }

    /**
     * The stream, which must be closed.
     *
     * @param repeated is notified of the unordered files that were too big to hold, how many lines were a point again
     */
    public static Stream<Metric> stream(
            List<MetricHistory> histories, SourceTree tree, BiConsumer<MetricHistory, Long> repeated) {
        MetricSequence sequence = new MetricSequence(histories.iterator(), tree, repeated);
        return ReadAhead.sequence(sequence).onClose(sequence::closeReplay);
    }

    @Override
    public boolean hasNext() {
        while (!points.hasNext()) {
            leave();
            if (!histories.hasNext()) {
                return false;
            }
            enter(histories.next());
        }
        return true;
    }

    @Override
    public Metric next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return points.next();
    }

    private void enter(MetricHistory history) {
        MetricPoints held = history.points();
        if (held != null) {
            points = MetricHistory.held(history.key(), held);
        } else {
            MetricReplay opened = new MetricReplay(history, tree, MetricReplay.BATCH);
            replay = opened;
            points = opened;
        }
    }

    private void leave() {
        MetricReplay done = replay;
        closeReplay();
        if (done != null && !done.history().ascending() && done.repeated() > 0) {
            repeated.accept(done.history(), done.repeated());
        }
    }

    private void closeReplay() {
        MetricReplay open = replay;
        replay = null;
        if (open != null) {
            open.close();
        }
    }
}
