package org.filestoremigration.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * Metric points: by far the most rows of a store, and so read without a record in between.
 *
 * <p>From MLflow 3.12 on an index gives a run's points by key and step, before it gives them unordered; SQLite sorts the
 * rest, one run at a time and outside Java's memory.
 */
final class MetricReader {

    /** One number tells NaN (1) from a number (0) from storage classes that are not MLflow's ({@value #IRREGULAR}). */
    static final String SQL = "SELECT key, step, timestamp, value, CASE WHEN typeof(value) = 'real'"
            + " AND typeof(step) = 'integer' AND typeof(timestamp) = 'integer' AND typeof(key) = 'text'"
            + " AND typeof(run_uuid) = 'text' AND typeof(is_nan) = 'integer'"
            + " AND is_nan IN (0, 1) THEN is_nan ELSE " + MetricReader.IRREGULAR
            + " END, is_nan, run_uuid FROM metrics WHERE run_uuid = ? ORDER BY key, step, timestamp, value, is_nan";

    private static final int IRREGULAR = 2;

    private static final List<String> COLUMNS = List.of("key", "step", "timestamp", "value", "", "is_nan", "run_uuid");

    /** A value in another storage class than MLflow's. */
    private record Irregular(String column, String expected, String found) {}

    private final Database database;

    MetricReader(Database database) {
        this.database = database;
    }

    Stream<Metric> metrics(Run run) {
        Points points = new Points(run);
        return StreamSupport.stream(points, false).onClose(points::close);
    }

    private final class Points extends Spliterators.AbstractSpliterator<Metric> {

        private final Run run;
        private final PreparedStatement statement;
        private final ResultSet result;
        private String key = "";
        private boolean closed;

        Points(Run run) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.run = run;
            try {
                statement = database.take(SQL);
                statement.setString(1, run.runId());
                result = statement.executeQuery();
            } catch (SQLException e) {
                throw database.failure(e);
            }
        }

        @Override
        public boolean tryAdvance(Consumer<? super Metric> action) {
            Metric point;
            try {
                if (closed || !result.next()) {
                    close();
                    return false;
                }
                point = point();
            } catch (SQLException e) {
                throw database.failure(e);
            }
            action.accept(point);
            return true;
        }

        private Metric point() throws SQLException {
            int nan = result.getInt(5);
            // Before anything else: reading a value as text makes SQLite turn it into text.
            List<Irregular> irregular = nan == IRREGULAR ? irregular() : List.of();
            String text = result.getString(1);
            if (!key.equals(text)) {
                key = text == null ? "" : text;
            }
            Metric point = new Metric(
                    key,
                    result.getDouble(4),
                    nan == 1 || (nan == IRREGULAR && result.getBoolean(6)),
                    number(3, irregular),
                    number(2, irregular));
            if (!irregular.isEmpty()) {
                report(point, irregular);
            }
            return point;
        }

        /** SQLite puts NULL before all numbers, and so does this. */
        private long number(int column, List<Irregular> irregular) throws SQLException {
            long number = result.getLong(column);
            return !irregular.isEmpty() && result.wasNull() ? Long.MIN_VALUE : number;
        }

        /** The columns whose storage class is not MLflow's. */
        private List<Irregular> irregular() throws SQLException {
            List<Irregular> irregular = new ArrayList<>();
            for (int column = 1; column <= COLUMNS.size(); column++) {
                StorageClass expected = column == 2 || column == 3
                        ? StorageClass.INTEGER
                        : column == 4 ? StorageClass.REAL : column == 6 ? StorageClass.BOOLEAN : StorageClass.TEXT;
                String found = StorageClass.found(result, column);
                if (column != 5 && !expected.isStoredAs(found)) {
                    irregular.add(new Irregular(COLUMNS.get(column - 1), expected.expected(false), found));
                }
            }
            return irregular;
        }

        private void report(Metric point, List<Irregular> irregular) {
            EntityKey entity = EntityKey.of(
                    EntityKind.METRIC, run.experimentId(), run.runId(), point.key(), point.step(), point.timestamp());
            irregular.forEach(one -> database.irregular(entity, one.column(), one.expected(), one.found()));
        }

        void close() {
            if (!closed) {
                closed = true;
                try {
                    result.close();
                } catch (SQLException e) {
                    throw database.failure(e);
                }
                database.giveBack(SQL, statement);
            }
        }
    }
}
