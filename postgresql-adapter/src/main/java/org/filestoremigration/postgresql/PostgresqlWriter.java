package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.METRICS;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.SqlStoreUpdater;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.TableRecord;

/** Brings the rows of a store into a transaction, which somebody else ends. */
final class PostgresqlWriter extends SqlStoreUpdater {

    private static final List<String> POINT = List.of("key", "value", "timestamp", "run_uuid", "step", "is_nan");

    private final LoadTransaction transaction;
    private final CopyLoad rows;
    private final CopyBuffer metrics;

    PostgresqlWriter(LoadTransaction transaction) {
        super(transaction.columns().existingColumns(), SQLDialect.POSTGRES);
        this.transaction = transaction;
        this.rows = transaction.rows();
        this.metrics = rows.buffer(METRICS);
        List<String> found = metrics.columns().stream().map(Column::name).toList();
        if (!found.equals(POINT)) {
            throw new IllegalStateException("the columns of metrics are " + found);
        }
    }

    @Override
    protected PreparedStatement prepare(String sql) throws SQLException {
        return transaction.connection().jdbc().prepareStatement(sql);
    }

    @Override
    protected TargetException failure(SQLException e) {
        return transaction.connection().failure(e);
    }

    @Override
    protected void insert(TableRecord<?> row) {
        rows.add(row);
    }

    @Override
    protected void insert(TableRecord<?> row, Field<?> column, LongContent text) {
        rows.add(row, column, text);
    }

    @Override
    public long write(Run run, Iterator<Metric> history) {
        long count = 0;
        for (; history.hasNext(); count++) {
            Metric point = history.next();
            metrics.add(point.key(), point.value(), point.timestamp(), run.runId(), point.step(), point.isNan());
            rows.sendIfFull(metrics);
        }
        return count;
    }

    @Override
    public void commit() {
        transaction.loaded();
    }

    /** Leaves the transaction to whoever began it. */
    @Override
    public void close() {}
}
