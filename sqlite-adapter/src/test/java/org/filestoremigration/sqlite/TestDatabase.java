package org.filestoremigration.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;

/** A database of MLflow's schema that a test fills with SQL of its own, without this project's writer. */
final class TestDatabase implements AutoCloseable {

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    /** A new database that holds what MLflow's own migrations insert, and experiment 0. */
    static TestDatabase create(Path file, MlflowSchema schema) throws SQLException {
        TestDatabase database = new TestDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
        database.connection.setAutoCommit(false);
        SqliteSchema.create(database.connection, schema);
        database.connection.commit();
        database.connection.setAutoCommit(true);
        return database.insert(
                "experiments",
                "experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time",
                0,
                "Default",
                "file:///mlruns/0",
                "active",
                1,
                2);
    }

    static TestDatabase create(Path file) throws SQLException {
        return create(file, MlflowSchema.NEWEST_TESTED);
    }

    /** A database that is already there. */
    static TestDatabase open(Path file) throws SQLException {
        return new TestDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    /** A row; values are bound as they are. */
    TestDatabase insert(String table, String columns, @Nullable Object... values) throws SQLException {
        String sql = "INSERT INTO " + table + " (" + columns + ") VALUES (?" + ", ?".repeat(values.length - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
        return this;
    }

    /** A run of experiment 0 with nothing on it. */
    TestDatabase run(String runId) throws SQLException {
        return insert(
                "runs",
                "run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,"
                        + " source_version, lifecycle_stage, artifact_uri, experiment_id, deleted_time",
                runId,
                "name of " + runId,
                "LOCAL",
                "train.py",
                "main",
                "ann",
                "FINISHED",
                10,
                20,
                "c0ffee",
                "active",
                "file:///mlruns/0/" + runId,
                0,
                null);
    }

    TestDatabase trace(String traceId) throws SQLException {
        return insert(
                "trace_info", "request_id, experiment_id, timestamp_ms, status", traceId, 0, 1_700_000_000_000L, "OK");
    }

    TestDatabase execute(String... statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
        return this;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
