package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of MLflow 0.8.2, older than every official migration: each value that is in it. */
class EarlyStoreIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void migrate() {
        Program.Result result =
                Program.run(folder, "--source", TestData.store("0.8.2", folder), "--target", "sqlite:///mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
    }

    @Test
    void hasTheExperiments() {
        assertThat(rows(
                        "SELECT experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time"
                                + " FROM experiments ORDER BY experiment_id"))
                .containsExactly(
                        "0|Default|/srv/mlflow/mlruns/0|active|null|null",
                        "1|exp one|/srv/mlflow/mlruns/1|active|null|null",
                        "2|gone|s3://b/x|deleted|null|null");
    }

    @Test
    void hasTheRuns() {
        assertThat(rows(
                        "SELECT run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,"
                                + " end_time, deleted_time, source_version, lifecycle_stage, artifact_uri, experiment_id"
                                + " FROM runs ORDER BY run_uuid"))
                .containsExactly(
                        "6c0f5494aa3c4cef85295e890f3f1e7c|my run|PROJECT|git@github.com:x/y|main|alice|FINISHED"
                                + "|1500000000000|1500000005000|null|abc123|active"
                                + "|/srv/mlflow/mlruns/1/6c0f5494aa3c4cef85295e890f3f1e7c/artifacts|1",
                        "9bf1fe7fd7c54c15a35e4ca6b78b323b|null|NOTEBOOK|nb||bob|RUNNING|1500000000000|null|null||deleted"
                                + "|/srv/mlflow/mlruns/1/9bf1fe7fd7c54c15a35e4ca6b78b323b/artifacts|1");
    }

    @Test
    void hasParamsAndTags() {
        assertThat(rows("SELECT key, value FROM params ORDER BY key")).containsExactly("p|1", "u|é");
        assertThat(rows("SELECT key, value FROM tags ORDER BY key"))
                .containsExactly(
                        "k|v",
                        "mlflow.note.content|multi\r\nline",
                        "mlflow.parentRunId|parent123",
                        "mlflow.runName|my run");
    }

    @Test
    void keepsMetricTimesInSeconds() {
        assertThat(rows("SELECT key, value, is_nan, timestamp, step FROM metrics ORDER BY key, timestamp"))
                .containsExactly("d/m|1.0|0|1500000002|0", "m|0.5|0|1500000000|0", "m|0.0|1|1500000001|0");
        assertThat(rows("SELECT key, value, is_nan, timestamp, step FROM latest_metrics ORDER BY key"))
                .containsExactly("d/m|1.0|0|1500000002|0", "m|0.0|1|1500000001|0");
    }

    private List<String> rows(String sql) {
        return DatabaseQuery.rows(folder.resolve("mlflow.db"), sql);
    }
}
