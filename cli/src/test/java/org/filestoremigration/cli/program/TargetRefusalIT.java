package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Captured;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are refused, and odd ones that are not: the exit code, the sentence, and what is on the disk afterwards. */
class TargetRefusalIT {

    private static final String PREFIX = "migrate-filestore: ";

    @TempDir
    private Path folder;

    private Path targets = Path.of("");
    private Path source = Path.of("");

    @BeforeEach
    void makeAStore() throws IOException {
        folder = folder.toRealPath();
        targets = Files.createDirectories(folder.resolve("targets"));
        source = StrangeStore.in(folder).root();
    }

    /** An idle MLflow server holds its database open just so. */
    @Test
    void refusesADatabaseThatAServerHasOpen() throws Exception {
        Path target = targets.resolve("mlflow.db");
        succeeds(target.toString());
        byte[] before = Files.readAllBytes(target);
        String server =
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select * from runs').fetchall();"
                        + " print('open', flush=True); sys.stdin.read()";
        Process process = new ProcessBuilder("python3", "-c", server, target.toString()).start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("open");

            refuses(
                    "The target " + target + " is in use: process " + process.pid()
                            + " has it open; stop MLflow and every other program that has it open.",
                    "--target",
                    target,
                    "--overwrite");
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(target).hasBinaryContent(before);
        assertThat(names()).containsExactly("mlflow.db");
    }

    @Test
    void refusesADatabaseThatAServerIsWritingTo() throws Exception {
        Path target = targets.resolve("mlflow.db");
        succeeds(target.toString());
        Files.createFile(targets.resolve("mlflow.db-journal"));

        refuses(
                "The target " + target + " is in use: there is a file " + target
                        + "-journal; stop MLflow and every other"
                        + " program that has it open, or where none has, open it once with SQLite's own program.",
                "--target",
                target,
                "--overwrite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-verify", "--overwrite"})
    void refusesAFolderInThePlaceOfAFile(String option) throws IOException {
        Path target = Files.createDirectory(targets.resolve("mlflow"));

        refuses("The target " + target + " is a directory; choose a file.", "--target", target, option);

        assertThat(names()).containsExactly("mlflow");
    }

    @Test
    void refusesAFolderThatItMayNotWrite() throws IOException {
        Path target = targets.resolve("mlflow.db");
        Path jar = Files.copy(Program.jar(), folder.resolve("program.jar"));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(Program.command());
        command.set(command.size() - 1, jar.toString());
        command.addAll(List.of("--source", source.toString(), "--target", target.toString()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(targets, PosixFilePermissions.fromString("r-xr-xr-x"));

        Program.Result result = Program.execute(folder, command);

        Files.setPosixFilePermissions(targets, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err())
                .isEqualTo(PREFIX + "The directory of the target " + target
                        + " cannot be written; change its permissions or choose another file.\n");
        assertThat(names()).isEmpty();
    }

    @Test
    void saysWhereItCannotUnpackSqlite() throws IOException {
        Path target = targets.resolve("mlflow.db");
        Path temporary = folder.resolve("temporary");
        List<String> command = Program.command();
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("--source", source.toString(), "--target", target.toString()));

        Program.Result result = Program.execute(folder, command);

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err())
                .endsWith(PREFIX + "The new database " + target + ".migrate-filestore-build cannot be written:"
                        + " no temporary file can be created in " + temporary + ": it is gone.\n");
        assertThat(names()).isEmpty();
    }

