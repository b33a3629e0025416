package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Databases on a PostgreSQL server of its own, beside a real MLflow that reads them, upgrades them and logs on. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class MlflowOnServerIT {

    private static final int PORT = 5432;
    private static final String USER = "postgres:secret@";

    private static GenericContainer<?> server;
    private static MlflowContainer mlflow;
    private static int databases;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = new GenericContainer<>("postgres:15")
                .withEnv("POSTGRES_PASSWORD", "secret")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
        server.start();
        mlflow = new MlflowContainer("3.17.2");
        mlflow.start();
        // The driver is not in every image of MLflow's.
        succeeds(mlflow.run("sh", "-c", "python3 -c 'import psycopg2' || python3 -m pip install psycopg2-binary"));
    }

    @AfterAll
    static void stop() {
        mlflow.stop();
        server.stop();
    }

    /** @param seed of the store's content; with an odd one metric points are logged twice */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2})
    void readsTheSameAsFromTheProvenFile(int seed) throws SQLException {
        String home = MlflowContainer.HOME + "/server-" + seed;
        succeeds(mlflow.run("mkdir", "-p", home));
        succeeds(mlflow.script("write_store", "--store", home + "/mlruns", "--seed", "" + seed));
        succeeds(mlflow.run("tar", "-C", home, "-czf", home + "/store.tar.gz", "mlruns"));
        TestData.unpack(mlflow.fetch(home + "/store.tar.gz", folder.resolve("store.tar.gz")), folder);
        String database = newDatabase();
        succeeds(Program.run(folder, "--source", "mlruns", "--target", "sqlite:///mlflow.db"));
        succeeds(Program.run(folder, "--source", "mlruns", "--target", outside(database)));
        mlflow.put(folder.resolve("mlflow.db"), home + "/mlflow.db");
        succeeds(mlflow.script("compare_client", "--source", home + "/mlruns", "--db", file(home)));

        List<String> fromFile = read(file(home));
        assertThat(fromFile).hasSizeGreaterThan(100);
        assertThat(read(inside(database))).isEqualTo(fromFile);
    }

    @Test
    void upgradesAnOlderDatabaseToWhatADirectMigrationGives() throws SQLException {
        Path mlruns = TestData.store("3.10.1", folder);
        String older = newDatabase();
        String direct = newDatabase();
        succeeds(Program.run(folder, "--source", mlruns, "--target", outside(older), "--mlflow-version", "3.10.1"));
        succeeds(Program.run(folder, "--source", mlruns, "--target", outside(direct)));
        assertThat(dump(older)).isNotEqualTo(dump(direct));
        succeeds(mlflow.run("mlflow", "db", "upgrade", inside(older)));
        assertThat(dump(older)).isEqualTo(dump(direct));
    }

    @Test
    void upgradesSpansToWhatADirectMigrationGives() throws SQLException {
        Path mlruns = TestData.storeWithSpans(folder);
        String older = newDatabase();
        String direct = newDatabase();
        List<Object> spans = List.of("--source", mlruns, "--spans", "database", "--target");
        succeeds(Program.run(folder, all(spans, outside(older), "--mlflow-version", "3.10.1")));
        succeeds(Program.run(folder, all(spans, outside(direct))));
        succeeds(mlflow.run("mlflow", "db", "upgrade", inside(older)));
        assertThat(dump(older)).isEqualTo(dump(direct));
        assertThat(dump(older)).filteredOn(row -> row.startsWith("spans (")).hasSize(70);
    }

    private static Object[] all(List<Object> first, Object... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toArray();
    }

    @Test
    void servesWhatWasMigratedAndLogsOn() throws SQLException {
        Path mlruns = TestData.store("3.10.1", folder);
        String database = newDatabase();
        succeeds(Program.run(folder, "--source", mlruns, "--target", outside(database)));
        List<String> before = read(inside(database));
        String address = "http://127.0.0.1:5000";
        succeeds(mlflow.run("sh", "-c", """
                mlflow server --backend-store-uri %s --workers 1 >server.log 2>&1 &
                for second in $(seq 120); do
                  python3 -c "import urllib.request; urllib.request.urlopen('%s/health')" 2>/dev/null && exit 0
                  sleep 1
                done
                cat server.log; exit 1
                """.formatted(inside(database), address)));
        // By way of the server a value that is absent may look otherwise; each entity comes all the same.
        assertThat(kinds(read(address))).isEqualTo(kinds(before));
        Program.Result logged = mlflow.script("log_on", "--uri", address);
        succeeds(logged);
        assertThat(logged.out()).contains("logged on: experiment ");
        Program.Result verified =
                Program.run(folder, "verify", "--source", mlruns, "--target", outside(database), "--allow-additions");
        succeeds(verified);
    }

    private static List<String> kinds(List<String> entities) {
        return entities.stream()
                .map(entity -> entity.substring(0, entity.indexOf(' ')))
                .toList();
    }

    private static List<String> read(String uri) {
        Program.Result read = mlflow.script("read_all", "--uri", uri);
        succeeds(read);
        return read.out().lines().toList();
    }

    private static String newDatabase() throws SQLException {
        String name = "live" + ++databases;
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    private static List<String> dump(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            return ServerDump.of(connection);
        }
    }

    private static Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(PORT) + "/" + database;
        return DriverManager.getConnection(url, "postgres", "secret");
    }

    /** As this machine sees it. */
    private static String outside(String database) {
        return "postgresql://" + USER + server.getHost() + ":" + server.getMappedPort(PORT) + "/" + database;
    }

    /** As MLflow's container sees it. */
    private static String inside(String database) {
        String address = server.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .findFirst()
                .orElseThrow()
                .getIpAddress();
        return "postgresql+psycopg2://" + USER + address + ":" + PORT + "/" + database;
    }

    private static String file(String home) {
        return "sqlite:///" + home + "/mlflow.db";
    }

    private static void succeeds(Program.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }
}
