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

/** A database that needs the FileStore's folder no longer. */
final class LeaveTheFolderTest {

    private static final String OLD = "file:///srv/mlflow/mlruns";

    private static final String README = "0/86ac7bc5729f4e14bb7cd907892120dd/artifacts/notes/readme.txt";

    private static final String ALL_LOCATIONS = "select artifact_location from experiments"
            + " union all select artifact_uri from runs union all select artifact_location from logged_models"
            + " union all select value from trace_tags where key = 'mlflow.artifactLocation'"
            + " union all select source from model_versions union all select storage_location from model_versions";

    @TempDir
    private Path temporary;

    private Path folder;
    private Path source;
    private Path target;
    private Path copies;

    @BeforeEach
    void unpackAStore() throws IOException {
        folder = temporary.toRealPath();
        source = TestData.store("3.17.2", folder);
        target = folder.resolve("mlflow.db");
        copies = folder.resolve("copies");
    }

    /** What a run said and came to. */
    private record Said(int exit, String out, String err) {}

    private Said run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> args = new ArrayList<>();
        for (Object word : words) {
            args.add(word.toString());
        }
        int exit = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Said(exit, out.toString(), err.toString());
    }

    private Said migrate(Object... more) {
        List<Object> words = new ArrayList<>(List.of("migrate", "--source", source, "--target", target));
        words.addAll(List.of(more));
        return run(words.toArray());
    }

    private long locationsIn(String place) {
        return DatabaseQuery.rows(target, ALL_LOCATIONS).stream()
                .filter(location -> location.startsWith(place + "/"))
                .count();
    }

    private List<String> filesBelow(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.contains("/artifacts/"))
                    .map(name -> name.replaceFirst("^\\.trash/", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void copiesAllArtifactsAndPointsToThem() throws IOException {
        Path json = folder.resolve("report.json");

        Said said = migrate("--copy-artifacts", copies, "--report", json, "--report", folder.resolve("report.html"));

        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(filesBelow(copies)).hasSize(22).isEqualTo(filesBelow(source));
        assertThat(locationsIn("file://" + copies)).isEqualTo(50);
        assertThat(locationsIn(OLD)).isZero();
        assertThat(said.out())
                .contains("Artifact locations: 54 = 50 copied + 4 on a server\n")
                .contains("Copied to " + copies + ", read back and equal by SHA-256: 22 artifacts, 15,582 bytes.\n")
                .contains("Nothing in the database points into " + source
                        + " any more. Before you delete the directory, move it aside and")
                .doesNotContain("do not delete");
        String report = Files.readString(json);
        assertThat(report)
                .contains("\"path\" : \"0/86ac7bc5729f4e14bb7cd907892120dd/artifacts/notes/readme.txt\"")
                .contains("\"sha256\" : \"dfedad0e344c8c7424a6c0ffe79d56592931dee6f8004dadb5ae3b2eacc07e0f\"");
        assertThat(folder.resolve("report.html")).content().contains("Copied artifacts");
        Object[] verify = {"verify", "--source", source, "--target", target, "--copy-artifacts", copies, "--artifacts"};
        Said equal = run(verify);
        assertThat(equal.exit()).as(equal.out()).isZero();
        assertThat(equal.out()).contains("Copied artifacts: 22 equal by SHA-256, 0 missing or different\n");
        Files.writeString(copies.resolve(README), "Other text.\n");
        Files.delete(copies.resolve(filesBelow(copies).get(1)));
        Said unequal = run(verify);
        assertThat(unequal.exit()).isEqualTo(ExitCode.DIFFERENT.status());
        assertThat(unequal.out())
                .contains("Copied artifacts: 20 equal by SHA-256, 2 missing or different\n")
                .contains("  " + README + ": its copy " + copies.resolve(README) + " is missing or differs\n");
        assertThat(run("verify", "--source", source, "--target", target, "--artifacts")
                        .err())
                .contains("--artifacts needs --copy-artifacts with the directory of the copies");
    }

    @Test
    void writesLocationsForAServer() {
        Said said = migrate("--copy-artifacts", copies, "--artifact-root", "mlflow-artifacts:/", "--link-artifacts");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(locationsIn("mlflow-artifacts:")).isEqualTo(50);
        assertThat(said.out())
                .contains("  mlflow server --backend-store-uri sqlite:///" + target + " --artifacts-destination "
                        + copies + "\n");
    }

    @Test
    void publishesNothingIfAnArtifactCannotBeCopied() throws IOException {
        Path artifacts = source.resolve("0/86ac7bc5729f4e14bb7cd907892120dd/artifacts");
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(artifacts.resolve("away"), outside);

        Said said = migrate("--copy-artifacts", copies);

        assertThat(said.exit()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(said.out())
                .contains("0/86ac7bc5729f4e14bb7cd907892120dd/artifacts/away: it is a symbolic link that leaves the"
                        + " source; allow it with --follow-symlinks, or put what it leads to in its place");
        assertThat(target).doesNotExist();
        Said skipped = migrate("--copy-artifacts", copies, "--on-bad", "skip");
        assertThat(skipped.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(skipped.out()).contains(" any more, but keep it: what is blocked is only there.\n");
    }

    @Test
    void refusesToCopyIntoTheSourceOrWithoutAPlace() {
        assertThat(migrate("--copy-artifacts", source.resolve("copies")).exit())
                .isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(migrate("--artifact-root", "mlflow-artifacts:/").exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(migrate("--link-artifacts").err()).contains("--link-artifacts needs --copy-artifacts");
        assertThat(target).doesNotExist();
    }

    @Test
    void writesSpansAsRowsAndComparesThem() throws IOException {
        Said said = migrate("--spans", "database");

        assertThat(said.exit()).as(said.err()).isZero();
        List<String> counts = DatabaseQuery.rows(
                target,
                "select count(*), count(distinct trace_id), (select count(*) from trace_tags where value ="
                        + " 'TRACKING_STORE' and key = 'mlflow.trace.spansLocation') from spans");
        String traces = counts.get(0).split("\\|", -1)[1];
        assertThat(counts.get(0)).endsWith("|" + traces + "|" + traces).doesNotStartWith("0|");
        assertThat(run("verify", "--source", source, "--target", target, "--spans", "database")
                        .exit())
                .isZero();
        assertThat(run("verify", "--source", source, "--target", target).exit()).isEqualTo(ExitCode.DIFFERENT.status());
        assertThat(migrate("--spans", "database", "--mlflow-version", "3.4.0", "--overwrite")
                        .err())
                .contains("MLflow 3.6.0 is the first that reads them from the database");
    }

    @Test
    void changesTheLocationsOfADatabaseAndNothingElse() {
        assertThat(migrate().exit()).isZero();
        List<String> before = DatabaseQuery.rows(target, ALL_LOCATIONS);
        Object[] relocate = {"relocate", "--target", target, "--rewrite-artifact-uri", "/srv/mlflow/mlruns=s3://b/x"};

        Said dry = run(append(relocate, "--dry-run"));

        assertThat(dry.out()).isEqualTo("50 artifact locations would change, and nothing else.\n");
        assertThat(DatabaseQuery.rows(target, ALL_LOCATIONS)).isEqualTo(before);
        Said done = run(relocate);
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(done.out())
                .isEqualTo("50 artifact locations changed; every other value was compared and is the same.\n");
        assertThat(DatabaseQuery.rows(target, ALL_LOCATIONS))
                .isEqualTo(before.stream()
                        .map(location -> location.replace(OLD, "s3://b/x"))
                        .toList());
        Said again = run(relocate);
        assertThat(again.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(again.err()).contains("no artifact location begins with /srv/mlflow/mlruns");
    }

    private static Object[] append(Object[] words, Object more) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.add(more);
        return all.toArray();
    }

    @Test
    void pointsADatabaseToTheFolderWhereTheFilesAre() {
        assertThat(migrate().exit()).isZero();
        Said said = run("relocate", "--target", target, "--rebase-artifacts", "--source", source);
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(locationsIn(OLD)).isZero();
        assertThat(locationsIn("file://" + source)).isEqualTo(50);
        assertThat(run("verify", "--source", source, "--target", target, "--rebase-artifacts")
                        .exit())
                .isZero();
        assertThat(run("relocate", "--target", target).err())
                .contains("nothing to change: give --rewrite-artifact-uri, --rebase-artifacts or --copy-artifacts");
    }
}
