package org.filestoremigration.cli.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.ContentDigest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The content digest once more, from nothing but {@code docs/content-digest.md}, SQL and SHA-256: what somebody writes
 * who does not trust this program. The schema is that of MLflow 3.10.1, in which all tags and metadata are rows.
 */
final class DigestFromSqlTest {

    private static final String TAGS = "SELECT key, value FROM %s WHERE %s = ? ORDER BY 1";

    private static final String ASSESSMENTS = "SELECT assessment_id, trace_id, name, assessment_type, value, error,"
            + " created_timestamp, last_updated_timestamp, source_type, source_id, run_id, span_id, rationale, overrides,"
            + " valid, assessment_metadata FROM assessments WHERE trace_id = ? ORDER BY 1";

    private static final String RUNS =
            "SELECT run_uuid, experiment_id, name, source_type, source_name, entry_point_name,"
                    + " source_version, user_id, status, start_time, end_time, deleted_time, lifecycle_stage, artifact_uri"
                    + " FROM runs WHERE experiment_id = ? ORDER BY 1";

    private static final String MODELS =
            "SELECT model_id, experiment_id, name, artifact_location, creation_timestamp_ms,"
                    + " last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id, status_message"
                    + " FROM logged_models WHERE experiment_id = ? ORDER BY 1";

    private static final String POINTS = "SELECT metric_name, metric_value, metric_timestamp_ms, metric_step, run_id,"
            + " dataset_name, dataset_digest FROM logged_model_metrics WHERE model_id = ? ORDER BY 1, 3, 4, 5";

    private static final String VERSIONS =
            "SELECT name, version, creation_time, last_updated_time, description, user_id,"
                    + " current_stage, source, run_id, status, status_message, run_link, storage_location"
                    + " FROM model_versions WHERE name = ? ORDER BY 2";

