package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.tables.Metrics.METRICS;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.ExistingColumns;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.SqlStoreUpdater;
import org.filestoremigration.sql.TableColumns;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Inserts the rows of a store into a new database, or a copy of one, many with one statement. */
final class SqliteStoreWriter extends SqlStoreUpdater {

    private final NewDatabase database;
    private final ExistingColumns existingColumns;
    private final MetricInsert metrics;
    /** By name, in the order of their first rows: the same store always becomes the same bytes. */
    private final Map<String, TableInsert> tables = new LinkedHashMap<>();

    private String lastRun = "";
    private final boolean isNew;
    private boolean historiesFollowRuns = true;

    private SqliteStoreWriter(NewDatabase database, ExistingColumns existingColumns, boolean isNew)
            throws SQLException {
        super(existingColumns, SQLDialect.SQLITE);
        this.isNew = isNew;
        this.database = database;
        this.existingColumns = existingColumns;
        this.metrics = new MetricInsert(database);
    }

    static SqliteStoreWriter create(Path newFile, MlflowSchema schema) {
        return of(NewDatabase.create(newFile, schema), true);
    }

    /** Writes into a copy of a database, which is deleted when it is closed without a commit. */
    static SqliteStoreWriter ofCopy(Path copy) {
        return of(NewDatabase.ofCopy(copy), false);
    }

    private static SqliteStoreWriter of(NewDatabase database, boolean isNew) {
        try {
            return new SqliteStoreWriter(database, database.existingColumns(), isNew);
        } catch (SQLException e) {
            try (database) {
                throw database.failure(e);
            }
        }
    }

    @Override
    public void write(Run run) {
        lastRun = run.runId();
        super.write(run);
    }

    @Override
    public long write(Run run, Iterator<Metric> history) {
        historiesFollowRuns &= run.runId().equals(lastRun);
        long count = 0;
        try {
            for (; history.hasNext(); count++) {
                metrics.add(run.runId(), history.next());
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        return count;
    }

    @Override
    protected PreparedStatement prepare(String sql) throws SQLException {
        return database.prepare(sql);
    }

    @Override
    protected TargetException failure(SQLException e) {
        return database.failure(e);
    }

    @Override
    protected void insert(TableRecord<?> row) {
        try {
            into(row.getTable()).add(row);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    @Override
    protected void insert(TableRecord<?> row, Field<?> column, LongContent text) {
        try {
            into(row.getTable()).add(row, column, text);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private TableInsert into(Table<?> table) {
        return tables.computeIfAbsent(table.getName(), name -> tableInsert(table));
    }

    private TableInsert tableInsert(Table<?> table) {
        try {
            return new TableInsert(database, TableColumns.of(existingColumns, table));
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    @Override
    public void commit() {
        try {
            metrics.flush();
            for (TableInsert table : tables.values()) {
                table.flush();
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        if (isNew) {
            // The one table where looking for every row's owner takes long.
            database.commit(historiesFollowRuns ? Set.of(METRICS.getName()) : Set.of());
        } else {
            database.commit();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
