package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.filestoremigration.cli.database.ChangedDatabase.Change;
import org.filestoremigration.cli.database.DatabaseColumns.Column;
import org.filestoremigration.cli.fixture.HandmadeStore;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One change in a good database, in turn in every column of every table that it says it has: another value, another
 * storage class, NULL, a row too few, a row too many. Each must be told, with its entity and its field, and only once.
 *
 * <p>Some rows of each table are changed; with {@code -Dsharpness.everyRow=true} all of them, which takes minutes.
 */
final class DatabaseSharpnessTest {

    /** What tells one row from another, and so is reported as a row missing and a row too many. */
    private static final Map<String, Set<String>> IDENTITY = Map.of(
            "assessments", Set.of("trace_id"),
            "datasets", Set.of("dataset_uuid"),
            "entity_associations", Set.of("source_type", "source_id", "destination_type", "destination_id"),
            "inputs", Set.of("input_uuid"),
            "logged_models", Set.of("experiment_id"),
            "runs", Set.of("experiment_id"),
            "trace_info", Set.of("experiment_id"));

    /** MLflow's primary key of a metric point holds all of its columns; two values at one place are one change. */
    private static final Map<String, Set<String>> NO_IDENTITY = Map.of("metrics", Set.of("value", "is_nan"));

    /** Generated ids, where no other row repeats them, may be any: the only changes that pass. */
    private static final Set<String> PASSES =
            Set.of("entity_associations.association_id another value", "inputs.input_uuid another value");

    /** It counts MLflow's own writing of spans, and says nothing of what a FileStore holds. */
    private static final String MLFLOWS_OWN_COUNTER = "trace_info.db_payload_generation";

    /** What no FileStore fills, in a table that one fills. */
    private static final Set<String> ALWAYS_NULL = Set.of(
            "entity_associations.created_time",
            "logged_model_metrics.dataset_uuid",
            "workspaces.default_artifact_root",
            "workspaces.trace_archival_location",
            "workspaces.trace_archival_retention");

    /** Columns that stand for a tag or a piece of metadata of a FileStore are reported as what they stand for. */
    private static final Map<String, String> PROMOTED = Map.ofEntries(
            Map.entry("trace_name", "mlflow.traceName"),
            Map.entry("session_id", "mlflow.trace.session"),
            Map.entry("input_tokens", "mlflow.trace.tokenUsage"),
            Map.entry("output_tokens", "mlflow.trace.tokenUsage"),
            Map.entry("total_tokens", "mlflow.trace.tokenUsage"),
            Map.entry("cache_read_input_tokens", "mlflow.trace.tokenUsage"),
            Map.entry("cache_creation_input_tokens", "mlflow.trace.tokenUsage"),
            Map.entry("cache_creation_input_tokens_above_1hr", "mlflow.trace.tokenUsage"),
            Map.entry("input_cost", "mlflow.trace.cost"),
            Map.entry("output_cost", "mlflow.trace.cost"),
            Map.entry("total_cost", "mlflow.trace.cost"));

    private static final Set<EntityKind> IN_RUN = EnumSet.range(EntityKind.PARAM, EntityKind.MODEL_OUTPUT);

    /** What hangs on a row, and has no owner or another one when the row is another one. */
    private static final Map<String, Set<EntityKind>> DEPENDENT = Map.of(
            "experiments", EnumSet.range(EntityKind.EXPERIMENT_TAG, EntityKind.ASSESSMENT),
            "datasets", Set.of(EntityKind.DATASET_INPUT),
            "inputs", Set.of(EntityKind.INPUT_TAG),
            "runs", IN_RUN,
            "logged_models", EnumSet.range(EntityKind.LOGGED_MODEL_PARAM, EntityKind.LOGGED_MODEL_METRIC),
            "trace_info",
                    EnumSet.of(
                            EntityKind.TRACE_TAG, EntityKind.TRACE_METADATA, EntityKind.ASSESSMENT, EntityKind.OTHER),
            "registered_models", EnumSet.range(EntityKind.REGISTERED_MODEL_TAG, EntityKind.MODEL_VERSION_TAG),
            "model_versions", Set.of(EntityKind.MODEL_VERSION_TAG),
            // The tag that names the prompts of a trace.
            "trace_tags", Set.of(EntityKind.OTHER));

    @TempDir
    private static Path folder;

