package org.filestoremigration.domain.migration;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.jspecify.annotations.Nullable;

/**
 * Makes the points of one metric of a logged model out of its sorted lines. The database has one row for each timestamp,
 * step and run: lines that say the same become one; of lines that differ in value or dataset the one that MLflow's
 * FileStore returns stays if it returns one of them, otherwise none, unless repairs move all but the first forward in time.
 */
public final class LoggedModelPoints implements Iterator<LoggedModelMetric> {

    /** Told what becomes of lines that clash. */
    public interface Clashes {

        Clashes IGNORED = new Clashes() {
            @Override
            public void repeated(LoggedModelPoint line) {}

            @Override
            public void leftOut(LoggedModelPoint line) {}

            @Override
            public void moved(LoggedModelPoint line, long timestamp) {}
        };

        /** The line says what another says. */
        void repeated(LoggedModelPoint line);

        /** The line clashes with another, and is left out. */
        void leftOut(LoggedModelPoint line);

        /** The line clashes with another, and has been given this timestamp. */
        void moved(LoggedModelPoint line, long timestamp);
    }

    private final String key;
    private final Iterator<LoggedModelPoint> lines;
    private final Set<Long> returned;
    private final boolean repair;
    private final Clashes clashes;
    /** Lines on their way to a free timestamp, by the key that they try next, its own line number left out. */
    private final TreeMap<LoggedModelPoint, List<LoggedModelPoint>> displaced =
            new TreeMap<>(LoggedModelPoint::compareKey);

    private @Nullable LoggedModelPoint ahead;
    private @Nullable LoggedModelPoint next;

    /**
     * The points of one metric.
     *
     * @param lines sorted by {@link LoggedModelPoint#compareInOrder}
     * @param returned the numbers of the lines that MLflow's FileStore returns: the latest of each dataset
     */
    public LoggedModelPoints(
            String key, Iterator<LoggedModelPoint> lines, Set<Long> returned, boolean repair, Clashes clashes) {
        this.key = key;
        this.lines = lines;
        this.returned = returned;
        this.repair = repair;
        this.clashes = clashes;
        this.ahead = lines.hasNext() ? lines.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (ahead != null || !displaced.isEmpty())) {
            next = resolve();
        }
        return next != null;
    }

    @Override
    public LoggedModelMetric next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        LoggedModelPoint line = next;
        next = null;
        return new LoggedModelMetric(
                key,
                line.stored(),
                line.timestamp(),
                line.step(),
                line.runId(),
                line.datasetName(),
                line.datasetDigest());
    }

    /** What stays of the smallest key that is left, null if nothing does. */
    private @Nullable LoggedModelPoint resolve() {
        LoggedModelPoint first = ahead;
        if (!displaced.isEmpty() && (first == null || displaced.firstKey().compareKey(first) < 0)) {
            return settle();
        }
        if (first == null) {
            return null;
        }
        List<LoggedModelPoint> group = group(first);
        List<LoggedModelPoint> waiting = displaced.remove(first);
        if (waiting != null) {
            waiting.forEach(line -> moveOn(line, first.timestamp()));
        }
        if (group.size() == 1) {
            return first;
        }
        if (repair) {
            group.subList(1, group.size()).forEach(line -> moveOn(line, line.timestamp()));
            return first;
        }
        List<LoggedModelPoint> kept =
                group.stream().filter(line -> returned.contains(line.number())).toList();
        LoggedModelPoint stays = kept.size() == 1 ? kept.get(0) : null;
        group.stream()
                .filter(line -> stays == null || line.number() != stays.number())
                .forEach(clashes::leftOut);
        return stays;
    }

    /** The lines of one key that say different things, in the order of the file. */
    private List<LoggedModelPoint> group(LoggedModelPoint first) {
        List<LoggedModelPoint> group = new ArrayList<>();
        LoggedModelPoint line = first;
        while (line != null && line.compareKey(first) == 0) {
            add(line, group);
            line = lines.hasNext() ? lines.next() : null;
        }
        ahead = line;
        return group;
    }

    private void add(LoggedModelPoint line, List<LoggedModelPoint> group) {
        for (int i = 0; i < group.size(); i++) {
            LoggedModelPoint other = group.get(i);
            if (line.repeats(other)) {
                clashes.repeated(line);
                if (returned.contains(line.number()) && !returned.contains(other.number())) {
                    group.set(i, line);
                }
                return;
            }
        }
        group.add(line);
    }

    /** Places the first of the lines that wait for the smallest key, which no other has; the rest moves on. */
    private LoggedModelPoint settle() {
        var entry = displaced.pollFirstEntry();
        LoggedModelPoint place = entry.getKey();
        List<LoggedModelPoint> waiting = entry.getValue();
        waiting.subList(1, waiting.size()).forEach(line -> moveOn(line, place.timestamp()));
        LoggedModelPoint settled = waiting.get(0);
        clashes.moved(settled, place.timestamp());
        return settled.at(place.timestamp());
    }

    private void moveOn(LoggedModelPoint line, long from) {
        displaced
                .computeIfAbsent(line.at(Math.addExact(from, 1)), place -> new ArrayList<>())
                .add(line);
    }
}
