package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.database.DatabaseComparison;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.MountableFile;

/** What MLflow's own upgrade makes of spans that were migrated to older schemas, and what its client reads then. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class UpgradedSpansIT {

    private static final String NEWEST = "3.17.2";

    /** Where the artifact locations of the store lead. */
    private static final String MLRUNS = MlflowContainer.HOME + "/mlruns";

    @TempDir
    private static Path folder;

    private static MlflowContainer mlflow;
    private static Path mlruns;
    private static Path direct;

    @BeforeAll
    static void start() {
        mlruns = TestData.storeWithSpans(folder);
        direct = migrate(NEWEST);
        mlflow = new MlflowContainer(NEWEST);
        mlflow.start();
    }

    @AfterAll
    static void stop() {
        mlflow.stop();
    }

    private static Path migrate(String release) {
        String name = "spans-" + release + ".db";
        succeeds(Program.run(
                folder,
                "--source",
                mlruns,
                "--target",
                "sqlite:///" + name,
                "--spans",
                "database",
                "--mlflow-version",
                release,
                "--overwrite"));
        return folder.resolve(name);
    }

    private static String place(String release) {
        return MlflowContainer.HOME + "/spans-" + release + ".db";
    }

    private static Path upgraded(String release) {
        mlflow.put(migrate(release), place(release));
        succeeds(mlflow.run("mlflow", "db", "upgrade", "sqlite:///" + place(release)));
        return mlflow.fetch(place(release), folder.resolve("upgraded-" + release + ".db"));
    }

    private static void succeeds(Program.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.10.1", "3.16.1"})
    void becomeWhatADirectMigrationGives(String release) {
        assertThat(DatabaseComparison.differences(direct, upgraded(release))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.0", "3.9.0"})
    void lackOnlyCostAndModelThatHadNoPlace(String release) {
        assertThat(ColumnDifference.between(upgraded(release), direct))
                .extracting(one -> one.kind() + " " + one.table() + "." + one.column() + " " + one.right())
                .containsExactlyInAnyOrder(
                        "NULL_FILLED spans.input_cost real:0x1.999999999999ap-4",
                        "NULL_FILLED spans.output_cost real:0x1.999999999999ap-3",
                        "NULL_FILLED spans.total_cost real:0x1.3333333333334p-2",
                        "NULL_FILLED spans.model_name text:" + "m".repeat(500),
                        "NULL_FILLED spans.input_cost real:0x1.92a737110e454p-17",
                        "NULL_FILLED spans.output_cost real:0x1.797cc39ffd60fp-14",
                        "NULL_FILLED spans.total_cost real:0x1.abd1aa821f299p-14",
                        "NULL_FILLED spans.model_name text:local-model-7b",
                        "NULL_FILLED spans.model_provider text:acme");
    }

    @Test
    void areReadByMlflowsClientWithoutTheFolder() {
        List<String> arguments = new ArrayList<>(List.of("--store", MLRUNS));
        for (String release : List.of("3.6.0", "3.9.0", "3.10.1", "3.16.1")) {
            upgraded(release);
            arguments.addAll(List.of("--db", "sqlite:///" + place(release)));
        }
        mlflow.copyFileToContainer(MountableFile.forHostPath(mlruns), MLRUNS);

        Program.Result compared = mlflow.script("compare_spans", arguments.toArray(String[]::new));

        succeeds(compared);
        assertThat(compared.out().lines())
                .hasSize(4)
                .containsOnly("equal: 70 spans of 26 traces, 2 of a translated type");
    }
}
