package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison that the integration tests rely on sees what it must see. */
class DatabaseComparisonTest {

    @TempDir
    private Path folder;

    private Path original = Path.of("");
    private Path changed = Path.of("");

    @BeforeEach
    void copyADatabase() throws IOException {
        original = TestData.database("3.17.2", "3.17.2", folder);
        changed = Files.copy(original, folder.resolve("changed.db"));
    }

    @Test
    void findsNothingBetweenADatabaseAndItsCopy() {
        assertThat(DatabaseComparison.differences(original, changed)).isEmpty();
    }

    @Test
    void seesAStorageClass() {
        change("UPDATE tags SET value = CAST(value AS BLOB) WHERE rowid = (SELECT min(rowid) FROM tags)");
        assertThat(differences())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("tags, missing: ") && line.contains("value=text:"))
                .anyMatch(line -> line.startsWith("tags, unexpected: ") && line.contains("value=blob:"));
    }

    @Test
    void seesTheLastBitOfADouble() {
        change("UPDATE metrics SET value = 0.30000000000000004 WHERE rowid = (SELECT min(rowid) FROM metrics)");
        change("UPDATE metrics SET value = 0.3 WHERE rowid = (SELECT min(rowid) FROM metrics)");
        assertThat(differences()).hasSize(2).anyMatch(line -> line.contains("value=real:0x1.3333333333333p-2"));
    }

    @Test
    void seesThatARowIsGone() {
        change("DELETE FROM params WHERE rowid = (SELECT min(rowid) FROM params)");
        assertThat(differences()).singleElement().asString().startsWith("params, missing: ");
    }

    @Test
    void takesAnotherInventedIdForTheSame() {
        change("UPDATE inputs SET source_id = 'x' || source_id WHERE source_type = 'DATASET'");
        change("UPDATE logged_model_metrics SET dataset_uuid = 'x' || dataset_uuid");
        change("UPDATE datasets SET dataset_uuid = 'x' || dataset_uuid");
        change("UPDATE input_tags SET input_uuid = 'x' || input_uuid");
        change("UPDATE inputs SET input_uuid = 'x' || input_uuid");
        assertThat(differences()).isEmpty();
    }

    @Test
    void seesATagOfTheWrongInput() {
        change("UPDATE OR REPLACE input_tags SET input_uuid = (SELECT max(input_uuid) FROM input_tags)");
        assertThat(differences()).isNotEmpty().allMatch(line -> line.startsWith("input_tags, "));
    }

    @Test
    void seesAMissingIndex() {
        change("DROP INDEX index_params_run_uuid");
        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("schema, index of params, index_params_run_uuid");
    }

    private List<String> differences() {
        return DatabaseComparison.differences(original, changed);
    }

    private void change(String sql) {
        DatabaseQuery.change(changed, sql);
    }
}
