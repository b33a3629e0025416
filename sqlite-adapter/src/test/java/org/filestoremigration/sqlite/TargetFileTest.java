package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileTest {

    @TempDir
    private Path folder;

    private Path target;
    private final List<Process> others = new ArrayList<>();

    @BeforeEach
    void chooseTarget() throws IOException {
        folder = folder.toRealPath();
        target = folder.resolve("mlflow.db");
    }

    @AfterEach
    void kill() throws InterruptedException {
        for (Process other : others) {
            other.destroyForcibly();
            assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        others.clear();
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        others.add(process);
        return process;
    }

    private Process startSleeper() throws IOException {
        return start(new ProcessBuilder("sleep", "60").redirectInput(target.toFile()));
    }

    /** Another Java process that does something with the target, says so, and waits. */
    private void start(String what) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                what,
                "" + target);
        Process other = start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        BufferedReader said = other.inputReader(StandardCharsets.UTF_8);
        assertThat(said.readLine()).isEqualTo(what);
    }

    /** What {@link #start} starts. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] arguments) throws Exception {
            Path target = Path.of(arguments[1]);
            if (arguments[0].equals("migrates")) {
                TargetFile file = TargetFile.prepare(target, true);
                StoreWriter writer = SqliteStore.create(file.buildFile(), MlflowSchema.NEWEST_TESTED);
                writer.write(SampleExperiments.FULL);
                sayAndWait(arguments[0]);
                writer.commit();
                file.publish();
            } else {
                try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target);
                        Statement statement = connection.createStatement()) {
                    statement.execute("BEGIN");
                    statement.executeQuery("SELECT * FROM experiments").close();
                    sayAndWait(arguments[0]);
                }
            }
        }

        private static void sayAndWait(String what) throws IOException {
            System.out.println(what);
            System.in.read();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void build(TargetFile file) {
        try (StoreWriter writer = SqliteStore.create(file.buildFile(), MlflowSchema.NEWEST_TESTED)) {
            writer.write(SampleExperiments.FULL);
            writer.commit();
        }
    }

    private void refuses(Path path, boolean overwrite, String message) {
        assertThatThrownBy(() -> TargetFile.prepare(path, overwrite).close())
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }

    @Test
    void putsTheCompleteDatabaseInPlace() throws IOException {
        try (TargetFile file = TargetFile.prepare(target, false)) {
            assertThat(file.buildFile()).isEmptyFile();
            build(file);
            assertThat(target).doesNotExist();
            file.publish();
        }

        assertThat(files()).containsExactly("mlflow.db");
        try (SqliteStore store = SqliteStore.open(target);
                var experiments = store.experiments()) {
            assertThat(experiments).contains(SampleExperiments.FULL);
        }
    }

    @Test
    void leavesNothingBehindWithoutPublishing() throws IOException {
        try (TargetFile file = TargetFile.prepare(target, false)) {
            build(file);
            assertThat(files())
                    .containsExactly("mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void closesTwice() {
        TargetFile file = TargetFile.prepare(target, false);
        file.close();
        file.close();

        assertThatThrownBy(file::publish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsTheOldFileUntilTheNewOneIsComplete() throws IOException {
        Files.writeString(target, "old");
        try (TargetFile file = TargetFile.prepare(target, true)) {
            build(file);
            assertThat(target).hasContent("old");
        }

        assertThat(target).hasContent("old");
        assertThat(files()).containsExactly("mlflow.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-------", "rw-rw-r--", "rwxrwxrwx"})
    void keepsTheModeOfTheReplacedFile(String mode) throws IOException {
        Files.writeString(target, "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        if (!Files.isWritable(target)) {
            refuses(
                    target,
                    true,
                    "The target " + target + " is write-protected; change its permissions or choose another file.");
            return;
        }
        try (TargetFile file = TargetFile.prepare(target, true)) {
            build(file);
            file.publish();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo(mode);
    }

    /** Root may give a file away; others keep what is theirs. */
    @Test
    void keepsTheOwnerOfTheReplacedFile() throws Exception {
        Files.writeString(target, "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
        if (System.getProperty("user.name").equals("root")) {
            assertThat(new ProcessBuilder("chown", "12345:23456", target.toString())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Object owner = Files.getAttribute(target, "unix:uid");
        Object group = Files.getAttribute(target, "unix:gid");

        try (TargetFile file = TargetFile.prepare(target, true)) {
            build(file);
            file.publish();
        }

        assertThat(Files.getAttribute(target, "unix:uid")).isEqualTo(owner);
        assertThat(Files.getAttribute(target, "unix:gid")).isEqualTo(group);
        assertThat(Files.size(target)).isGreaterThan(100_000);
    }

    @Test
    void givesANewFileTheModeOfTheUmask() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        try (TargetFile file = TargetFile.prepare(target, false)) {
            build(file);
            file.publish();
        }

        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void followsALinkToTheFileThatItReplaces() throws IOException {
        Path real = Files.writeString(folder.resolve("real.db"), "old");
        Files.createSymbolicLink(target, real);
        try (TargetFile file = TargetFile.prepare(target, true)) {
            build(file);
            file.publish();
        }

        assertThat(target).isSymbolicLink();
        assertThat(Files.size(real)).isGreaterThan(100_000);
        assertThat(files()).containsExactly("mlflow.db", "real.db");
    }

    @Test
    void refusesAnExistingFileEvenIfEmpty() throws IOException {
        Files.createFile(target);

        refuses(
                target,
                false,
                "The target " + target + " already exists; choose another file, or ask for it to be overwritten.");
        assertThat(files()).containsExactly("mlflow.db");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

        refuses(folder, true, "The target " + folder + " is a directory; choose a file.");
        refuses(pipe, true, "The target " + pipe + " is not a regular file; choose another one.");
        refuses(link, true, "The target " + link + " is a symbolic link to nothing; remove it or choose another file.");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path path = folder.resolve("nowhere").resolve("mlflow.db");

        refuses(
                path,
                false,
                "The directory of the target " + path + " does not exist; create it or choose another file.");
    }

    /** A journal that is left beside a missing file would be rolled back into the new one. */
    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-shm", "-journal"})
    void refusesATargetWithAFileThatSqliteKeepsBesideAnOpenOne(String suffix) throws IOException {
        Path companion = Files.createFile(folder.resolve("mlflow.db" + suffix));

        refuses(
                target,
                false,
                "The target " + target + " is in use: there is a file " + companion
                        + "; it is left from another database and would corrupt the new one: remove it.");
        Files.writeString(target, "old");
        refuses(
                target,
                true,
                "The target " + target + " is in use: there is a file " + companion
                        + "; stop MLflow and every other program that has it open, or where none has, open it once with"
                        + " SQLite's own program.");
    }

    @Test
    void refusesATargetThatAProcessHasOpen() throws IOException {
        Files.writeString(target, "old");
        Process other = startSleeper();

        refuses(
                target,
                true,
                "The target " + target + " is in use: process " + other.pid()
                        + " has it open; stop MLflow and every other program that has it open.");
    }

    @Test
    void refusesToPublishOverATargetThatIsInUseByThen() throws IOException {
        Files.writeString(target, "old");
        try (TargetFile file = TargetFile.prepare(target, true)) {
            build(file);
            Process other = startSleeper();

            assertThatThrownBy(file::publish)
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith(
                            "The target " + target + " is in use: process " + other.pid() + " has it open");
        }
        assertThat(target).hasContent("old");
        assertThat(files()).containsExactly("mlflow.db");
    }

    @Test
    void refusesToPublishOverAFileThatCameMeanwhile() throws IOException {
        try (TargetFile file = TargetFile.prepare(target, false)) {
            build(file);
            Files.writeString(target, "theirs");

            assertThatThrownBy(file::publish)
                    .isInstanceOf(TargetException.class)
                    .hasMessageStartingWith("The target " + target + " already exists; ");
        }
        assertThat(target).hasContent("theirs");
    }

    @Test
    void seesTheLockOfAReader() throws Exception {
        try (TestDatabase database = TestDatabase.create(target)) {
            assertThat(database.connection().isClosed()).isFalse();
        }
        assertThat(DatabaseUse.locked(target)).isFalse();

        start("reads");

        assertThat(DatabaseUse.locked(target)).isTrue();
        kill();
        assertThat(DatabaseUse.locked(target)).isFalse();
    }

    @Test
    void refusesASecondMigrationToOneTargetAtOnce() throws IOException {
        String message = "Another migration to " + target + " is running; wait until it ends.";
        try (TargetFile first = TargetFile.prepare(target, false)) {
            assertThat(first.buildFile()).exists();
            refuses(target, false, message);
        }
        start("migrates");

        refuses(target, false, message);
        assertThat(files()).containsExactly("mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");
    }

    @Test
    void removesWhatAKilledProcessLeft() throws Exception {
        start("migrates");
        kill();
        assertThat(files()).containsExactly("mlflow.db.migrate-filestore-build", "mlflow.db.migrate-filestore-lock");

        try (TargetFile file = TargetFile.prepare(target, false)) {
            assertThat(file.buildFile()).isEmptyFile();
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks.db", "100%41.db", "what?.db", "#1.db", "\u00FCml\u00E4ut \uD83D\uDE80.db"})
    void worksWithOddNames(String name) throws IOException {
        Path odd = folder.resolve(name);
        try (TargetFile file = TargetFile.prepare(odd, false)) {
            build(file);
            file.publish();
        }

        assertThat(files()).containsExactly(name);
    }

    @Test
    void takesARelativePath() throws IOException {
        Path here = Path.of("target", "relative-" + ProcessHandle.current().pid() + ".db");
        try (TargetFile file = TargetFile.prepare(here, false)) {
            assertThat(file.buildFile()).isAbsolute();
            assertThat(file.buildFile().getParent())
                    .isEqualTo(new File("target").toPath().toRealPath());
        }
        assertThat(here).doesNotExist();
    }
}
