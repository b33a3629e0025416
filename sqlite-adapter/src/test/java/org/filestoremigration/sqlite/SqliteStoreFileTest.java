package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.tracking.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a database file is opened, and what is left of that. */
class SqliteStoreFileTest {

    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static void create(Path file, String... statements) throws SQLException {
        try (TestDatabase database = TestDatabase.create(file)) {
            database.execute(statements);
        }
    }

    private static List<String> names(Path file) {
        try (SqliteStore store = SqliteStore.open(file)) {
            return names(store);
        }
    }

    private static List<String> names(SqliteStore store) {
        try (Stream<Experiment> experiments = store.experiments()) {
            return experiments.map(Experiment::name).toList();
        }
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b.db", "100%25 ?mode=rw&x=#1.db", "größe 😀.db", "file:x.db", "plain", "it's \"quoted\".db"})
    void opensAnyPath(String name) throws Exception {
        create(file("plain.db"));
        Files.move(file("plain.db"), file(name));

        assertThat(names(file(name))).containsExactly("Default");
        assertThat(files()).containsExactly(name);
    }

    @Test
    void leavesADatabaseAsItIs() throws Exception {
        create(file("a.db"));
        byte[] before = Files.readAllBytes(file("a.db"));

        try (SqliteStore store = SqliteStore.open(file("a.db"))) {
            assertThat(names(store)).containsExactly("Default");
            assertThat(SqliteStore.quickCheck(file("a.db"))).isEmpty();
            assertThat(store.checks())
                    .allMatch(check -> check.complaints().isEmpty())
                    .hasSize(2);
            assertThat(files()).containsExactly("a.db");
        }

        assertThat(Files.readAllBytes(file("a.db"))).isEqualTo(before);
        assertThat(files()).containsExactly("a.db");
    }

    @Test
    void createsNothingBesideADatabaseInWalMode() throws Exception {
        create(file("a.db"), "PRAGMA journal_mode = WAL");
        assertThat(files()).containsExactly("a.db");

        try (SqliteStore store = SqliteStore.open(file("a.db"))) {
            assertThat(names(store)).containsExactly("Default");
            assertThat(files()).containsExactly("a.db");
        }

        assertThat(files()).containsExactly("a.db");
    }

    @Test
    void noticesAServerThatBeganToWrite() throws Exception {
        create(file("a.db"), "PRAGMA journal_mode = WAL");
        SqliteStore store = SqliteStore.open(file("a.db"));
        try (TestDatabase server = TestDatabase.open(file("a.db"))) {
            server.execute("INSERT INTO experiments (experiment_id, name) VALUES (1, 'later')");
        }

        assertThatThrownBy(store::close)
                .isInstanceOf(TargetException.class)
                .hasMessage("The database " + file("a.db").toRealPath()
                        + " was changed while it was read; stop whatever writes to it, and read it again.");
        assertThat(names(file("a.db"))).containsExactly("Default", "later");
    }

    @Test
    void readsWhatAServerHasOnlyWrittenToTheWal() throws Exception {
        try (TestDatabase server = TestDatabase.create(file("a.db"))) {
            server.execute(
                    "PRAGMA journal_mode = WAL",
                    "INSERT INTO experiments (experiment_id, name) VALUES (1, 'in the wal')");
            try (SqliteStore store = SqliteStore.open(file("a.db"))) {
                assertThat(names(store)).containsExactly("Default", "in the wal");
                server.execute("INSERT INTO experiments (experiment_id, name) VALUES (2, 'later')");
                assertThat(names(store)).as("as it was when it was opened").containsExactly("Default", "in the wal");
            }
            assertThat(files()).containsExactly("a.db", "a.db-shm", "a.db-wal");
            assertThat(names(file("a.db"))).containsExactly("Default", "in the wal", "later");
        }
    }

    @Test
    void readsTheWalThatAKilledServerLeft() throws Exception {
        try (TestDatabase server = TestDatabase.create(file("live.db"))) {
            server.execute(
                    "PRAGMA journal_mode = WAL",
                    "INSERT INTO experiments (experiment_id, name) VALUES (1, 'in the wal')");
            Files.copy(file("live.db"), file("a.db"));
            Files.copy(file("live.db-wal"), file("a.db-wal"));
        }
        assertThat(files()).containsExactly("a.db", "a.db-wal", "live.db");
        byte[] wal = Files.readAllBytes(file("a.db-wal"));

        assertThat(names(file("a.db"))).containsExactly("Default", "in the wal");

        assertThat(files()).containsExactly("a.db", "a.db-wal", "live.db");
        assertThat(Files.readAllBytes(file("a.db-wal"))).isEqualTo(wal);
    }

    @Test
    void readsBesideAnotherReader() throws Exception {
        create(file("a.db"));
        try (SqliteStore first = SqliteStore.open(file("a.db"));
                SqliteStore second = SqliteStore.open(file("a.db"))) {
            assertThat(names(first)).isEqualTo(names(second)).containsExactly("Default");
        }
    }

    @Test
    void followsALinkToTheDatabase() throws Exception {
        try (TestDatabase server = TestDatabase.create(file("real.db"))) {
            server.execute(
                    "PRAGMA journal_mode = WAL",
                    "INSERT INTO experiments (experiment_id, name) VALUES (1, 'in the wal')");
            Files.createSymbolicLink(file("link.db"), file("real.db"));
            assertThat(names(file("link.db"))).containsExactly("Default", "in the wal");
        }
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Files.writeString(file("text"), "mlruns is a directory, and this is a text with more than twenty letters");
        Files.createFile(file("empty"));

        refuses(file("missing.db"), "There is no database file " + file("missing.db") + ".");
        refuses(folder, "There is no database file " + folder + ".");
        refuses(file("text"), file("text") + " is not a SQLite database.");
        refuses(file("empty"), file("empty") + " is not a SQLite database.");
    }

    @Test
    void refusesADatabaseThatIsNotMlflows() throws Exception {
        try (TestDatabase database = TestDatabase.open(file("a.db"))) {
            database.execute("CREATE TABLE t (x)");
        }
        refuses(file("a.db"), "The database " + file("a.db") + " is not MLflow's: it has no table alembic_version.");
    }

    @Test
    void refusesARevisionThatItDoesNotKnow() throws Exception {
        create(file("a.db"), "UPDATE alembic_version SET version_num = 'feedc0ffee12'");
        create(file("none.db"), "DELETE FROM alembic_version");

        refuses(
                file("a.db"),
                "The database " + file("a.db")
                        + " is at the schema revision feedc0ffee12, which is not one that MLflow 2.22 to 3.18 use.");
        refuses(
                file("none.db"),
                "The database " + file("none.db") + " has 0 revisions in its table alembic_version instead of one.");
    }

    @Test
    void refusesADatabaseWithoutTheTablesOfItsRevision() throws Exception {
        create(file("a.db"), "DROP TABLE logged_model_tags", "DROP TABLE workspaces");

        refuses(
                file("a.db"),
                "The database " + file("a.db") + " says that it is at MLflow 3.17.0, 3.17.1, 3.17.2 (dc11669786a5) but"
                        + " has no table logged_model_tags, workspaces.");
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        create(file("a.db"));
        byte[] bytes = Files.readAllBytes(file("a.db"));
        Files.write(file("a.db"), "x".repeat(4096).getBytes(StandardCharsets.US_ASCII));
        Files.write(file("cut.db"), Arrays.copyOf(bytes, bytes.length / 3));

        refuses(file("a.db"), file("a.db") + " is not a SQLite database.");
        refuses(
                file("cut.db"),
                "The database " + file("cut.db") + " cannot be read: [SQLITE_CORRUPT] The database disk image is"
                        + " malformed (database disk image is malformed).");
    }

    @Test
    void refusesADatabaseThatAWriterLeftInTheMiddle() throws Exception {
        try (TestDatabase writer = TestDatabase.create(file("live.db"))) {
            writer.execute(
                    "PRAGMA cache_size = 1",
                    "BEGIN",
                    "INSERT INTO experiments (experiment_id, name) WITH RECURSIVE n(i) AS"
                            + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, 'e' || i FROM n");
            Files.copy(file("live.db"), file("a.db"));
            Files.copy(file("live.db-journal"), file("a.db-journal"));
        }

        assertThatThrownBy(() -> SqliteStore.open(file("a.db")))
                .isInstanceOf(TargetException.class)
                .hasMessage("The database " + file("a.db") + " was left in the middle of a write; open it once with"
                        + " MLflow or SQLite's own program, which roll that back.");
        assertThat(files()).containsExactly("a.db", "a.db-journal", "live.db");
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }
}
