package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged program makes exactly the database that a complete migration of a store gives. */
class MlflowDatabaseIT {

    /** MLflow 3.10.1 cannot read the issue references that MLflow 3.17.2 wrote: there they are left out. */
    private static final String NEWEST_STORE = "3.17.2";

    @TempDir
    private Path folder;

    static Stream<Arguments> storesAndReleases() {
        return TestData.stores().stream()
                .filter(store -> !store.equals("0.8.2"))
                .flatMap(store -> Stream.of("3.10.1", "3.17.2").map(release -> Arguments.of(store, release)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("storesAndReleases")
    void equalsTheDatabaseOfAnMlflowRelease(String store, String release) {
        boolean partly = store.equals(NEWEST_STORE) && release.equals("3.10.1");
        Path mlruns = TestData.store(store, folder);

        Program.Result result = Program.run(
                folder,
                "--source",
                mlruns,
                "--target",
                "sqlite:///mlflow.db",
                "--mlflow-version",
                release,
                "--on-bad",
                partly ? "skip" : "fail");

        assertThat(result.exit())
                .as(result.out() + result.err())
                .isEqualTo((partly ? ExitCode.INCOMPLETE : ExitCode.COMPLETE).status());
        Path migrated = folder.resolve("mlflow.db");
        assertThat(DatabaseQuery.rows(migrated, "PRAGMA journal_mode")).containsExactly("delete");
        Path truth = TestData.database(store, release, folder);
        assertThat(DatabaseComparison.differences(truth, migrated)).isEmpty();
    }
}
