package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans as rows of a server's database at revisions that keep their cost and model elsewhere than the newest. */
final class SpansInOlderServerSchemasTest {

    /** An experiment has another id there, and the same name. */
    private static final String ROWS = """
            SELECT e.name, s.trace_id, s.span_id, s.parent_span_id, s.name, s.type, s.status, s.start_time_unix_nano,
              s.end_time_unix_nano, s.duration_ns, s.content
            FROM spans s JOIN experiments e ON e.experiment_id = s.experiment_id
            """;

    private static final String METRICS = "SELECT trace_id, span_id, key, value FROM span_metrics";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String uri = TestServer.newDatabase();
    private Path source;

    @BeforeEach
    void unpackAStore() {
        source = TestData.storeWithSpans(folder);
    }

    private int run(String command, String target, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args = List.of(command, "--source", source.toString(), "--target", target, "--spans", "database");
        String[] all = Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
        return Main.run(all, new PrintWriter(out), new PrintWriter(err));
    }

    private void migrate(String release) {
        assertThat(run("migrate", uri, "--mlflow-version", release))
                .as(out.toString() + err)
                .isZero();
        assertThat(out.toString()).contains("Source and target are equal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.0", "3.9.0", "3.10.1", "3.16.1"})
    void equalThoseOfMlflowButForCostAndModel(String release) {
        migrate(release);

        assertThat(run("verify", uri)).as(out.toString() + err).isZero();
        assertThat(TestServer.query(uri, ROWS))
                .containsExactlyInAnyOrderElementsOf(DatabaseQuery.rows(TestData.databaseWithSpans(folder), ROWS))
                .hasSize(70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.10.1", "3.16.1"})
    void keepCostAndModelAsAFileDoes(String release) {
        migrate(release);
        Path file = folder.resolve("mlflow.db");
        assertThat(run("migrate", file.toString(), "--mlflow-version", release)).isZero();

        assertThat(TestServer.query(uri, "SELECT span_id, dimension_attributes::text FROM spans"))
                .containsExactlyInAnyOrderElementsOf(
                        DatabaseQuery.rows(file, "SELECT span_id, dimension_attributes FROM spans"))
                .contains(
                        "e7c4342f37b72336|{\"mlflow.llm.model\": \"local-model-7b\", \"mlflow.llm.provider\": \"acme\"}")
                .hasSize(70);
        assertThat(TestServer.query(uri, METRICS + " WHERE span_id = 'e7c4342f37b72336' ORDER BY key"))
                .containsExactly(
                        "tr-b64e13f93a8ad974b6327b45f4d32582|e7c4342f37b72336|input_cost|1.2e-05",
                        "tr-b64e13f93a8ad974b6327b45f4d32582|e7c4342f37b72336|output_cost|9e-05",
                        "tr-b64e13f93a8ad974b6327b45f4d32582|e7c4342f37b72336|total_cost|0.000102");
        assertThat(TestServer.query(uri, METRICS)).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE spans SET dimension_attributes = '{\"mlflow.llm.model\": \"x\"}' WHERE span_id = 'e7c4342f37b72336'"
                        + " | model_name",
                "UPDATE spans SET dimension_attributes = '{}' WHERE span_id = '908239a943168015' | dimension_attributes",
                "UPDATE span_metrics SET value = 0.5 WHERE key = 'total_cost' | total_cost",
                "DELETE FROM span_metrics WHERE key = 'input_cost' | input_cost",
                "INSERT INTO span_metrics SELECT trace_id, span_id, 'latency', 1 FROM span_metrics WHERE key = 'input_cost'"
                        + " | span_metrics"
            })
    void areVerified(String change, String told) {
        migrate("3.10.1");
        TestServer.execute(uri, change);

        assertThat(run("verify", uri)).isEqualTo(ExitCode.DIFFERENT.status());

        assertThat(out.toString()).contains(told);
    }

    @Test
    void areAddedByAMergeAndNotTwice() {
        migrate("3.10.1");
        List<String> whole = TestServer.dump(uri);
        TestServer.execute(uri, "DELETE FROM spans WHERE parent_span_id IS NOT NULL");
        assertThat(TestServer.query(uri, METRICS)).hasSizeLessThan(6);

        assertThat(run("migrate", uri, "--merge")).as(out.toString() + err).isZero();
        assertThat(TestServer.dump(uri)).isEqualTo(whole);
        List<String> before = TestServer.dumpOfWritten(uri);
        assertThat(run("migrate", uri, "--merge")).as(out.toString() + err).isZero();

        assertThat(out.toString()).contains("Nothing to add");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
    }

    @Test
    void areRefusedWhereMlflowDoesNotReadThem() {
        assertThat(run("migrate", uri, "--mlflow-version", "3.4.0")).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(err.toString()).contains("MLflow 3.6.0 is the first that reads them from the database");
        assertThat(TestServer.query(uri, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }
}
