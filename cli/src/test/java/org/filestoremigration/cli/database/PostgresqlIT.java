package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged program against a real server of the test's own. */
class PostgresqlIT {

    private static final Pattern COMMAND = Pattern.compile("(?m)^ *\\./migrate-filestore (.*)$");

    private static EmbeddedPostgres server;
    private static int databases;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void renumbersExperimentsAndSaysWhichIsWhich() {
        String uri = newDatabase();
        Program.Result migrated = migrate(TestData.example(), uri);
        assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isZero();
        assertThat(migrated.out())
                .contains("2 × experiment id beyond the target's 32 bits")
                .contains("Source and target are equal")
                .contains("mlflow server --backend-store-uri " + uri);
        assertThat(texts(
                        uri,
                        "SELECT e.experiment_id || ' ' || (length(t.value) = 18) FROM experiments e JOIN experiment_tags t"
                                + " USING (experiment_id) WHERE t.key = 'filestoremigration.experiment_id' ORDER BY 1"))
                .containsExactly("1 true", "2 true");
        assertThat(texts(uri, "SELECT nextval('experiments_experiment_id_seq')"))
                .containsExactly("3");

        Program.Result verified = run("verify", "--source", TestData.example(), "--target", uri);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    }

    static Stream<String> stores() {
        return TestData.stores().stream();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void holdsEveryStoreThatMlflowWrote(String name) {
        Path store = TestData.store(name, folder.resolve("store"));
        String uri = newDatabase();
        Program.Result migrated = run("--source", store, "--target", uri, "--on-bad", "skip");
        assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isIn(0, 6);
        assertThat(migrated.out()).contains("Source and target are equal");
        Program.Result verified = run("verify", "--source", store, "--target", uri);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isEqualTo(migrated.exit());
    }

    @Test
    void findsWhatWasChangedAfterwards() {
        String uri = newDatabase();
        migrate(TestData.example(), uri);
        execute(uri, "UPDATE params SET value = value || 'x' WHERE key = (SELECT min(key) FROM params)");
        execute(uri, "ALTER SEQUENCE experiments_experiment_id_seq RESTART");
        Program.Result verified = run("verify", "--source", TestData.example(), "--target", uri);
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).contains("param").contains("MLflow's next experiment would get the id 1");
    }

    @Test
    void leavesADatabaseInUseAlone() {
        String uri = newDatabase();
        migrate(TestData.example(), uri);
        Program.Result again = migrate(TestData.example(), uri);
        assertThat(again.exit()).isEqualTo(5);
        assertThat(again.err()).contains(" is in use: it contains rows, ").contains("or make a new one");
        assertThat(run("plan", "--source", TestData.example(), "--target", uri).exit())
                .isEqualTo(5);
        Program.Result overwritten = run("--source", TestData.example(), "--target", uri, "--overwrite");
        assertThat(overwritten.exit()).isEqualTo(5);
    }

