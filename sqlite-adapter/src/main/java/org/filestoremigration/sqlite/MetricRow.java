package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** A row of a metric point that is not read as one number. */
final class MetricRow {

    /** Of {@link MetricQueries#POINTS}. */
    private static final List<String> COLUMNS = List.of("step", "timestamp", "", "key", "value", "is_nan", "run_uuid");

    /** A value in another storage class than MLflow's. */
    private record Irregular(String column, String expected, String found) {}

    private MetricRow() {}

    /** A NaN, or a row that MLflow's driver would not have written. */
    static Metric unusual(ResultSet row, Run run, String key, SqliteDatabase database) throws SQLException {
        List<Irregular> irregular = irregular(row);
        Metric point =
                new Metric(key, row.getDouble(5), row.getBoolean(6), numberOrLeast(row, 2), numberOrLeast(row, 1));
        EntityKey entity =
                EntityKey.of(EntityKind.METRIC, run.experimentId(), run.runId(), key, point.step(), point.timestamp());
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
}
