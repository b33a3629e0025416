package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.tables.Metrics.METRICS;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.sql.jooq.tables.records.MetricsRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the points of metrics, of which there may be hundreds of millions, in the order in which they come.
 *
 * <p>Measured with points in {@link Metric}'s order, run by run: {@value #ROWS} rows to a statement are twice as fast as
 * one; binding run and key once per statement gains a seventh; and the secondary indexes, which begin with the run, cost
 * less while they grow than when they are made by sorting at the end.
 */
final class MetricInsert {

    private static final int ROWS = TableInsert.ROWS;

    private static final List<Field<?>> COLUMNS =
            List.of(METRICS.RUN_UUID, METRICS.KEY, METRICS.VALUE, METRICS.TIMESTAMP, METRICS.STEP, METRICS.IS_NAN);

    private final NewDatabase database;
    private @Nullable Statements statements;
    private final Metric[] points = new Metric[ROWS];
    private final String[] runs = new String[ROWS];
    private int waiting;

    MetricInsert(NewDatabase database) {
        this.database = database;
    }

    private record Statements(PreparedStatement ofOneKey, PreparedStatement ofAnyKeys, PreparedStatement single) {}

    /** Prepared with the first point: many a store has none. */
    private Statements statements() throws SQLException {
        Statements prepared = statements;
        if (prepared == null) {
            prepared = new Statements(
                    database.prepare(sqlOfOneKey()),
                    database.prepare(TableInsert.sql(METRICS, COLUMNS, ROWS)),
                    database.prepare(TableInsert.sql(METRICS, COLUMNS, 1)));
            statements = prepared;
        }
        return prepared;
    }

    /** Loads the classes that write SQL. */
    static void load() {
        TableInsert.sql(METRICS, COLUMNS, 1);
    }

    /**
     * Run and key are parameters 1 and 2 of every row, three more follow for each; no point is NaN. jOOQ names them
     * {@code :1} and so on; SQLite numbers names in the order in which they first come.
     */
    private static String sqlOfOneKey() {
        DSLContext sqlite = DSL.using(SQLDialect.SQLITE);
        InsertValuesStepN<MetricsRecord> insert = sqlite.insertInto(METRICS, COLUMNS);
        int parameter = 3;
        for (int row = 0; row < ROWS; row++) {
            List<Field<?>> values = new ArrayList<>();
            values.add(DSL.param("1", METRICS.RUN_UUID));
            values.add(DSL.param("2", METRICS.KEY));
            values.add(DSL.param(Integer.toString(parameter++), METRICS.VALUE));
            values.add(DSL.param(Integer.toString(parameter++), METRICS.TIMESTAMP));
            values.add(DSL.param(Integer.toString(parameter++), METRICS.STEP));
            values.add(DSL.inline(false));
            insert = insert.values(values);
        }
        return sqlite.renderNamedParams(insert);
    }

    /** Inserts a point, now or together with the following ones. */
    void add(String runId, Metric point) throws SQLException {
        runs[waiting] = runId;
        points[waiting++] = point;
        if (waiting == ROWS) {
            if (haveOneKey()) {
                insertOfOneKey(statements().ofOneKey());
            } else {
                insertOfAnyKeys(statements().ofAnyKeys(), 0, ROWS);
            }
            waiting = 0;
        }
    }

    /** Inserts what waits. */
    void flush() throws SQLException {
        for (int row = 0; row < waiting; row++) {
            insertOfAnyKeys(statements().single(), row, row + 1);
        }
        waiting = 0;
    }

    private boolean haveOneKey() {
        for (int row = 0; row < ROWS; row++) {
            if (points[row].isNan() || !points[row].key().equals(points[0].key()) || !runs[row].equals(runs[0])) {
                return false;
            }
        }
        return true;
    }

    private void insertOfOneKey(PreparedStatement ofOneKey) throws SQLException {
        ofOneKey.setString(1, runs[0]);
        ofOneKey.setString(2, points[0].key());
        int parameter = 3;
        for (Metric point : points) {
            ofOneKey.setDouble(parameter++, point.value());
            ofOneKey.setLong(parameter++, point.timestamp());
            ofOneKey.setLong(parameter++, point.step());
        }
        ofOneKey.executeUpdate();
    }

    private void insertOfAnyKeys(PreparedStatement statement, int from, int to) throws SQLException {
        int parameter = 1;
        for (int row = from; row < to; row++) {
            Metric point = points[row];
            statement.setString(parameter++, runs[row]);
            statement.setString(parameter++, point.key());
            statement.setDouble(parameter++, point.value());
            statement.setLong(parameter++, point.timestamp());
            statement.setLong(parameter++, point.step());
            statement.setBoolean(parameter++, point.isNan());
        }
        statement.executeUpdate();
    }
}
