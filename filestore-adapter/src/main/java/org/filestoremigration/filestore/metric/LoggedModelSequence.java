package org.filestoremigration.filestore.metric;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.migration.LoggedModelPoints;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.filestore.disk.ReadAhead;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/** The points of metrics of a logged model, key after key: those that are held, and those that are read again. */
public final class LoggedModelSequence implements Iterator<LoggedModelMetric>, AutoCloseable {

    /** How many lines of an unordered file are held while it is read again. */
    private static final int BATCH = 200_000;

    private final Iterator<LoggedModelHistory> histories;
    private final SourceTree tree;
    private final boolean repair;
    private final LoggedModelPoints.Clashes clashes;
    private Iterator<LoggedModelMetric> points = List.<LoggedModelMetric>of().iterator();
    private @Nullable LoggedModelReplay replay;

    LoggedModelSequence(
            LoggedModelHistory history, SourceTree tree, boolean repair, LoggedModelPoints.Clashes clashes) {
        this(List.of(history), tree, repair, clashes);
    }

    private LoggedModelSequence(
            List<LoggedModelHistory> histories, SourceTree tree, boolean repair, LoggedModelPoints.Clashes clashes) {
        this.histories = histories.iterator();
        this.tree = tree;
        this.repair = repair;
        this.clashes = clashes;
    }

    /** The stream, which must be closed. What clashes was reported when the model was read. */
    public static Stream<LoggedModelMetric> stream(
            List<LoggedModelHistory> histories, SourceTree tree, boolean repair) {
        LoggedModelSequence sequence =
                new LoggedModelSequence(histories, tree, repair, LoggedModelPoints.Clashes.IGNORED);
        return ReadAhead.sequence(sequence).onClose(sequence::close);
    }

    @Override
    public boolean hasNext() {
        while (!points.hasNext()) {
            close();
            if (!histories.hasNext()) {
                return false;
            }
            LoggedModelHistory history = histories.next();
            points = new LoggedModelPoints(history.key(), lines(history), history.returned(), repair, clashes);
        }
        return true;
    }

    private Iterator<LoggedModelPoint> lines(LoggedModelHistory history) {
        List<LoggedModelPoint> held = history.lines();
        if (held != null) {
            return held.iterator();
        }
        LoggedModelReplay opened = new LoggedModelReplay(history, tree, BATCH);
        replay = opened;
        return opened;
    }

    @Override
    public LoggedModelMetric next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return points.next();
    }

    @Override
    public void close() {
        LoggedModelReplay open = replay;
        replay = null;
        if (open != null) {
            open.close();
        }
    }
}
