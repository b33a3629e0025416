package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the artifacts are, on stores as people reported them. */
final class LocationsTest {

    private static final String OLD = "file:///C:/Users/Ada%20L/proj/mlruns";
    private static final String ALL_LOCATIONS = "select artifact_location from experiments"
            + " union all select artifact_uri from runs"
            + " union all select value from trace_tags where key = 'mlflow.artifactLocation'"
            + " union all select storage_location from model_versions";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path target;

    @BeforeEach
    void nameTheTarget() throws IOException {
        folder = temporary.toRealPath();
        target = folder.resolve("mlflow.db");
    }

    /** What a run said and came to. */
    private record Said(int exit, String out, String err) {}

    private Said run(String command, Path source, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--source", source.toString()));
        if (!command.equals("plan")) {
            args.addAll(List.of("--target", target.toString()));
        }
        args.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Said(exit, out.toString(), err.toString());
    }

    @Test
    void countsAndFixesTheLocationsOfAStoreFromAnotherMachine() {
        Path source = TestData.reportedStore("windows-store-moved", folder);
        String fix = OLD + "=file://" + source;

        Said plan = run("plan", source);

        assertThat(plan.exit()).isZero();
        assertThat(plan.out())
                .contains("Artifact locations: 11 = 11 not on this machine\n"
                        + "  11 begin with " + OLD + ", and do not exist\n"
                        + "    The source has 9 of them: --rewrite-artifact-uri " + fix + "\n"
                        + "MLflow will not find the files of 11 artifact locations, as listed above;"
                        + " --rebase-artifacts points 9 of them to the source.\n");
        Said fixed = run("migrate", source, "--rewrite-artifact-uri", fix);
        assertThat(fixed.exit()).as(fixed.err()).isZero();
        List<String> rewritten = DatabaseQuery.rows(target, ALL_LOCATIONS);
        assertThat(rewritten).hasSize(8).allMatch(location -> location.startsWith("file://" + source + "/"));
        assertThat(fixed.out())
                .contains("They stay in " + source + ": do not delete it.")
                .contains("MLflow will not find the files of 2 artifact locations, as listed above:"
                        + " none of their files is in the source.");
        assertThat(run("verify", source, "--rewrite-artifact-uri", fix).exit()).isZero();

        Said rebased = run("migrate", source, "--rebase-artifacts", "--overwrite");

        assertThat(rebased.exit()).as(rebased.err()).isZero();
        assertThat(DatabaseQuery.rows(target, ALL_LOCATIONS)).isEqualTo(rewritten);
        assertThat(run("verify", source, "--rebase-artifacts").exit()).isZero();
        assertThat(run("verify", source).exit()).isEqualTo(ExitCode.DIFFERENT.status());
    }

    @Test
    void refusesARewriteThatMatchesNothing() {
        Path source = TestData.reportedStore("windows-store-moved", folder);

        Said said = run("migrate", source, "--rewrite-artifact-uri", "file:///C:/Users/Ada=file:///srv");

        assertThat(said.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(said.err())
                .contains("--rewrite-artifact-uri: no artifact location begins with file:///C:/Users/Ada:"
                        + " those of the source begin with " + OLD);
        assertThat(target).doesNotExist();
    }

    @Test
    void takesABlankForItsEscape() {
        Path source = TestData.reportedStore("windows-store-moved", folder);

        Said said = run("migrate", source, "--rewrite-artifact-uri", "c:\\Users\\Ada L\\proj\\mlruns=s3://bucket");

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(DatabaseQuery.rows(target, ALL_LOCATIONS)).allMatch(location -> location.startsWith("s3://bucket/"));
    }

    @Test
    void namesNoFolderForArtifactsThatAServerHas() {
        Path source = TestData.reportedStore("artifacts-outside-the-store", folder);

        Said said = run("migrate", source);

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("Artifact locations: 6 = 6 on a server\n")
                .contains("""
                        6 artifact locations on a server, below mlflow-artifacts:/: these files are still needed, and were not checked.
                        Start the new server with the same --artifacts-destination as the old one.
                        """)
                .doesNotContain("do not delete");
    }

    @Test
    void pointsDeletedExperimentsToTheirPlaceInTheTrash() throws IOException {
        Path source = folder.resolve("mlruns");
        Path deleted = source.resolve(".trash/5");
        Files.createDirectories(deleted.resolve("artifacts"));
        Files.writeString(deleted.resolve("meta.yaml"), """
                artifact_location: mlruns/5
                experiment_id: '5'
                lifecycle_stage: deleted
                name: five
                """);

        Said plan = run("plan", source);

        assertThat(plan.out())
                .contains("Artifact locations: 1 = 1 relative\n"
                        + "  1 begin with mlruns, and depend on the directory in which MLflow is started\n"
                        + "    The source has them: --rewrite-artifact-uri mlruns=file://" + source + "\n");
        assertThat(run("migrate", source, "--rewrite-artifact-uri", "mlruns=file://" + source)
                        .exit())
                .isZero();
        assertThat(DatabaseQuery.rows(target, "select artifact_location from experiments where experiment_id = 5"))
                .containsExactly("file://" + source + "/.trash/5");
    }
}
