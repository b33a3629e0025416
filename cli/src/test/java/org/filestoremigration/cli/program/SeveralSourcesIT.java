package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores that become one database. */
class SeveralSourcesIT {

    private static final String EXPERIMENT = "994939833858892508";
    private static final String RUN = "b1628c14a64c422d988877d1d0ff064e";

    @TempDir
    private Path folder;

    private Path first = Path.of("");
    private Path second = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        first = copy(TestData.example(), folder.resolve("first/mlruns"));
        second = TestData.store("2.22.5", folder.resolve("second"));
        target = folder.resolve("mlflow.db");
    }

    @Test
    void migratesAndVerifiesBothAndSparesTheUnusedDefaultExperiment() {
        Program.Result result = run("migrate");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .contains("Noted: 1\n  " + first + "/0: it is the unused default experiment; the one of " + second
                        + "/0 is migrated\n")
                .contains("They stay in " + first + " and " + second + ": do not delete them.");
        assertThat(DatabaseQuery.rows(
                        target,
                        "select (select count(*) from experiments), (select count(*) from runs),"
                                + " (select count(*) from metrics), (select count(*) from trace_info),"
                                + " (select count(*) from registered_models), (select count(*) from model_versions)"))
                .containsExactly("9|17|90|8|5|9");
        assertThat(run("verify").exit()).isZero();
        assertThat(Program.run(folder, "verify", "--source", second, "--target", target)
                        .exit())
                .isEqualTo(ExitCode.DIFFERENT.status());
    }

    @Test
    void makesTheSameDatabaseWhicheverIsNamedFirst() throws IOException {
        Path other = folder.resolve("other.db");
        assertThat(run("migrate").exit()).isZero();
        assertThat(Program.run(folder, "--source", second, "--source", first, "--target", other)
                        .exit())
                .isZero();
        assertThat(other).hasSameBinaryContentAs(target);
    }

    @Test
    void blocksExperimentsOfOneIdAndModelsOfOneNameWithBothPaths() throws IOException {
        second = copy(first, folder.resolve("copy"));

        Program.Result result = run("migrate");

        assertThat(result.exit()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(target).doesNotExist();
        assertThat(result.out())
                .contains("Blocked, because it cannot be migrated exactly: 6\n")
                .contains(first + "/" + EXPERIMENT + ": another source has an experiment of the same id: " + second
                        + "/" + EXPERIMENT)
                .contains(second + "/" + EXPERIMENT + ": another source has an experiment of the same id: " + first
                        + "/" + EXPERIMENT)
                .contains(first + "/models/forecaster: the same name is also in " + second + "/models/forecaster");
    }

    @Test
    void blocksExperimentsOfOneName() throws IOException {
        edit(second.resolve("0/meta.yaml"), "name: Default", "name: demand forecast");

        Program.Result result = run("plan");

        assertThat(result.exit()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(result.out())
                .contains(first + "/" + EXPERIMENT + ": another source has an experiment of the same name: " + second
                        + "/0");
    }

    @Test
    void blocksARunThatIsInBothAndSkipsItInBoth() throws IOException {
        Path stray =
                copy(first.resolve(EXPERIMENT).resolve(RUN), second.resolve("0").resolve(RUN));
        edit(stray.resolve("meta.yaml"), "experiment_id: '" + EXPERIMENT + "'", "experiment_id: '0'");

        Program.Result blocked = run("migrate");
        assertThat(blocked.exit()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(blocked.out())
                .contains(first + "/" + EXPERIMENT + "/" + RUN + ": the same id is also in " + second + "/0/" + RUN)
                .contains(second + "/0/" + RUN + ": the same id is also in " + first + "/" + EXPERIMENT + "/" + RUN);

        Program.Result skipped = run("migrate", "--on-bad", "skip");
        assertThat(skipped.exit()).as(skipped.out() + skipped.err()).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(DatabaseQuery.integer(target, "select count(*) from runs")).isEqualTo(16);
        assertThat(DatabaseQuery.integer(target, "select count(*) from runs where run_uuid = '" + RUN + "'"))
                .isZero();
    }

    @Test
    void findsAChosenExperimentInEither() {
        Program.Result result = run("migrate", "--experiment", "demand forecast");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(DatabaseQuery.rows(target, "select name from experiments order by experiment_id"))
                .containsExactly("Default", "demand forecast");
    }

    @Test
    void refusesTheSameSourceTwice() {
        second = folder.resolve("first");
        Program.Result result = run("migrate");
        assertThat(result.exit()).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        assertThat(result.err())
                .contains("are the same, or one is inside the other; name each once.")
                .contains(first.toString());
    }

    private Program.Result run(String command, Object... options) {
        List<Object> plan = List.of(command, "--source", first, "--source", second);
        Stream<Object> to = command.equals("plan") ? Stream.of() : Stream.of("--target", target);
        return Program.run(
                folder,
                Stream.concat(Stream.concat(plan.stream(), to), Stream.of(options))
                        .toArray());
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }
}
