package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that choose and change what is read, on stores that real MLflow releases wrote. */
class OptionsIT {

    private static final String COUNTS = "select (select count(*) from runs), (select count(*) from datasets),"
            + " (select count(*) from logged_models), (select count(*) from trace_info),"
            + " (select count(*) from assessments), (select count(*) from registered_models),"
            + " (select count(*) from model_versions)";

    @TempDir
    private Path folder;

    @Test
    void migratesTheChosenExperimentsWithAllThatBelongsToThem() {
        Path source = TestData.store("3.17.2", folder);
        Path target = folder.resolve("mlflow.db");
        Object[] chosen = {"--experiment", "churn-prediction", "--experiment", "847343411871420546"};

        Program.Result result = migrate(source, target, chosen);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(DatabaseQuery.rows(target, "select experiment_id, name from experiments order by experiment_id"))
                .containsExactly("0|Default", "154018651289039231|churn-prediction", "847343411871420546|new name");
        assertThat(DatabaseQuery.rows(target, COUNTS)).containsExactly("12|3|5|10|22|6|10");
        assertThat(verify(source, target, chosen)).isZero();
        assertThat(verify(source, target)).isEqualTo(ExitCode.DIFFERENT.status());
    }

    @Test
    void keepsAndNotesTheVersionsThatPointToOtherExperiments() {
        Path source = TestData.store("3.17.2", folder);
        Path target = folder.resolve("mlflow.db");

        Program.Result result = migrate(source, target, "--experiment", "0");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Noted: 6\n")
                .contains("models/echo/version-1/meta.yaml (run_id):"
                        + " its run 3a18b59d66c240ba80e19391dc16be9b is in none of the chosen experiments");
        assertThat(DatabaseQuery.rows(target, COUNTS)).containsExactly("1|0|0|1|0|6|10");
    }

    @Test
    void saysThatAnExperimentIsNotThere() {
        Path source = TestData.store("3.17.2", folder);

        Program.Result result = migrate(source, folder.resolve("mlflow.db"), "--experiment", "churn");

        assertThat(result.exit()).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        assertThat(result.err()).contains("There is no experiment with the id or name churn in " + source);
    }

    /** One way to ask for the place of a failure, and it prints nothing where all goes well. */
    @Test
    void showsWhereAFailureComesFromIfTheEnvironmentAsksForIt() {
        Path gone = folder.resolve("gone");
        List<String> command = Program.command();
        command.addAll(0, List.of("env", "MIGRATE_FILESTORE_DEBUG=1"));
        command.addAll(List.of("plan", "--source", gone.toString()));

        Program.Result asked = Program.execute(folder, command);
        Program.Result plain = Program.run(folder, "plan", "--source", gone);

        assertThat(asked.exit()).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        assertThat(asked.err()).contains("\tat org.filestoremigration.").endsWith(plain.err());
        assertThat(plain.err()).startsWith("migrate-filestore: ").hasLineCount(1);
        assertThat(Program.run(folder, "plan", "--source", TestData.example(), "--debug")
                        .exit())
                .isEqualTo(ExitCode.WRONG_USAGE.status());
    }

    @Test
    void readsTheRegistryOfAnotherStore() {
        Path source = TestData.store("1.30.1", folder.resolve("old"));
        TestData.store("2.22.5", folder.resolve("registry"));
        Path target = folder.resolve("mlflow.db");
        Object[] registry = {"--registry-source", folder.resolve("registry")};

        Program.Result result = migrate(source, target, registry);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(DatabaseQuery.rows(target, "select name from registered_models order by name"))
                .containsExactly("churn model v1.0", "modèle-été", "renamed model", "summarise-article");
        assertThat(DatabaseQuery.rows(target, COUNTS)).containsExactly("14|0|0|0|0|4|8");
        assertThat(verify(source, target, registry)).isZero();
    }

    @Test
    void rewritesThePrefixInEveryColumnThatHoldsAnArtifactUri() {
        Path source = TestData.store("3.17.2", folder);
        Path target = folder.resolve("mlflow.db");
        Object[] rewrite = {"--rewrite-artifact-uri", "file:///srv/mlflow/mlruns=s3://bucket/moved"};

        Program.Result result = migrate(source, target, rewrite);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains(" 50 × artifact location that was to change ");
        List<String> columns = List.of(
                "experiments.artifact_location",
                "runs.artifact_uri",
                "logged_models.artifact_location",
                "model_versions.source",
                "model_versions.storage_location",
                "trace_tags.value");
        assertThat(columns.stream().map(column -> below("s3://bucket/moved/", column, target)))
                .containsExactly(6L, 15L, 6L, 5L, 6L, 12L);
        assertThat(columns.stream().map(column -> below("file:///srv/mlflow/mlruns/", column, target)))
                .containsOnly(0L);
        assertThat(verify(source, target, rewrite)).isZero();
        assertThat(verify(source, target)).isEqualTo(ExitCode.DIFFERENT.status());
    }

    @Test
    void rewritesWholeFolderNamesOnly() {
        Path source = TestData.store("3.17.2", folder);

        Program.Result result = migrate(
                source, folder.resolve("mlflow.db"), "--rewrite-artifact-uri", "file:///srv/mlflow/mlr=s3://bucket");

        assertThat(result.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(result.err())
                .contains("no artifact location begins with file:///srv/mlflow/mlr: those of the source begin with"
                        + " file:///srv/mlflow/mlruns, s3://bucket-eu/ml flow, s3://elsewhere/model");
        assertThat(folder.resolve("mlflow.db")).doesNotExist();
    }

    @Test
    void colorsTheHelpOnATerminalUnlessNoColorIsAskedFor() {
        assertThat(help("NO_COLOR=")).contains("\033[");
        assertThat(help("NO_COLOR=1")).startsWith("Usage: ").doesNotContain("\033");
    }

    private String help(String environment) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Program.execute(
                        folder,
                        List.of(
                                "/usr/bin/env",
                                "TERM=xterm",
                                environment,
                                java.toString(),
                                "-Dmigrate-filestore.terminals=012",
                                "-jar",
                                Program.jar().toString(),
                                "--help"))
                .out();
    }

    private static long below(String prefix, String column, Path database) {
        int dot = column.indexOf('.');
        return DatabaseQuery.integer(
                database,
                "select count(*) from " + column.substring(0, dot) + " where " + column.substring(dot + 1) + " like '"
                        + prefix + "%'");
    }

    private Program.Result migrate(Path source, Path target, Object... options) {
        return run(null, source, target, options);
    }

    private int verify(Path source, Path target, Object... options) {
        return run("verify", source, target, options).exit();
    }

    private Program.Result run(@Nullable String command, Path source, Path target, Object... options) {
        List<Object> all = new ArrayList<>(command == null ? List.of() : List.of(command));
        all.addAll(List.of("--source", source, "--target", target));
        all.addAll(List.of(options));
        return Program.run(folder, all.toArray());
    }
}
