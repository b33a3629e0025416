package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More artifact locations change than the memory of the program holds. */
class RelocateMemoryIT {

    private static final int RUNS = 100_000;

    /** The new locations alone would take more. */
    private static final String HEAP = "-Xmx16m";

    /** Runs beside the first one, as SQL that both kinds of database understand. */
    private static final String MORE_RUNS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + RUNS + ")"
                    + " INSERT INTO runs (run_uuid, name, status, start_time, lifecycle_stage, artifact_uri, experiment_id)"
                    + " SELECT 'r' || i, name, status, start_time, lifecycle_stage,"
                    + " 'file:///somewhere/' || experiment_id || '/r' || i || '/artifacts', experiment_id FROM n, runs";

    private static final String SUMS = "SELECT count(*), sum(length(artifact_uri)) FROM runs WHERE artifact_uri ="
            + " 's3://bucket/' || experiment_id || '/' || run_uuid || '/artifacts'";

    /** Of the runs: what is the same in every location, and the digits of their numbers. */
    private static final String ALL_OF_THEM = RUNS + 1 + "|" + length();

    @TempDir
    private Path folder;

    @Test
    void changesAFile() {
        migrate("sqlite:///mlflow.db");
        Path database = folder.resolve("mlflow.db");
        DatabaseQuery.change(database, MORE_RUNS);

        relocates("sqlite:///mlflow.db");

        assertThat(DatabaseQuery.rows(database, SUMS)).containsExactly(ALL_OF_THEM);
    }

    @Test
    void changesAServersDatabase() {
        String uri = TestServer.newDatabase();
        migrate(uri);
        TestServer.execute(uri, MORE_RUNS);

        relocates(uri);

        assertThat(TestServer.query(uri, SUMS)).containsExactly(ALL_OF_THEM);
    }

    private void migrate(String target) {
        Path mlruns = StrangeStore.in(folder).root();
        Program.Result migrated = Program.run(folder, "--source", mlruns, "--target", target);
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
    }

    private void relocates(String target) {
        List<String> command = new ArrayList<>(Program.command());
        command.set(1, HEAP);
        command.addAll(List.of("relocate", "--target", target));
        command.addAll(List.of("--rewrite-artifact-uri", "file:///somewhere=s3://bucket"));

        Program.Result relocated = Program.execute(folder, command);

        assertThat(relocated.exit()).as(relocated.toString()).isZero();
        // Those of the experiments, of which 101 has the runs.
        assertThat(relocated.out())
                .isEqualTo(String.format("%,d", RUNS + 3)
                        + " artifact locations changed; every other value was compared and is the same."
                        + System.lineSeparator());
    }

    private static long length() {
        long length = ("s3://bucket/101/" + StrangeStore.RUN + "/artifacts").length();
        for (int i = 1; i <= RUNS; i++) {
            length += ("s3://bucket/101/r" + i + "/artifacts").length();
        }
        return length;
    }
}
