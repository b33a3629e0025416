package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.tables.Metrics.METRICS;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.Catalog;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.SqlStoreWriter;
import org.filestoremigration.sql.TableColumns;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Inserts the rows of a store into a new database, many with one statement. */
final class SqliteStoreWriter extends SqlStoreWriter {

    private final NewDatabase database;
    private final Catalog catalog;
    private final MetricInsert metrics;
    /** By name, in the order of their first rows: the same store always becomes the same bytes. */
    private final Map<String, TableInsert> tables = new LinkedHashMap<>();

    private String lastRun = "";
    private boolean historiesFollowRuns = true;

    private SqliteStoreWriter(NewDatabase database, Catalog catalog) throws SQLException {
        super(catalog);
        this.database = database;
        this.catalog = catalog;
        this.metrics = new MetricInsert(database);
    }

    static SqliteStoreWriter create(Path newFile, MlflowSchema schema) {
        NewDatabase database = NewDatabase.create(newFile, schema);
        try {
            return new SqliteStoreWriter(database, database.catalog());
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
    protected void insert(TableRecord<?> row) {
        try {
            into(row.getTable()).add(row);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private TableInsert into(Table<?> table) {
        return tables.computeIfAbsent(table.getName(), name -> prepare(table));
    }

    private TableInsert prepare(Table<?> table) {
        try {
            return new TableInsert(database, TableColumns.of(catalog, table));
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
        // The one table where looking for every row's owner takes long.
        database.commit(historiesFollowRuns ? Set.of(METRICS.getName()) : Set.of());
    }

    @Override
    public void close() {
        database.close();
    }
}