    @Test
    void writesNothingWhereSomethingIsBlocked() throws IOException {
        Path store = TestData.store("3.17.2", folder.resolve("store"));
        String uri = newDatabase();
        Program.Result migrated = migrate(store, uri);
        assertThat(migrated.exit()).isEqualTo(3);
        assertThat(migrated.out()).contains("it contains the character U+0000, which the target cannot store");
        assertThat(texts(uri, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("0");
    }

    @Test
    void takesAColumnThatItsOwnerWidened() throws IOException {
        Path store = Files.createDirectories(folder.resolve("mlruns"));
        Program.execute(folder, List.of("/bin/cp", "-R", TestData.example() + "/.", store.toString()));
        Path param;
        try (Stream<Path> files = Files.walk(store)) {
            param = files.filter(file -> file.toString().contains("/params/") && Files.isRegularFile(file))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(param, "é".repeat(8001));
        String uri = newDatabase();
        Program.Result narrow = migrate(store, uri);
        assertThat(narrow.exit()).isEqualTo(3);
        assertThat(narrow.out())
                .contains(
                        "it has 8001 characters, and the target's column params.value allows 8000; widen the column: ALTER"
                                + " TABLE params ALTER COLUMN value TYPE varchar(8001)");
        migrate(TestData.example(), uri);
        execute(uri, "ALTER TABLE params ALTER COLUMN value TYPE varchar(8001)");
        execute(
                uri,
                "TRUNCATE experiments, runs, registered_models, inputs, input_tags, datasets, trace_info, assessments,"
                        + " entity_associations, logged_models CASCADE");
        Program.Result wide = migrate(store, uri);
        assertThat(wide.exit()).as(wide.out() + wide.err()).isZero();
    }

    @Test
    void neverShowsAPassword() throws IOException {
        String secret = "S3cr3t/with#odd?signs";
        String host = "@localhost:" + server.getPort();
        execute(uri("postgres"), "CREATE ROLE ada LOGIN PASSWORD 'S3cr3t/with#odd?signs'");
        List<String> targets = List.of(
                "postgresql://ada:" + secret + host + "/nowhere",
                "postgresql://ada:" + secret + "@nowhere.invalid/mlflow",
                "postgresql://ada:" + secret + "@localhost:1/mlflow",
                "postgresql://bob:" + secret + host + "/postgres",
                "postgresql://ada:" + secret + host + "/postgres?sslmode=verify-full",
                "postgresql://ada:" + secret + host + "/postgres?unknown=1",
                "postgresql://ada:" + secret + host + "x/postgres",
                "postgresql://ada:" + secret + "@[::1/postgres",
                "postgres://ada:" + secret + host + "/postgres",
                "mysql://ada:" + secret + host + "/postgres",
                "postgresql://ada:" + secret + host + "/postgres");
        for (String target : targets) {
            Path report = folder.resolve("report.json");
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("--source", TestData.example().toString(), "--target", target));
            command.addAll(List.of("--report", report.toString()));
            Program.Result result = debugging(command);
            assertThat(result.exit()).as(target + result.out() + result.err()).isIn(2, 5);
            String all = result.out() + result.err() + (Files.exists(report) ? Files.readString(report) : "");
            assertThat(all).as(target).doesNotContain("S3cr3t").isNotBlank();
        }
        execute(uri("postgres"), "CREATE DATABASE adas OWNER ada");
        Path report = folder.resolve("adas.json");
        Program.Result good = run(
                "--source",
                TestData.example(),
                "--target",
                "postgresql://ada:" + secret + host + "/adas",
                "--report",
                report);
        assertThat(good.exit()).as(good.out() + good.err()).isZero();
        assertThat(good.out() + good.err() + Files.readString(report)).doesNotContain("S3cr3t");
    }

    private Program.Result debugging(List<String> command) {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env", "MIGRATE_FILESTORE_DEBUG=1"));
        all.addAll(command);
        return Program.execute(folder, all);
    }

    @Test
    void runsTheCommandsOfTheGuide() throws IOException {
        Program.execute(
                folder,
                List.of(
                        "/bin/cp",
                        "-R",
                        TestData.example().toString(),
                        folder.resolve("mlruns").toString()));
        String uri = newDatabase();
        List<String> commands = COMMAND.matcher(TestData.document("postgresql.md"))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            Object[] words =
                    command.replace("postgresql://mlflow@localhost/mlflow", uri).split(" ");
            Program.Result result = Program.run(folder, words);
            assertThat(result.exit()).as(command + result.out() + result.err()).isZero();
        }
    }

    private Program.Result migrate(Path source, String uri) {
        return run("--source", source, "--target", uri);
    }

    private Program.Result run(Object... args) {
        return Program.run(folder, args);
    }

    private static String newDatabase() {
        String name = "it" + ++databases;
        execute(uri("postgres"), "CREATE DATABASE " + name);
        return uri(name);
    }

    private static String uri(String database) {
        return "postgresql://postgres@localhost:" + server.getPort() + "/" + database;
    }

    private static void execute(String uri, String sql) {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(String uri, String sql) {
        try (Connection connection = connect(uri);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(String uri) throws SQLException {
        String database = uri.substring(uri.lastIndexOf('/') + 1);
        return server.getDatabase("postgres", database).getConnection();
    }
}