    private static InMemoryStore source;
    private static String digest;
    private static MigrationSummary content;
    private static ChangedDatabase good;
    private static ChangedDatabase loose;

    @BeforeAll
    static void migrateAStoreThatFillsEveryColumn() throws IOException {
        Path mlruns = HandmadeStore.write(TestData.store("3.17.2", folder));
        Path metadata = mlruns.resolve("7/traces/tr-00000000000000000000000000000005/request_metadata");
        Files.createDirectories(metadata);
        Files.writeString(metadata.resolve("mlflow.trace.tokenUsage"), """
                {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3, "cache_read_input_tokens": 4,\
                 "cache_creation_input_tokens": 5, "cache_creation_input_tokens_above_1hr": 6}""");
        Path version = Files.createDirectories(mlruns.resolve("models/by hand/version-2"));
        Files.writeString(version.resolve("meta.yaml"), """
                creation_timestamp: 1700000000001
                current_stage: None
                last_updated_timestamp: 1700000000002
                name: by hand
                status: READY
                user_id: ada
                version: 2
                """);
        Path database = folder.resolve("good.db");
        try (FileStore store = FileStore.open(mlruns);
                StoreWriter writer = SqliteStore.create(database, MlflowSchema.NEWEST_TESTED)) {
            source = InMemoryStore.copyOf(store);
            digest = ContentDigest.of(source.reader());
            content = Migration.copy(store, writer, Progress.NONE);
            writer.commit();
            assertThat(store.findings().blocked()).isEmpty();
        }
        good = new ChangedDatabase(database, folder.resolve("changed.db"));
        Path copy = folder.resolve("loose.db");
        LooseCopy.of(database, copy);
        loose = new ChangedDatabase(copy, folder.resolve("changed.db"));
    }

    private static VerificationReport verify(Path database) {
        try (SqliteStore target = SqliteStore.open(database)) {
            VerificationReport report = Verification.compare(source.reader(), target);
            // The proof of a migration, which compares no fields, comes to the same.
            assertThat(isProvenByDigest(database)).as("by digest").isEqualTo(report.equal());
            return report;
        }
    }

    private static boolean isProvenByDigest(Path database) {
        try (StoreTarget written = new WrittenDatabase(database)) {
            return Proof.byDigest(digest, content, source.reader(), written, Verification.DEFAULT_LIMIT, Progress.NONE)
                    .filter(Proof::holds)
                    .isPresent();
        }
    }

    static Stream<String> filledTables() {
        return good.tables().stream().filter(table -> !table.equals("alembic_version") && good.count(table) > 0);
    }

    static Stream<String> emptyTables() {
        return good.tables().stream().filter(table -> good.count(table) == 0 && !table.equals("spans"));
    }

    /** Otherwise the changes below would show nothing. */
    @Test
    void findsNothingWhereNothingWasChanged() {
        assertThat(verify(good.file()).differences()).isEmpty();
        assertThat(verify(loose.file()).differences()).isEmpty();
    }

    /** What MLflow's own migration fills, and what neither FileStore nor migration can. */
    @Test
    void changesEveryTableThatAFileStoreFills() {
        assertThat(filledTables())
                .containsExactly(
                        "assessments",
                        "datasets",
                        "entity_associations",
                        "experiment_tags",
                        "experiments",
                        "input_tags",
                        "inputs",
                        "latest_metrics",
                        "logged_model_metrics",
                        "logged_model_params",
                        "logged_model_tags",
                        "logged_models",
                        "metrics",
                        "model_version_tags",
                        "model_versions",
                        "params",
                        "registered_model_aliases",
                        "registered_model_tags",
                        "registered_models",
                        "runs",
                        "tags",
                        "trace_info",
                        "trace_request_metadata",
                        "trace_tags",
                        "workspaces");
        assertThat(emptyTables()).hasSize(38);
    }

