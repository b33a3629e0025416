package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.METRICS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.GroupedRows;
import org.filestoremigration.sql.Rows;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Metric points, by far the most rows of a store: sorted by the server, and read without a record in between. */
final class MetricPoints {

    private static final List<Field<?>> ORDER =
            List.of(METRICS.RUN_UUID, METRICS.KEY, METRICS.STEP, METRICS.TIMESTAMP, METRICS.VALUE, METRICS.IS_NAN);

    /** How many come at a time: they are short. */
    static final int FETCH_SIZE = 5000;

    private final PostgresqlDatabase database;
    private final GroupedRows rows;

    /** @param rows of the query {@link #sql} */
    MetricPoints(PostgresqlDatabase database, GroupedRows rows) {
        this.database = database;
        this.rows = rows;
    }

    static String sql(PostgresqlDatabase database) {
        return database.render(DSL.select(ORDER)
                .from(METRICS)
                .where(database.isAnyOf(METRICS.RUN_UUID))
                .orderBy(ORDER.stream().map(database::inOrder).toList()));
    }

    Stream<Metric> of(Run run) {
        Points points = new Points(run);
        return StreamSupport.stream(points, false).onClose(points.rows::close);
    }

    private final class Points extends Spliterators.AbstractSpliterator<Metric> {

        private final Run run;
        private final Rows rows;
        private String key = "";

        Points(Run run) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.run = run;
            this.rows = MetricPoints.this.rows.of(run.runId());
        }

        @Override
        public boolean tryAdvance(Consumer<? super Metric> action) {
            Metric point;
            try {
                ResultSet row = rows.next();
                if (row == null) {
                    return false;
                }
                String next = row.getString(2);
                if (!key.equals(next)) {
                    key = next;
                }
                point = new Metric(key, row.getDouble(5), row.getBoolean(6), row.getLong(4), row.getLong(3));
            } catch (SQLException e) {
                throw database.failure(e);
            }
            check(point);
            action.accept(point);
            return true;
        }

        /** MLflow writes none of the numbers that only a type of the server's can hold. */
        private void check(Metric point) {
            double value = point.value();
            if (!Double.isFinite(value) || Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
                database.irregular(
                        EntityKey.of(
                                EntityKind.METRIC,
                                run.experimentId(),
                                run.runId(),
                                point.key(),
                                point.step(),
                                point.timestamp()),
                        METRICS.VALUE.getName(),
                        "a finite number, no negative zero",
                        Double.toString(value));
            }
        }
    }
}