    /** As servers are often set up: files may be written there, and none of them may be run. */
    @Test
    void saysWhatToDoWhereSqliteCannotBeLoaded() throws IOException {
        Path target = targets.resolve("mlflow.db");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        String mounted = "mount -t tmpfs -o noexec none \"$0\" && \"$@\"; code=$?; ls -A \"$0\"; exit $code";
        List<String> command = Program.mounting(folder);
        command.addAll(List.of("sh", "-c", mounted, temporary.toString()));
        command.addAll(Program.command());
        command.add(command.indexOf("-jar"), "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("--source", source.toString(), "--target", target.toString(), "--progress", "none"));

        Program.Result result = Program.execute(folder, command);

        assumeFalse(
                result.err().startsWith("unshare: ") || result.err().startsWith("mount: "),
                "no file system can be mounted");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err())
                .isEqualTo(PREFIX + "The new database " + target + ".migrate-filestore-build cannot be written:"
                        + " SQLite's native library cannot be loaded from " + temporary
                        + ", as where a file system is mounted noexec; name another folder with"
                        + " JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY.\n");
        assertThat(result.out()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void refusesTwoMigrationsToOneTargetAtOnce() throws Exception {
        Path target = targets.resolve("mlflow.db");
        StrangeStore store = new StrangeStore(source);
        for (int i = 0; i < 1000; i++) {
            store.run("101", "%032x".formatted(i));
        }
        List<String> command = Program.command();
        command.addAll(List.of("--source", source.toString(), "--target", target.toString()));
        Process first = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try {
            while (!names().contains("mlflow.db.migrate-filestore-build")) {
                assertThat(first.isAlive())
                        .as("the migration was over too soon")
                        .isTrue();
                Thread.sleep(5);
            }

            refuses("Another migration to " + target + " is running; wait until it ends.", "--target", target);

            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
        } finally {
            first.destroyForcibly().waitFor();
        }
        assertThat(names()).containsExactly("mlflow.db");
    }

    @Test
    void refusesATargetInTheSourceWithoutTouchingIt() throws IOException {
        FileTime before = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(source, before);

        refuses(
                "the target " + source.resolve("mlflow.db") + " is inside the source " + source
                        + ": choose a place outside it",
                "--target",
                source.resolve("mlflow.db"));

        assertThat(Files.getLastModifiedTime(source)).isEqualTo(before);
    }

    @Test
    void refusesAReportInTheSourceOrOverTheTarget() throws IOException {
        Path target = targets.resolve("mlflow.json");

        Captured inside = run("plan", "--source", source, "--report", source.resolve("101/report.json"));
        Captured over = run("--source", source, "--target", target, "--report", target);

        assertThat(inside.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(inside.err())
                .startsWith(PREFIX + "the report " + source.resolve("101/report.json")
                        + " is inside the source: choose a place outside it\n");
        assertThat(over.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(over.err()).startsWith(PREFIX + "the report " + target + " is the target: choose another file\n");
        assertThat(names()).isEmpty();
        assertThat(source.resolve("101/report.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with blanks.db", "100%41.db", "#1.db", "a&b=c.db", "\u00FCml\u00E4ut \uD83D\uDE80.db", "'q\".db"
            })
    void writesExactlyThePathThatIsNamed(String name) throws IOException {
        succeeds("sqlite:///" + targets.resolve(name));

        assertThat(names()).containsExactly(name);
        assertThat(DatabaseQuery.integer(targets.resolve(name), "SELECT count(*) FROM runs"))
                .isEqualTo(1);
    }

    @Test
    void takesAQuestionMarkInAPlainPathOnly() throws IOException {
        Captured uri = run("--source", source, "--target", "sqlite:///" + targets.resolve("what?.db"));
        assertThat(uri.exit()).isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(names()).isEmpty();

        succeeds(targets.resolve("what?.db").toString());
        assertThat(names()).containsExactly("what?.db");
    }

    @Test
    void takesARelativePathFromTheFolderThatItRunsIn() throws IOException {
        Program.Result result = Program.run(targets, "--source", "../mlruns", "--target", "sqlite:///new.db");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(names()).containsExactly("new.db");
        assertThat(result.out()).contains("The database is new.db, for MLflow ");
    }

    private void refuses(String sentence, Object... args) {
        List<Object> all = new ArrayList<>(List.of("--source", source));
        all.addAll(List.of(args));
        Captured result = run(all.toArray());
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err()).isEqualTo(PREFIX + sentence + "\n");
    }

    private void succeeds(String target) {
        Captured result = run("--source", source, "--target", target);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
    }

    private static Captured run(Object... args) {
        return Captured.of(args);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(targets)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
