package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores that MLflow writes on the spot, migrated, and read by MLflow again beside the store.
 *
 * <p>{@code -Dlive.seeds=1,2,3} chooses other content. With an odd seed metric points are logged twice, which MLflow's own
 * migration does not survive; with an even one it goes through, and its database is compared with ours.
 */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class LiveStoreIT {

    @RegisterExtension
    private static final MlflowContainer MLFLOW = new MlflowContainer("3.17.2");

    @TempDir
    private Path folder;

    static Stream<Integer> seeds() {
        return Stream.of(System.getProperty("live.seeds", "1,2").split(",")).map(Integer::valueOf);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsTheSameFromTheDatabaseAsFromTheStore(int seed) {
        boolean duplicates = seed % 2 == 1;
        Home home = new Home(MlflowContainer.HOME + "/seed-" + seed);
        write(home, seed, duplicates);
        Path database = migrate(home);

        succeeds(
                MLFLOW.script("compare_client", "--source", home.store(), "--db", home.database()),
                "EQUAL: 0 differences, 0 read errors");
        succeeds(MLFLOW.script("open_artifacts", "--store", home.store(), "--db", home.database()), "opened: ");
        Program.Result official = MLFLOW.run(
                "mlflow", "migrate-filestore", "--source", home.store(), "--target", home.officialDatabase());
        if (duplicates) {
            assertThat(official.exit()).as(official.toString()).isEqualTo(1);
            assertThat(official.out() + official.err())
                    .contains("sqlite3.IntegrityError) UNIQUE constraint failed: metrics.key, metrics.timestamp,"
                            + " metrics.step, metrics.run_uuid, metrics.value, metrics.is_nan");
        } else {
            assertThat(official.exit()).as(official.toString()).isZero();
            assertOnlyDeclaredDifferences(fetchOfficial(home), database);
        }
    }

    private record Home(String path) {

        String store() {
            return path + "/mlruns";
        }

        String database() {
            return "sqlite:///" + path + "/mlflow.db";
        }

        String officialDatabase() {
            return "sqlite:///" + path + "/official.db";
        }
    }

    private static void write(Home home, int seed, boolean duplicates) {
        assertThat(MLFLOW.run("mkdir", "-p", home.path()).exit()).isZero();
        String[] arguments = {"--store", home.store(), "--seed", Integer.toString(seed), "--no-duplicates"};
        succeeds(MLFLOW.script("write_store", duplicates ? Arrays.copyOf(arguments, 4) : arguments), "experiments 5, ");
    }

    /** Migrates a copy of the store outside the container, and puts the database beside the store. */
    private Path migrate(Home home) {
        assertThat(MLFLOW.run("tar", "-C", home.path(), "-czf", home.path() + "/store.tar.gz", "mlruns")
                        .exit())
                .isZero();
        TestData.unpack(MLFLOW.fetch(home.path() + "/store.tar.gz", folder.resolve("store.tar.gz")), folder);
        Program.Result result =
                Program.run(folder, "--source", folder.resolve("mlruns"), "--target", "sqlite:///mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        Path database = folder.resolve("mlflow.db");
        MLFLOW.put(database, home.path() + "/mlflow.db");
        return database;
    }

    /** MLflow leaves its database in WAL mode: the file alone may lack what it wrote last. */
    private Path fetchOfficial(Home home) {
        succeeds(
                MLFLOW.run(
                        "python3",
                        "-c",
                        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA journal_mode=DELETE').fetchone())",
                        home.path() + "/official.db"),
                "delete");
        return MLFLOW.fetch(home.path() + "/official.db", folder.resolve("official.db"));
    }

    private static void assertOnlyDeclaredDifferences(Path official, Path ours) {
        List<ColumnDifference> differences = ColumnDifference.between(official, ours);
        DeclaredDifferences declared = DeclaredDifferences.read(TestData.live("official-differences.md"));
        assertThat(declared.undeclared(differences)).isEmpty();
        assertThat(declared.unused(differences)).isEmpty();
    }

    private static void succeeds(Program.Result result, String saying) {
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains(saying);
    }
}
