package org.filestoremigration.cli.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.cli.database.ChangedDatabase.Change;
import org.filestoremigration.cli.database.DatabaseColumns.Column;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.filestore.span.StoreWithSpans;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One change of spans as MLflow 3.10 to 3.16 keep them, where a span has rows in two tables: each must be told. */
final class SpanSharpnessTest {

    private static final String TRACE = "tr-b64e13f93a8ad974b6327b45f4d32582";
    private static final String SPAN = "e7c4342f37b72336";
    private static final String OF_SPAN = " WHERE span_id = '" + SPAN + "'";

    private static final String SPAN_KEY = "span 390685535459677956/" + TRACE + "/" + SPAN;
    private static final String METRIC_KEY = "other row span_metrics/" + TRACE + "/" + SPAN;

    @TempDir
    private static Path folder;

    private static InMemoryStore source;
    private static String digest;
    private static MigrationSummary content;
    private static ChangedDatabase good;
    private static ChangedDatabase loose;

    @BeforeAll
    static void migrateSpans() {
        Path mlruns = TestData.storeWithSpans(folder);
        Path database = folder.resolve("good.db");
        try (FileStore files = FileStore.open(mlruns);
                StoreReader store = new StoreWithSpans(files, List.of(mlruns), SpanForm.DIMENSIONS, TextLimits.NONE);
                StoreWriter writer = SqliteStore.create(database, MlflowSchema.forVersion("3.10.1"))) {
            source = InMemoryStore.copyOf(store);
            digest = ContentDigest.of(source.reader());
            content = Migration.copy(source.reader(), writer, Progress.NONE);
            writer.commit();
        }
        good = new ChangedDatabase(database, folder.resolve("changed.db"));
        Path copy = folder.resolve("loose.db");
        LooseCopy.of(database, copy);
        loose = new ChangedDatabase(copy, folder.resolve("changed.db"));
    }

    private static VerificationReport verify(Path database) {
        try (SqliteStore target = SqliteStore.open(database);
                StoreTarget written = new WrittenDatabase(database)) {
            VerificationReport report = Verification.compare(source.reader(), target);
            boolean proven = Proof.byDigest(
                            digest, content, source.reader(), written, Verification.DEFAULT_LIMIT, Progress.NONE)
                    .filter(Proof::holds)
                    .isPresent();
            assertThat(proven).as("by digest").isEqualTo(report.equal());
            return report;
        }
    }

    private static List<String> told(Path database) {
        return verify(database).differences().stream()
                .map(one -> one.entity() + " " + one.field() + ": " + one.expected() + " | " + one.found())
                .toList();
    }