    @ParameterizedTest
    @MethodSource("filledTables")
    void tellsEachOtherValueOnce(String table) {
        for (Column column : good.columns(table)) {
            if (column.toString().equals(MLFLOWS_OWN_COUNTER)) {
                continue;
            }
            boolean changed = false;
            for (Long row : good.someRows(column)) {
                Object another = ChangedDatabase.another(column, good.value(column, row));
                changed |= check(good, "another value", column, row, another);
            }
            assertThat(changed).as("%s ever had another value", column).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("filledTables")
    void tellsEachOtherStorageClassAndNullOnce(String table) {
        for (Column column : good.columns(table)) {
            if (column.isRowId()) {
                continue;
            }
            Set<String> refused = new TreeSet<>();
            Set<String> changed = new TreeSet<>();
            for (Long row : loose.someRows(column)) {
                inOtherStorageClasses(loose.value(column, row)).forEach((how, value) -> {
                    (check(loose, how, column, row, value) ? changed : refused).add(how);
                });
            }
            assertThat(changed).as("what %s was changed to", column).containsAll(refused);
            assertThat(changed.isEmpty())
                    .as("%s was never changed", column)
                    .isEqualTo(ALWAYS_NULL.contains(column.toString()));
        }
    }

    /** By what they are called; none for NULL. */
    private static Map<String, @Nullable Object> inOtherStorageClasses(@Nullable Object value) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        if (value == null) {
            return others;
        }
        others.put("NULL", null);
        others.put("a blob", value.toString().getBytes(StandardCharsets.UTF_8));
        if (value instanceof Number number) {
            others.put("a text", number.toString());
            if (!(number instanceof Double)) {
                others.put("a real", number.doubleValue());
            } else if (number.longValue() == number.doubleValue()) {
                others.put("an integer", number.longValue());
            }
        }
        return others;
    }

    @ParameterizedTest
    @MethodSource("filledTables")
    void tellsEachMissingRowOnce(String table) {
        for (Long row : good.someRows(table)) {
            Path changed = good.with(Change.of("DELETE FROM " + table + " WHERE rowid = ?", row))
                    .orElseThrow();
            List<Difference> differences = verify(changed).differences();

            String what = table + " without row " + row;
            toldOnce(what, table, differences);
            assertThat(differences)
                    .as(what)
                    .filteredOn(Difference.Missing.class::isInstance)
                    .isNotEmpty();
        }
    }

    /** A copy of a row that differs in one column of the key, with generated ids of its own. */
    @ParameterizedTest
    @MethodSource("filledTables")
    void tellsEachAdditionalRowOnce(String table) {
        Set<String> told = new TreeSet<>();
        for (Column column : good.columns(table)) {
            if (column.inKey()) {
                for (Long row : good.someRows(table)) {
                    good.withCopy(row, column).ifPresent(changed -> {
                        List<Difference> differences = verify(changed).differences();
                        String what = table + " with another row like " + row + " but for " + column.name();
                        toldOnce(what, table, differences);
                        assertThat(differences)
                                .as(what)
                                .filteredOn(one -> of(table, one))
                                .hasSize(1)
                                .allMatch(one -> one.kind() != Difference.Kind.MISSING);
                        told.add(column.name());
                    });
                }
            }
        }
        assertThat(told).as("rows that could be added to " + table).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("emptyTables")
    void tellsARowInATableThatAFileStoreNeverFills(String table) {
        assertThat(verify(good.withAnyRow(table)).differences())
                .singleElement()
                .isInstanceOf(Difference.Unexpected.class)
                .satisfies(one -> assertThat(one.entity().names()).containsExactly(table))
                .satisfies(one -> assertThat(one.found()).startsWith("1 row"));
    }

    /** The store of the test has none, because spans are rows only where that is asked for. */
    @Test
    void tellsASpanOfNoTrace() {
        assertThat(verify(good.withAnyRow("spans")).differences())
                .singleElement()
                .isInstanceOf(Difference.Unexpected.class)
                .satisfies(one -> assertThat(one.entity().kind()).isEqualTo(EntityKind.SPAN));
    }

    @Test
    void tellsAColumnThatTheRevisionDoesNotHave() {
        Path changed =
                good.with(Change.of("ALTER TABLE runs ADD COLUMN mood TEXT")).orElseThrow();

        assertThat(verify(changed).differences())
                .extracting(one -> one.entity() + " " + one.field() + ": " + one.found())
                .containsExactly("other row runs mood: a column");
    }

    /** A revision is not content of a store: only one whose tables and columns are the same can take its place. */
    @Test
    void tellsAnotherRevision() {
        List<String> same = new ArrayList<>();
        for (MlflowSchema schema : MlflowSchema.all()) {
            Path changed = good.with(Change.of("UPDATE alembic_version SET version_num = ?", schema.revision()))
                    .orElseThrow();
            if (isEqual(changed)) {
                same.add(schema.revision());
            }
        }

        assertThat(same).containsExactly(MlflowSchema.NEWEST_TESTED.revision());
        for (String change : List.of(
                "UPDATE alembic_version SET version_num = '0123456789ab'",
                "UPDATE alembic_version SET version_num = CAST(version_num AS BLOB)",
                "INSERT INTO alembic_version VALUES ('0123456789ab')",
                "DELETE FROM alembic_version")) {
            Path changed = good.with(Change.of(change)).orElseThrow();
            assertThatThrownBy(() -> verify(changed)).as(change).isInstanceOf(TargetException.class);
        }
    }

    private static boolean isEqual(Path database) {
        try {
            return verify(database).equal();
        } catch (TargetException e) {
            return false;
        }
    }

    @Test
    void takesGeneratedIdsThatWereRenamedEverywhere() {
        Path changed = good.with(
                        Change.of("UPDATE datasets SET dataset_uuid = 'd' || rowid || dataset_uuid"),
                        Change.of("UPDATE inputs SET source_id = (SELECT dataset_uuid FROM datasets"
                                + " WHERE dataset_uuid LIKE '%' || source_id) WHERE source_type = 'DATASET'"),
                        Change.of("UPDATE inputs SET input_uuid = 'i' || input_uuid"),
                        Change.of("UPDATE input_tags SET input_uuid = 'i' || input_uuid"),
                        Change.of("UPDATE entity_associations SET association_id = 'a' || association_id"))
                .orElseThrow();

        VerificationReport report = verify(changed);

        assertThat(report.differences()).isEmpty();
        assertThat(report.contentDigest()).isEqualTo(verify(good.file()).contentDigest());
    }

    /** Whether the database took the change, which is then told; it refuses only what would be the same key twice. */
    private static boolean check(ChangedDatabase base, String how, Column column, Long row, @Nullable Object value) {
        Path changed = base.with(Change.of(
                        "UPDATE %s SET \"%s\" = ? WHERE rowid = ?".formatted(column.table(), column.name()),
                        value,
                        row))
                .orElse(null);
        String what = column + " of row " + row + ", " + base.value(column, row) + ", is " + how;
        if (changed == null) {
            assertThat(column.isUnique()).as(what + ", which was refused").isTrue();
            return false;
        }
        List<Difference> differences = verify(changed).differences();
        if (PASSES.contains(column + " " + how) && differences.isEmpty()) {
            return true;
        }
        toldOnce(what, column.table(), differences);
        if (!isIdentity(column)) {
            assertThat(differences).as(what).hasSize(1).allMatch(one -> names(one, column));
        }
        return true;
    }

    /** At least one difference of the table itself, the rest of what hangs on the row; none twice. */
    private static void toldOnce(String what, String table, List<Difference> differences) {
        assertThat(differences).as(what).isNotEmpty();
        assertThat(differences)
                .as(what)
                .extracting(one -> one.kind() + " " + one.entity() + " " + one.field())
                .doesNotHaveDuplicates();
        List<Difference> own =
                differences.stream().filter(one -> of(table, one)).toList();
        assertThat(own.size()).as(what + ": " + own).isLessThanOrEqualTo(2);
        assertThat(differences).as(what).allMatch(one -> of(table, one) || hangsOn(table, one));
    }

    private static boolean of(String table, Difference one) {
        EntityKind kind = one.entity().kind();
        return kind == EntityKind.OTHER
                ? one.entity().names().get(0).equals(table)
                : kind.table().equals(table);
    }

    private static boolean hangsOn(String table, Difference one) {
        return DEPENDENT.getOrDefault(table, Set.of()).contains(one.entity().kind());
    }

    private static boolean isIdentity(Column column) {
        Set<String> identity = IDENTITY.getOrDefault(column.table(), Set.of());
        Set<String> none = NO_IDENTITY.getOrDefault(column.table(), Set.of());
        boolean end = column.table().equals("inputs") && !column.name().equals("step");
        return end || identity.contains(column.name()) || (column.inKey() && !none.contains(column.name()));
    }

    private static boolean names(Difference one, Column column) {
        String promoted = column.table().equals("trace_info") ? PROMOTED.get(column.name()) : null;
        boolean itself = of(column.table(), one) && one.field().equals(column.name());
        return itself || (promoted != null && one.entity().names().contains(promoted));
    }
}