    private final MessageDigest hash = sha256();
    private @Nullable Connection connection;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<List<@Nullable Object>> rows(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = Objects.requireNonNull(connection).prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        Object value = result.getObject(column);
                        String name = result.getMetaData().getColumnName(column);
                        boolean truth = value != null && (name.equals("is_nan") || name.equals("valid"));
                        row.add(truth ? Boolean.valueOf(result.getInt(column) == 1) : value);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private void field(@Nullable Object value) {
        if (value == null) {
            hash.update((byte) 0);
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(UTF_8);
            hash.update(
                    ByteBuffer.allocate(5).put((byte) 1).putInt(bytes.length).flip());
            hash.update(bytes);
        } else if (value instanceof Double number) {
            hash.update(ByteBuffer.allocate(9).put((byte) 3).putDouble(number).flip());
        } else if (value instanceof Boolean truth) {
            hash.update((byte) (truth ? 5 : 4));
        } else {
            hash.update(ByteBuffer.allocate(9)
                    .put((byte) 2)
                    .putLong(((Number) value).longValue())
                    .flip());
        }
    }

    private void entity(char letter, List<@Nullable Object> row) {
        hash.update((byte) letter);
        row.forEach(this::field);
    }

    private void size(int size) {
        hash.update(ByteBuffer.allocate(5).put((byte) 6).putInt(size).flip());
    }

    private void list(List<List<@Nullable Object>> rows) {
        size(rows.size());
        rows.forEach((List<@Nullable Object> row) -> row.forEach(this::field));
    }

    private void experiments() throws Exception {
        for (List<@Nullable Object> row : rows("SELECT experiment_id, name, artifact_location, lifecycle_stage,"
                + " creation_time, last_update_time FROM experiments ORDER BY 1")) {
            Object id = key(row, 0);
            entity('E', row);
            list(rows(TAGS.formatted("experiment_tags", "experiment_id"), id));
            List<List<@Nullable Object>> datasets = rows(
                    "SELECT experiment_id, name, digest, dataset_source_type,"
                            + " dataset_source, dataset_schema, dataset_profile FROM datasets WHERE experiment_id = ?",
                    id);
            datasets.sort(Comparator.comparing(
                    (List<@Nullable Object> dataset) -> datasetId(key(dataset, 1), key(dataset, 2))));
            datasets.forEach((List<@Nullable Object> dataset) -> entity('D', dataset));
            for (List<@Nullable Object> run : rows(RUNS, id)) {
                run(run, key(run, 0));
            }
            for (List<@Nullable Object> trace : rows(
                    "SELECT request_id, experiment_id, timestamp_ms, execution_time_ms,"
                            + " status, client_request_id, request_preview, response_preview FROM trace_info"
                            + " WHERE experiment_id = ? ORDER BY 1",
                    id)) {
                entity('T', trace);
                list(rows(TAGS.formatted("trace_tags", "request_id"), key(trace, 0)));
                list(rows(TAGS.formatted("trace_request_metadata", "request_id"), key(trace, 0)));
                list(rows(ASSESSMENTS, key(trace, 0)));
            }
        }
    }

    private void loggedModels() throws Exception {
        for (List<@Nullable Object> experiment : rows("SELECT experiment_id FROM experiments ORDER BY 1")) {
            for (List<@Nullable Object> model : rows(MODELS, key(experiment, 0))) {
                entity('G', model);
                list(rows(
                        "SELECT param_key, param_value FROM logged_model_params WHERE model_id = ? ORDER BY 1",
                        key(model, 0)));
                list(rows(
                        "SELECT tag_key, tag_value FROM logged_model_tags WHERE model_id = ? ORDER BY 1",
                        key(model, 0)));
                rows(POINTS, key(model, 0)).forEach((List<@Nullable Object> point) -> entity('P', point));
            }
        }
    }

    private void run(List<@Nullable Object> run, Object id) throws Exception {
        entity('R', run);
        list(rows(TAGS.formatted("params", "run_uuid"), id));
        list(rows(TAGS.formatted("tags", "run_uuid"), id));
        List<List<@Nullable Object>> inputs = rows(
                "SELECT d.name, d.digest, i.input_uuid FROM inputs i JOIN datasets d"
                        + " ON d.dataset_uuid = i.source_id WHERE i.source_type = 'DATASET' AND i.destination_id = ?",
                id);
        inputs.sort(Comparator.comparing((List<@Nullable Object> input) -> datasetId(key(input, 0), key(input, 1))));
        size(inputs.size());
        for (List<@Nullable Object> input : inputs) {
            field(datasetId(key(input, 0), key(input, 1)));
            field(true);
            list(rows("SELECT name, value FROM input_tags WHERE input_uuid = ? ORDER BY 1", key(input, 2)));
        }
        list(rows(
                "SELECT destination_id FROM inputs WHERE source_type = 'RUN_INPUT' AND source_id = ? ORDER BY 1", id));
        list(rows(
                "SELECT destination_id, step FROM inputs WHERE source_type = 'RUN_OUTPUT' AND source_id = ?"
                        + " ORDER BY 1",
                id));
        list(rows(
                "SELECT key, value, is_nan, timestamp, step FROM latest_metrics WHERE run_uuid = ? ORDER BY key", id));
        rows(
                        "SELECT key, value, is_nan, timestamp, step FROM metrics WHERE run_uuid = ?"
                                + " ORDER BY key, step, timestamp, value, is_nan",
                        id)
                .forEach((List<@Nullable Object> point) -> entity('M', point));
    }

    private void registry() throws Exception {
        for (List<@Nullable Object> model : rows(
                "SELECT name, creation_time, last_updated_time, description" + " FROM registered_models ORDER BY 1")) {
            entity('N', model);
            list(rows(TAGS.formatted("registered_model_tags", "name"), key(model, 0)));
            list(rows("SELECT alias, version FROM registered_model_aliases WHERE name = ? ORDER BY 1", key(model, 0)));
            for (List<@Nullable Object> version : rows(VERSIONS, key(model, 0))) {
                entity('V', version);
                list(rows(
                        "SELECT key, value FROM model_version_tags WHERE name = ? AND version = ? ORDER BY 1",
                        key(version, 0),
                        key(version, 1)));
            }
        }
    }

    private static Object key(List<@Nullable Object> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }

    private static String datasetId(Object name, Object digest) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest((name + "" + digest).getBytes(UTF_8));
            return HexFormat.of().formatHex(md5);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.22.5", "3.10.1", "upgraded-1.14-2.22-3.17"})
    void isWhatTheDocumentSays(String store, @TempDir Path folder) throws Exception {
        Path database = TestData.database(store, "3.10.1", folder);
        hash.update("filestoremigration content digest 1\n".getBytes(UTF_8));
        try (Connection opened = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection = opened;
            experiments();
            loggedModels();
            registry();
        }

        String digest = "sha256:" + HexFormat.of().formatHex(hash.digest());
        assertThat(ofThisProgram(database)).isEqualTo(digest);
        assertThat(ofThisProgram(TestData.database(store, "3.17.2", folder))).isEqualTo(digest);
    }

    private static String ofThisProgram(Path database) {
        try (SqliteStore store = SqliteStore.open(database)) {
            return ContentDigest.of(store);
        }
    }
}
