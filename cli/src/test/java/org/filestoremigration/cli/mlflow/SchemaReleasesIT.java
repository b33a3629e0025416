package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.database.DatabaseComparison;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MLflow releases take the databases that are made for them as their own.
 *
 * <p>{@code -Dmlflow.releases=all} tries one release for each schema that is worth it, {@code -Dmlflow.releases=3.13.0,…}
 * others; each needs the image of its release.
 */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class SchemaReleasesIT {

    private static final String NEWEST = "3.17.2";
    private static final String DATABASE = MlflowContainer.HOME + "/mlflow.db";

    @TempDir
    private Path folder;

    static Stream<String> releases() {
        String releases = System.getProperty("mlflow.releases", NEWEST);
        return Stream.of((releases.equals("all") ? "3.10.1,3.13.0,3.16.1," + NEWEST : releases).split(","));
    }

    @ParameterizedTest(name = "MLflow {0}")
    @MethodSource("releases")
    void opensItsDatabaseAndLeavesItAsItIs(String release) {
        Path migrated = migrate(TestData.store("3.10.1", folder), "ours.db", release);
        try (MlflowContainer mlflow = new MlflowContainer(release)) {
            mlflow.start();
            mlflow.put(migrated, DATABASE);

            Program.Result opened = mlflow.script("open_database", "--db", "sqlite:///" + DATABASE);

            assertThat(opened.exit()).as(opened.toString()).isZero();
            assertThat(opened.out().lines())
                    .containsExactly("opened: experiments %d, runs %d, params %d, latest metrics %d, metric points %d,"
                                    .formatted(
                                            count(migrated, "experiments"),
                                            count(migrated, "runs"),
                                            count(migrated, "params"),
                                            count(migrated, "latest_metrics"),
                                            count(migrated, "metrics"))
                            + " traces %d, assessments %d"
                                    .formatted(count(migrated, "trace_info"), count(migrated, "assessments")));
            assertThat(DatabaseComparison.differences(migrated, mlflow.fetch(DATABASE, folder.resolve("opened.db"))))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "store of {0}")
    @ValueSource(strings = {"2.22.5", "3.10.1"})
    void upgradesAnOlderDatabaseToWhatADirectMigrationGives(String store) {
        Path mlruns = TestData.store(store, folder);
        Path direct = migrate(mlruns, "direct.db", NEWEST);

        Path upgraded = upgrade(migrate(mlruns, "older.db", "3.10.1"));

        assertThat(DatabaseComparison.differences(direct, upgraded)).isEmpty();
    }

    /** MLflow's upgrade cuts long names and sessions, and drops token usage and cost in another form than its own. */
    @Test
    void keepsWhatMlflowsUpgradeCuts() {
        Path mlruns = TestData.hostileStore("trace-metadata-promoted", folder);
        Path direct = migrate(mlruns, "direct.db", NEWEST);

        Path upgraded = upgrade(migrate(mlruns, "older.db", "3.10.1"));

        List<ColumnDifference> differences = ColumnDifference.between(upgraded, direct);
        assertThat(differences)
                .filteredOn(difference -> difference.table().equals("trace_info"))
                .extracting(
                        ColumnDifference::column,
                        difference -> difference.left().length(),
                        difference -> difference.right().length(),
                        difference -> difference.right().startsWith(difference.left()))
                .containsExactlyInAnyOrder(
                        tuple("session_id", "text:".length() + 250, "text:".length() + 300, true),
                        tuple("trace_name", "text:".length() + 4096, "text:".length() + 5000, true));
        assertThat(differences)
                .filteredOn(difference -> !difference.table().equals("trace_info"))
                .extracting(ColumnDifference::table, ColumnDifference::kind)
                .containsOnly(tuple("trace_request_metadata", ColumnDifference.Kind.ROW_ADDED))
                .hasSize(3);
        assertThat(
                        DatabaseQuery.rows(
                                direct,
                                "SELECT value FROM trace_request_metadata WHERE key IN ('mlflow.trace.cost', 'mlflow.trace.tokenUsage')"))
                .containsExactlyInAnyOrder(
                        "{\"input_cost\": Infinity, \"total_cost\": \"0.5\", \"currency\": \"EUR\"}",
                        "n/a",
                        "{\"input_tokens\": 1, \"reasoning_tokens\": 5}");
    }

    private Path migrate(Path mlruns, String name, String release) {
        Program.Result result =
                Program.run(folder, "--source", mlruns, "--target", "sqlite:///" + name, "--mlflow-version", release);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        return folder.resolve(name);
    }

    private Path upgrade(Path older) {
        try (MlflowContainer mlflow = new MlflowContainer(NEWEST)) {
            mlflow.start();
            mlflow.put(older, DATABASE);
            Program.Result result = mlflow.run("mlflow", "db", "upgrade", "sqlite:///" + DATABASE);
            assertThat(result.exit()).as(result.toString()).isZero();
            return mlflow.fetch(DATABASE, folder.resolve("upgraded.db"));
        }
    }

    private static long count(Path database, String table) {
        return DatabaseQuery.integer(database, "SELECT count(*) FROM " + table);
    }
}
