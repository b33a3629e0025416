package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.filestoremigration.cli.fixture.HandmadeStore;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.filestore.disk.TextColumn;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lengths that the reader of a FileStore looks at are those of MLflow's schema, column by column. */
class TextColumnTest {

    /** What the program writes itself: words of MLflow's, and ids that are hashes. */
    private static final Set<String> OUR_OWN = Set.of(
            "assessments.assessment_type",
            "assessments.source_type",
            "datasets.dataset_uuid",
            "entity_associations.association_id",
            "entity_associations.destination_type",
            "entity_associations.source_type",
            "experiments.lifecycle_stage",
            "inputs.destination_type",
            "inputs.input_uuid",
            "inputs.source_type",
            "logged_model_metrics.dataset_uuid",
            "logged_models.lifecycle_stage",
            "runs.lifecycle_stage",
            "runs.source_type",
            "runs.status",
            "trace_info.status");

    /** Another column has the same text and is no longer, though no foreign key says so. */
    private static final Map<String, String> SAME_TEXT = Map.of(
            "input_tags.input_uuid", "inputs.input_uuid",
            "latest_metrics.key", "metrics.key",
            "logged_model_metrics.run_id", "runs.run_uuid");

    @TempDir
    private Path folder;

    @Test
    void hasEachLengthThatTheSchemaDeclares() throws SQLException {
        Map<String, Integer> looked =
                Arrays.stream(TextColumn.values()).collect(Collectors.toMap(TextColumn::toString, TextColumn::length));
        Map<String, Integer> declared;
        Map<String, String> sameText = new TreeMap<>(SAME_TEXT);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + filledDatabase())) {
            declared = declared(connection);
            sameText.putAll(foreignKeys(connection));
        }

        assertThat(declared).hasSizeGreaterThan(100).containsAllEntriesOf(looked);
        assertThat(declared).containsKeys(OUR_OWN.toArray(String[]::new)).containsKeys(keys(SAME_TEXT));
        declared.forEach((column, length) -> {
            String origin = column;
            while (sameText.containsKey(origin)) {
                origin = sameText.get(origin);
            }
            if (isOurOwn(origin)) {
                assertThat(looked).doesNotContainKey(column);
            } else {
                assertThat(looked).as("the check of " + column).containsKey(origin);
                assertThat(looked.get(origin)).as(column).isLessThanOrEqualTo(length);
            }
        });
    }

    private static boolean isOurOwn(String column) {
        return OUR_OWN.contains(column) || column.startsWith("workspaces.") || column.endsWith(".workspace");
    }

    private static String[] keys(Map<String, String> map) {
        return map.keySet().toArray(String[]::new);
    }

    private Path filledDatabase() {
        Path database = folder.resolve("filled.db");
        try (FileStore store = FileStore.open(HandmadeStore.write(TestData.store("3.17.2", folder)));
                StoreWriter writer = SqliteStore.create(database, MlflowSchema.NEWEST_TESTED)) {
            Migration.copy(store, writer, Progress.NONE);
            writer.commit();
        }
        return database;
    }

    /** Of the tables that a FileStore fills. */
    private static Map<String, Integer> declared(Connection connection) throws SQLException {
        Map<String, Integer> declared = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT t.name, c.name, CAST(substr(c.type, length('VARCHAR(') + 1) AS INTEGER)
                        FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c
                        WHERE t.type = 'table' AND t.name <> 'alembic_version' AND c.type LIKE 'VARCHAR(%'""")) {
            while (rows.next()) {
                declared.put(rows.getString(1) + "." + rows.getString(2), rows.getInt(3));
            }
        }
        Set<String> empty = declared.keySet().stream()
                .map(TextColumnTest::table)
                .filter(table -> !isFilled(connection, table))
                .collect(Collectors.toSet());
        declared.keySet().removeIf(column -> empty.contains(table(column)));
        return declared;
    }

    private static String table(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    private static boolean isFilled(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + table + ")")) {
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private static Map<String, String> foreignKeys(Connection connection) throws SQLException {
        Map<String, String> keys = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT t.name || '.' || k."from", k."table" || '.' || k."to"
                        FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k WHERE t.type = 'table'""")) {
            while (rows.next()) {
                keys.put(rows.getString(1), rows.getString(2));
            }
        }
        return keys;
    }
}
