package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.StoreContent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that MLflow's own command made of real stores, in {@code testdata/stores}. */
class DatabasesOfMlflowTest {

    private static final Path STORES = Path.of("..", "testdata", "stores");

    /** Of {@code inputs} each kind has a part; rows of traces and columns of newer schemas stand for one another. */
    private static final Set<EntityKind> NOT_A_ROW_EACH = Set.of(
            EntityKind.DATASET_INPUT,
            EntityKind.MODEL_INPUT,
            EntityKind.MODEL_OUTPUT,
            EntityKind.TRACE_TAG,
            EntityKind.TRACE_METADATA,
            EntityKind.OTHER);

    @TempDir
    private Path folder;

    private Path unpacked(String store, String version) throws IOException {
        Path file = folder.resolve(version + ".db");
        try (InputStream in = new GZIPInputStream(
                Files.newInputStream(STORES.resolve(store).resolve("truth-" + version + ".db.gz")))) {
            Files.copy(in, file);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0",
                "1.14.1",
                "1.30.1",
                "2.0.1",
                "2.10.2",
                "2.22.5",
                "3.10.1",
                "3.17.2",
                "upgraded-1.14-2.22-3.17"
            })
    void readsEveryRowAndFindsNothingIrregular(String store) throws Exception {
        for (String version : List.of("3.10.1", "3.17.2")) {
            Path file = unpacked(store, version);
            Map<EntityKind, Long> read = new EnumMap<>(EntityKind.class);
            try (SqliteStore database = SqliteStore.open(file)) {
                read.putAll(Migration.copy(database, new InMemoryStore(), Progress.NONE)
                        .written());
                database.checkTheRest();
                assertThat(database.findings().takeIrregularities()).isEmpty();
            }
            read.keySet().removeAll(NOT_A_ROW_EACH);
            assertThat(read).as(version).isEqualTo(rows(file)).containsKeys(EntityKind.RUN, EntityKind.METRIC);
        }
    }

    private static Map<EntityKind, Long> rows(Path file) throws SQLException {
        Map<EntityKind, Long> counts = new EnumMap<>(EntityKind.class);
        try (TestDatabase database = TestDatabase.open(file);
                Statement statement = database.connection().createStatement()) {
            for (EntityKind kind : EntityKind.values()) {
                if (!NOT_A_ROW_EACH.contains(kind)) {
                    try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + kind.table())) {
                        if (count.getLong(1) > 0) {
                            counts.put(kind, count.getLong(1));
                        }
                    }
                }
            }
        }
        return counts;
    }

    /** Names, sessions, token usage and costs of traces moved from rows to columns between the two schemas. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1.0.0", "1.14.1", "1.30.1", "2.0.1", "2.10.2", "2.22.5", "3.10.1", "upgraded-1.14-2.22-3.17"})
    void readsTheSameStoreAtBothSchemas(String store) throws Exception {
        try (SqliteStore older = SqliteStore.open(unpacked(store, "3.10.1"));
                SqliteStore newer = SqliteStore.open(unpacked(store, "3.17.2"))) {
            assertThat(StoreContent.of(newer)).isEqualTo(StoreContent.of(older)).isNotEmpty();
        }
    }
}
