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

/** Spans as rows at revisions that keep their cost and model elsewhere than the newest, or nowhere. */
final class SpansInOlderSchemasTest {

    private static final String ROWS =
            "SELECT trace_id, experiment_id, span_id, parent_span_id, name, type, status, start_time_unix_nano,"
                    + " end_time_unix_nano, duration_ns, content FROM spans ORDER BY trace_id, span_id";

    /** Of a span whose model has 600 characters. */
    private static final String LONG_MODEL = "tr-21b6936dde45803a8567c71a88cd5a7c";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path source;
    private Path target;

    @BeforeEach
    void unpackAStore() {
        source = TestData.storeWithSpans(folder);
        target = folder.resolve("mlflow.db");
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args =
                List.of(command, "--source", source.toString(), "--target", target.toString(), "--spans", "database");
        String[] all = Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
        return Main.run(all, new PrintWriter(out), new PrintWriter(err));
    }

    private void migrate(String release) {
        assertThat(run("migrate", "--mlflow-version", release))
                .as(out.toString() + err)
                .isZero();
        assertThat(out.toString()).contains("       27 traces with 70 spans\n").contains("Source and target are equal");
        assertThat(run("verify")).as(out.toString() + err).isZero();
    }

    private List<String> rows(String sql) {
        return DatabaseQuery.rows(target, sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.0", "3.9.0", "3.10.1", "3.16.1"})
    void equalThoseOfMlflowButForCostAndModel(String release) {
        migrate(release);

        Path truth = TestData.databaseWithSpans(folder);
        assertThat(rows(ROWS)).isEqualTo(DatabaseQuery.rows(truth, ROWS)).hasSize(70);
        String located = "SELECT request_id, value FROM trace_tags WHERE key = 'mlflow.trace.spansLocation' ORDER BY 1";
        assertThat(rows(located)).isEqualTo(DatabaseQuery.rows(truth, located)).hasSize(26);
    }

    @ParameterizedTest
    @CsvSource({"3.6.0, bf29a5ff90ea", "3.9.0, d3e4f5a6b7c8"})
    void keepCostAndModelInTheContentAlone(String release, String revision) {
        migrate(release);

        assertThat(rows("SELECT version_num FROM alembic_version")).containsExactly(revision);
        assertThat(rows("SELECT name FROM pragma_table_info('spans')"))
                .containsExactly(
                        "trace_id",
                        "experiment_id",
                        "span_id",
                        "parent_span_id",
                        "name",
                        "type",
                        "status",
                        "start_time_unix_nano",
                        "end_time_unix_nano",
                        "content");
        assertThat(rows("SELECT count(*) FROM sqlite_schema WHERE name = 'span_metrics'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.10.1", "3.16.1"})
    void keepCostAndModelAsMlflowOfThatReleaseDoes(String release) {
        migrate(release);

        assertThat(rows("SELECT dimension_attributes, count(*) FROM spans GROUP BY 1 ORDER BY 1 DESC"))
                .containsExactly(
                        "{\"mlflow.llm.model\": \"" + "m".repeat(600) + "\"}|1",
                        "{\"mlflow.llm.model\": \"local-model-7b\", \"mlflow.llm.provider\": \"acme\"}|1",
                        "null|68");
        assertThat(rows("SELECT DISTINCT typeof(dimension_attributes) FROM spans"))
                .containsExactly("text");
        assertThat(rows("SELECT span_id, key, value FROM span_metrics WHERE trace_id = '" + LONG_MODEL
                        + "' ORDER BY key"))
                .containsExactly(
                        "3028f51599d4d04b|input_cost|0.1",
                        "3028f51599d4d04b|output_cost|0.2",
                        "3028f51599d4d04b|total_cost|0.30000000000000004");
        assertThat(rows("SELECT span_id, key, value FROM span_metrics WHERE trace_id <> '" + LONG_MODEL
                        + "' ORDER BY key"))
                .containsExactly(
                        "e7c4342f37b72336|input_cost|1.2e-05",
                        "e7c4342f37b72336|output_cost|9.0e-05",
                        "e7c4342f37b72336|total_cost|0.000102");
    }

    /** An upgrade cannot fill the columns of what had no place before; a merge leaves what is there. */
    @Test
    void stayWithoutCostAndModelWhereAnUpgradeLeftThemOut() {
        assertThat(run("migrate")).as(out.toString() + err).isZero();
        DatabaseQuery.change(
                target,
                "UPDATE spans SET input_cost = NULL, output_cost = NULL, total_cost = NULL, model_name = NULL,"
                        + " model_provider = NULL");
        DatabaseQuery.change(target, "DELETE FROM spans WHERE type = 'RETRIEVER'");
        assertThat(run("verify")).isEqualTo(ExitCode.DIFFERENT.status());

        assertThat(run("migrate", "--merge")).as(out.toString() + err).isZero();

        assertThat(out.toString()).contains("Nothing was lost");
        assertThat(rows(ROWS)).hasSize(70);
        assertThat(rows("SELECT count(*) FROM spans WHERE model_name IS NOT NULL OR total_cost IS NOT NULL"))
                .containsExactly("0");
        assertThat(run("verify", "--mlflow-version", "3.9.0"))
                .as(out.toString())
                .isZero();
    }

    @Test
    void areRefusedWhereMlflowDoesNotReadThem() {
        assertThat(run("migrate", "--mlflow-version", "3.4.0")).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(err.toString())
                .contains(
                        "--spans database: MLflow of the target's schema reads spans only from files; MLflow 3.6.0 is the"
                                + " first that reads them from the database: migrate to its schema or a later one, see"
                                + " --mlflow-version, or leave --spans database out");
        assertThat(target).doesNotExist();
        assertThat(run("plan", "--mlflow-version", "3.4.0")).isEqualTo(ExitCode.WRONG_USAGE.status());
    }
}
