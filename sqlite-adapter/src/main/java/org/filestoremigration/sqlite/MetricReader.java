package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Metric points: by far the most rows of a store, and so read without a record in between, with as few calls of SQLite
 * for each as can be.
 *
 * <p>From MLflow 3.12 on an index gives a run's points by key and step; what has the same key and step, mostly one point,
 * is put in order here. Only where that is very much does SQLite sort it, outside Java's memory.
 */
final class MetricReader {

    /** So many points of one key and step are held; SQLite sorts more. */
    private static final int MAX_HELD = 10_000;

    private final SqliteDatabase database;

    MetricReader(SqliteDatabase database) {
        this.database = database;
    }

    Stream<Metric> metrics(Run run) {
        Points points = new Points(run);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(points, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(points::close);
    }

    private final class Points implements Iterator<Metric> {

        private final Run run;
        private final Cursor keys;
        private Cursor rows;
        private @Nullable RowValues values;
        private boolean sorted;
        private String key = "";
        private long leftOfKey;
        private long delivered;
        private @Nullable Metric ahead;
        private final List<Metric> same = new ArrayList<>();
        private int next;

        Points(Run run) {
            this.run = run;
            keys = new Cursor(database, MetricQueries.KEYS, run.runId());
            rows = new Cursor(database, MetricQueries.POINTS, run.runId());
            ahead = read();
        }

        @Override
        public boolean hasNext() {
            return next < same.size() || ahead != null;
        }

        @Override
        public Metric next() {
            delivered++;
            if (next < same.size()) {
                return same.get(next++);
            }
            Metric first = ahead;
            if (first == null) {
                throw new NoSuchElementException();
            }
            same.clear();
            next = 0;
            ahead = read();
            return !sorted && isTogether(first, ahead) ? firstOfMany(first) : first;
        }

        private static boolean isTogether(Metric first, @Nullable Metric second) {
            return second != null
                    && first.step() == second.step()
                    && first.key().equals(second.key());
        }

        /** Of the points of one key and step. */
        private Metric firstOfMany(Metric first) {
            same.add(first);
            for (Metric point = ahead; point != null && isTogether(first, point); point = ahead) {
                if (same.size() == MAX_HELD) {
                    return firstSorted();
                }
                same.add(point);
                ahead = read();
            }
            same.sort(null);
            return same.get(next++);
        }

        /** Goes back to where this key and step began, and on in full order. */
        private Metric firstSorted() {
            leftOfKey += same.size() + 1;
            same.clear();
            sorted = true;
            rows.close();
            rows = new Cursor(database, MetricQueries.SORTED, run.runId(), delivered - 1);
            Metric first = read();
            ahead = read();
            if (first == null) {
                throw new IllegalStateException("rows went in the middle of a transaction");
            }
            return first;
        }

        private @Nullable Metric read() {
            try {
                ResultSet row = rows.next();
                if (row == null) {
                    return null;
                }
                while (leftOfKey == 0) {
                    enterKey();
                }
                leftOfKey--;
                RowValues columns = RowValues.of(values, row);
                values = columns;
                double value = columns.real(3);
                return (value == 0 && columns.isNull(3))
                        ? MetricRow.unusual(row, run, key, database)
                        : new Metric(key, value, false, columns.integer(2), columns.integer(1));
            } catch (SQLException e) {
                throw database.failure(e);
            }
        }

        private void enterKey() throws SQLException {
            ResultSet group = keys.next();
            if (group == null) {
                throw new IllegalStateException("rows came in the middle of a transaction");
            }
            leftOfKey = group.getLong(2);
            String text = group.getString(1);
            if (!key.equals(text)) {
                key = text == null ? "" : text;
            }
        }

        void close() {
            try (keys) {
                rows.close();
            }
        }
    }
}