    /** Otherwise the changes below would show nothing. */
    @Test
    void findsNothingWhereNothingWasChanged() {
        assertThat(good.count("spans")).isEqualTo(70);
        assertThat(good.count("span_metrics")).isEqualTo(6);
        assertThat(told(good.file())).isEmpty();
        assertThat(told(loose.file())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spans", "span_metrics"})
    void tellsEachOtherValueAndStorageClassAndNull(String table) {
        int changes = 0;
        for (Column column : good.columns(table)) {
            for (Long row : good.someRows(column)) {
                Object value = good.value(column, row);
                changes += requireTold(good, column, row, ChangedDatabase.another(column, value));
                if (value != null) {
                    changes += requireTold(loose, column, row, value.toString().getBytes(UTF_8));
                    changes += value.equals("null") ? 0 : requireTold(loose, column, row, null);
                }
            }
        }
        assertThat(changes).isGreaterThan(5 * good.columns(table).size());
    }

    /** How many changes the database took. */
    private static int requireTold(ChangedDatabase base, Column column, Long row, @Nullable Object value) {
        Optional<Path> changed = base.with(Change.of(
                "UPDATE %s SET \"%s\" = ? WHERE rowid = ?".formatted(column.table(), column.name()), value, row));
        changed.ifPresent(database -> assertThat(verify(database).differences())
                .as("%s of row %d is %s", column, row, value)
                .isNotEmpty());
        return changed.isPresent() ? 1 : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"spans", "span_metrics"})
    void tellsEachMissingAndEachAdditionalRow(String table) {
        for (Long row : good.someRows(table)) {
            assertThat(good.with(Change.of("DELETE FROM " + table + " WHERE rowid = ?", row)))
                    .hasValueSatisfying(
                            changed -> assertThat(verify(changed).differences()).isNotEmpty());
            List<Difference> additional = new ArrayList<>();
            good.columns(table).stream()
                    .filter(Column::inKey)
                    .forEach(column -> good.withCopy(row, column).ifPresent(changed -> {
                        List<Difference> differences = verify(changed).differences();
                        assertThat(differences)
                                .as("another %s of row %d", column, row)
                                .isNotEmpty();
                        additional.addAll(differences);
                    }));
            assertThat(additional).isNotEmpty();
        }
    }

    static Stream<Arguments> changes() {
        String dimensions = "{\"mlflow.llm.model\": \"local-model-7b\", \"mlflow.llm.provider\": \"acme\"}";
        return Stream.of(
                told(
                        "UPDATE spans SET dimension_attributes = replace(dimension_attributes, 'acme', 'acne')"
                                + OF_SPAN,
                        SPAN_KEY + " model_provider: acme | acne"),
                told(
                        "UPDATE spans SET dimension_attributes = replace(dimension_attributes, ', ', ',')" + OF_SPAN,
                        SPAN_KEY + " dimension_attributes: " + dimensions + " | " + dimensions.replace(", ", ",")),
                told(
                        "UPDATE spans SET dimension_attributes = replace(dimension_attributes, '}', ', \"n\": 1}')"
                                + OF_SPAN,
                        SPAN_KEY + " dimension_attributes: " + dimensions + " | "
                                + dimensions.replace("}", ", \"n\": 1}")),
                told(
                        "UPDATE spans SET dimension_attributes = '{}' WHERE dimension_attributes = 'null' AND trace_id = '"
                                + TRACE + "' AND parent_span_id IS NULL",
                        "span 390685535459677956/" + TRACE + "/908239a943168015 dimension_attributes: null | {}"),
                told(
                        "UPDATE span_metrics SET value = 0.5" + OF_SPAN + " AND key = 'total_cost'",
                        SPAN_KEY + " total_cost: 1.02E-4 | 0.5"),
                told(
                        "UPDATE span_metrics SET value = NULL" + OF_SPAN + " AND key = 'input_cost'",
                        SPAN_KEY + " input_cost: 1.2E-5 | null"),
                told(
                        "DELETE FROM span_metrics" + OF_SPAN + " AND key = 'output_cost'",
                        SPAN_KEY + " output_cost: 9.0E-5 | null"),
                told(
                        "INSERT INTO span_metrics VALUES ('" + TRACE + "', '" + SPAN + "', 'latency', 0.5)",
                        METRIC_KEY
                                + "/latency row: null | another key, where there should be input_cost, output_cost or total_cost"),
                told(
                        "INSERT INTO span_metrics VALUES ('" + TRACE + "', 'e7c4342f37b72337', 'input_cost', 0.5)",
                        "other row span_metrics/" + TRACE
                                + "/e7c4342f37b72337/input_cost row: null | none, where there should be an owner in spans"),
                told(
                        "INSERT INTO span_metrics VALUES ('" + TRACE + "', '908239a943168015', 'total_cost', NULL)",
                        "other row span_metrics/" + TRACE + "/908239a943168015/total_cost value: a number | null"));
    }

    private static Arguments told(String change, String difference) {
        return Arguments.of(change, difference);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tellsWhatIsWrong(String change, String difference) {
        assertThat(told(good.with(Change.of(change)).orElseThrow())).containsExactly(difference);
    }

    /** MLflow's upgrade from 3.9 leaves it so; MLflow reads both as no attributes. */
    @Test
    void takesNullForNoAttributes() {
        assertThat(told(good.with(Change.of(
                                "UPDATE spans SET dimension_attributes = NULL WHERE dimension_attributes = 'null'"))
                        .orElseThrow()))
                .isEmpty();
    }

    @Test
    void tellsCostsWhereSpansAreInFiles() {
        Path database = folder.resolve("files.db");
        Path mlruns = folder.resolve("mlruns");
        try (FileStore files = FileStore.open(mlruns);
                StoreWriter writer = SqliteStore.create(database, MlflowSchema.forVersion("3.16.1"))) {
            Migration.copy(files, writer, Progress.NONE);
            writer.commit();
        }
        Path changed = new ChangedDatabase(database, folder.resolve("changed.db")).withAnyRow("span_metrics");

        try (FileStore files = FileStore.open(mlruns);
                SqliteStore target = SqliteStore.open(changed)) {
            assertThat(Verification.compare(files, target).differences())
                    .extracting(one -> one.entity() + " " + one.field() + ": " + one.found())
                    .containsExactly("other row span_metrics/x/x/x row: none, where there should be an owner in spans");
        }
    }
}
