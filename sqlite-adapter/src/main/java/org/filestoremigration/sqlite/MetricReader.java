package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.tables.Metrics.METRICS;

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
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.Cursor;
import org.filestoremigration.sql.Database;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Metric points: by far the most rows of a store, and so read without a record in between, with as few calls of SQLite
 * for each as can be.
 *
 * <p>From MLflow 3.12 on an index gives a run's points by key and step; what has the same key and step, mostly one point,
 * is put in order here. Only where that is very much does SQLite sort it, outside Java's memory.
 */
final class MetricReader {

    private static final DSLContext SQLITE = DSL.using(SQLDialect.SQLITE);

    /** Null where the row is not as MLflow writes a number: a NaN, or a value in another storage class. */
    private static final Field<Double> NUMBER = DSL.when(
            isStored(METRICS.VALUE)
                    .and(METRICS.IS_NAN.coerce(SQLDataType.BIGINT).eq(DSL.inline(0L)))
                    .and(isStored(METRICS.IS_NAN))
                    .and(isStored(METRICS.STEP))
                    .and(isStored(METRICS.TIMESTAMP))
                    .and(isStored(METRICS.KEY))
                    .and(isStored(METRICS.RUN_UUID)),
            METRICS.VALUE);

    static final String POINTS = SQLITE.render(points().orderBy(METRICS.KEY, METRICS.STEP));

    /** The same points in full order, behind a number of them that is the second parameter. */
    static final String SORTED =
            SQLITE.render(points().orderBy(METRICS.KEY, METRICS.STEP, METRICS.TIMESTAMP, METRICS.VALUE, METRICS.IS_NAN)
                    .offset(DSL.param("offset", Long.class)));

    /** How many rows a key has: so the key need not be read with each. */
    static final String KEYS = SQLITE.render(DSL.select(METRICS.KEY, DSL.count())
            .from(METRICS)
            .where(Database.isGiven(METRICS.RUN_UUID))
            .groupBy(METRICS.KEY)
            .orderBy(METRICS.KEY));

    private static Condition isStored(Field<?> column) {
        return StorageClass.of(column).isFound(column);
    }

    private static SelectConditionStep<?> points() {
        return DSL.select(
                        METRICS.STEP,
                        METRICS.TIMESTAMP,
                        NUMBER,
                        METRICS.KEY,
                        METRICS.VALUE,
                        METRICS.IS_NAN,
                        METRICS.RUN_UUID)
                .from(METRICS)
                .where(Database.isGiven(METRICS.RUN_UUID));
    }

    /** So many points of one key and step are held; SQLite sorts more. */
    private static final int MOST_HELD = 10_000;

    private static final List<String> COLUMNS = List.of("step", "timestamp", "", "key", "value", "is_nan", "run_uuid");

    /** A value in another storage class than MLflow's. */
    private record Irregular(String column, String expected, String found) {}

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
        private boolean sorted;
        private String key = "";
        private long leftOfKey;
        private long delivered;
        private @Nullable Metric ahead;
        private final List<Metric> same = new ArrayList<>();
        private int next;

        Points(Run run) {
            this.run = run;
            keys = new Cursor(database, KEYS, run.runId());
            rows = new Cursor(database, POINTS, run.runId());
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
                if (same.size() == MOST_HELD) {
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
            rows = new Cursor(database, SORTED, run.runId(), delivered - 1);
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
                double value = row.getDouble(3);
                boolean number = value != 0 || !row.wasNull();
                return number ? new Metric(key, value, false, row.getLong(2), row.getLong(1)) : unusual(row);
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

        /** A NaN, or a row that MLflow's driver would not have written. */
        private Metric unusual(ResultSet row) throws SQLException {
            List<Irregular> irregular = irregular(row);
            Metric point =
                    new Metric(key, row.getDouble(5), row.getBoolean(6), numberOrLeast(row, 2), numberOrLeast(row, 1));
            EntityKey entity = EntityKey.of(
                    EntityKind.METRIC, run.experimentId(), run.runId(), key, point.step(), point.timestamp());
            irregular.forEach(one -> database.irregular(entity, one.column(), one.expected(), one.found()));
            return point;
        }

        /** SQLite puts NULL before all numbers, and so does this. */
        private static long numberOrLeast(ResultSet row, int column) throws SQLException {
            long number = row.getLong(column);
            return row.wasNull() ? Long.MIN_VALUE : number;
        }

        private static List<Irregular> irregular(ResultSet row) throws SQLException {
            List<Irregular> irregular = new ArrayList<>();
            for (int column = 1; column <= COLUMNS.size(); column++) {
                StorageClass expected = storage(column);
                String found = StorageClass.found(row, column);
                if (column != 3 && !expected.isStoredAs(found)) {
                    irregular.add(new Irregular(COLUMNS.get(column - 1), expected.expected(false), found));
                }
            }
            return irregular;
        }

        private static StorageClass storage(int column) {
            return switch (column) {
                case 1, 2 -> StorageClass.INTEGER;
                case 5 -> StorageClass.REAL;
                case 6 -> StorageClass.BOOLEAN;
                default -> StorageClass.TEXT;
            };
        }

        void close() {
            try (keys) {
                rows.close();
            }
        }
    }
}
