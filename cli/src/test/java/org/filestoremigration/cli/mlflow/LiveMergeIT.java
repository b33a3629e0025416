package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Browser;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People log into the database, rename, tag and delete, while the store grows: a merge leaves both histories. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.mlflow.WebPageIT#serverAndBrowserAreThere",
        disabledReason = "needs a Docker daemon that answers, and chromium and chromedriver on the PATH"
                + " (Debian: chromium, chromium-driver)")
class LiveMergeIT {

    @RegisterExtension
    private static final MlflowContainer MLFLOW = new MlflowContainer("3.17.2");

    @TempDir
    private Path folder;

    /** @param release for which the database was made; MLflow 3.17.2 upgrades an older one before people log into it */
    @ParameterizedTest(name = "of MLflow {0}")
    @ValueSource(strings = {"3.17.2", "3.10.1"})
    void leavesBothHistories(String release) throws IOException {
        String home = MlflowContainer.HOME + "/merge-" + release;
        String store = home + "/mlruns";
        String database = "sqlite:///" + home + "/mlflow.db";
        succeeds(MLFLOW.run("mkdir", "-p", home));
        succeeds(MLFLOW.script("both_sides", "begin", "--store", store));
        fetchStore(home, "before");
        succeeds(program("before", "--mlflow-version", release));
        MLFLOW.put(folder.resolve("mlflow.db"), home + "/mlflow.db");
        succeeds(MLFLOW.run("mlflow", "db", "upgrade", database));
        succeeds(MLFLOW.script("both_sides", "go-on", "--store", store, "--db", database));
        fetchStore(home, "after");
        Path merged = fetchDatabase(home);

        byte[] before = Files.readAllBytes(merged);
        Program.Result conflicting = program("after", "--merge");
        assertThat(conflicting.exit()).as(conflicting.toString()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(conflicting.out())
                .contains("Conflicts: 3\n")
                .contains(", name: target 'second, renamed', source 'second'\n")
                .contains(", lifecycle_stage: target 'deleted', source 'active'\n");
        assertThat(Files.readAllBytes(merged)).isEqualTo(before);
        Program.Result result = program("after", "--merge", "--on-conflict", "target");
        succeeds(result);
        assertThat(result.out())
                .contains("  run                                   2\n", "  metric point                          5\n");
        byte[] once = Files.readAllBytes(merged);
        assertThat(program("after", "--merge", "--on-conflict", "target").out()).contains("Nothing to add: ");
        assertThat(Files.readAllBytes(merged)).isEqualTo(once);

        MLFLOW.put(merged, home + "/mlflow.db");
        Program.Result checked = MLFLOW.script("both_sides", "check", "--db", database);
        succeeds(checked);
        assertThat(checked.out()).contains("both histories: 18 points");
        showsBothHistories(merged);
    }

    /** On MLflow's page of the experiment: the runs of the database, those of the store, but not the one that was deleted. */
    private void showsBothHistories(Path merged) {
        String experiment = DatabaseQuery.rows(merged, "SELECT experiment_id FROM experiments WHERE name = 'training'")
                .get(0);
        String[] expected = {"first", "fourth", "of the database", "second, renamed", "4 matching runs"};
        try (MlflowContainer server = new MlflowContainer("3.17.2").serving(merged, folder.resolve("after/mlruns"));
                Browser browser = new Browser()) {
            server.start();

            String page = browser.text(server.address() + "/#/experiments/" + experiment + "/runs", List.of(expected));

            assertThat(page).contains(expected).doesNotContain("third");
            assertThat(browser.alerts()).isEmpty();
        }
    }

    private Program.Result program(String source, Object... more) {
        Object[] command = new Object[4 + more.length];
        System.arraycopy(
                new Object[] {"--source", source + "/mlruns", "--target", "sqlite:///mlflow.db"}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        return Program.run(folder, command);
    }

    private void fetchStore(String home, String into) {
        succeeds(MLFLOW.run("tar", "-C", home, "-czf", home + "/store.tar.gz", "mlruns"));
        Path archive = MLFLOW.fetch(home + "/store.tar.gz", folder.resolve(into + ".tar.gz"));
        TestData.unpack(archive, folder.resolve(into));
    }

    /** In one file: MLflow leaves its database in WAL mode. */
    private Path fetchDatabase(String home) {
        succeeds(MLFLOW.run(
                "python3",
                "-c",
                "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA journal_mode=DELETE')",
                home + "/mlflow.db"));
        return MLFLOW.fetch(home + "/mlflow.db", folder.resolve("mlflow.db"));
    }

    private static void succeeds(Program.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }
}
