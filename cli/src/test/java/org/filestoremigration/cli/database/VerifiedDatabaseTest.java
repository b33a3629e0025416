package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.sqlite.MlflowSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command verify on a database that may be in use: it finds the same, and leaves not a byte behind. */
final class VerifiedDatabaseTest {

    private static final String STORE = "2.22.5";

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private Path mlruns;
    private Path database;

    @BeforeEach
    void unpack() throws IOException {
        mlruns = TestData.store(STORE, folder);
        database = TestData.database(STORE, "3.17.2", Files.createDirectory(folder.resolve("db")));
    }

    private int verify() {
        StringWriter err = new StringWriter();
        String[] args = {"verify", "--source", mlruns.toString(), "--target", database.toString()};
        int exit = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        assertThat(err.toString()).isEmpty();
        return exit;
    }

    /** Every file of the database's folder with its time and content. */
    private Map<String, String> state() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.list(database.getParent())) {
            for (Path file : files.toList()) {
                state.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return state;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void isLeftAsItIs() throws Exception {
        Map<String, String> before = state();

        assertThat(verify()).isZero();
        assertThat(state()).isEqualTo(before).containsOnlyKeys("truth-3.17.2.db");
    }

    @Test
    void isLeftAsItIsInWalMode() throws Exception {
        try (Connection connection = connect()) {
            execute(connection, "PRAGMA journal_mode = WAL");
        }
        Map<String, String> before = state();

        assertThat(verify()).isZero();
        assertThat(state()).isEqualTo(before).containsOnlyKeys("truth-3.17.2.db");
    }

    @Test
    void isReadInAFolderInWhichNobodyMayWrite() throws Exception {
        try (Connection connection = connect()) {
            execute(connection, "PRAGMA journal_mode = WAL");
        }
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Map<String, String> before = state();

            assertThat(verify()).isZero();
            assertThat(state()).isEqualTo(before).containsOnlyKeys("truth-3.17.2.db");
        } finally {
            Files.setPosixFilePermissions(database.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** A server in WAL mode: one of its connections reads, another one has written and not yet committed. */
    @Test
    void isReadWhileAServerReadsAndWrites() throws Exception {
        try (Connection reading = connect();
                Connection writing = connect();
                Statement read = reading.createStatement()) {
            execute(writing, "PRAGMA journal_mode = WAL", "UPDATE runs SET name = name WHERE FALSE");
            execute(writing, "INSERT INTO experiment_tags VALUES ('committed', 'to the wal alone', 0)");
            execute(reading, "BEGIN");
            try (ResultSet rows = read.executeQuery("SELECT * FROM runs")) {
                assertThat(rows.next()).isTrue();
                execute(writing, "BEGIN IMMEDIATE", "UPDATE experiments SET name = name || 'pending'");
                Map<String, String> before = state();
                String name = "truth-3.17.2.db";

                assertThat(verify()).isEqualTo(ExitCode.DIFFERENT.status());

                assertThat(out.toString())
                        .contains("unexpected: 1 ", "experiment tag 0/committed")
                        .doesNotContain("pending");
                assertThat(state())
                        .containsOnlyKeys(name, name + "-shm", name + "-wal")
                        .containsEntry(name, before.get(name))
                        .containsEntry(name + "-wal", before.get(name + "-wal"));
                execute(writing, "ROLLBACK");
            }
        }
    }

    /** MLflow's own journal mode: a reader holds up no reader, and a write that waits for the end is not seen. */
    @Test
    void isReadWhileAServerHasAWriteInItsHands() throws Exception {
        try (Connection writing = connect()) {
            execute(
                    writing,
                    "PRAGMA journal_mode = DELETE",
                    "BEGIN IMMEDIATE",
                    "UPDATE experiments SET name = name || 1");
            Map<String, String> before = state();

            assertThat(verify()).isZero();
            assertThat(state()).isEqualTo(before);
            execute(writing, "ROLLBACK");
        }
    }

    static Stream<String> releases() {
        return MlflowSchema.all().stream()
                .map(schema -> schema.mlflowVersions().get(0))
                .filter(release -> !release.equals("3.18.0"));
    }

    /** The store of 2.22.5 fits into every revision from 2.22 on. */
    @ParameterizedTest
    @MethodSource("releases")
    void mayBeAtAnyRevision(String release) throws Exception {
        database = folder.resolve("db").resolve(release + ".db");
        String[] args = {
            "--source", mlruns.toString(), "--target", database.toString(), "--mlflow-version", release, "--no-verify"
        };
        assertThat(Main.run(args, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())))
                .isZero();
        Map<String, String> before = state();

        assertThat(verify()).isZero();
        assertThat(state()).isEqualTo(before);
    }
}
