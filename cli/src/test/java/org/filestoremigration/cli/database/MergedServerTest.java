package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases of a server that are in use, and folders that are merged into them. */
final class MergedServerTest {

    private static final long LONG_ID = 695_025_459_700_262_237L;
    private static final String NOTHING_NEW = "Nothing to add: the target already has everything in the source.";

    @TempDir
    private Path folder;

    private Path mlruns;
    private String uri;
    private String out = "";
    private String err = "";

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void migrated() {
        mlruns = folder.resolve("mlruns");
        HandmadeStore.experiment(mlruns, 0, "Default");
        HandmadeStore.experiment(mlruns, LONG_ID, "churn");
        HandmadeStore.run(mlruns, LONG_ID, 1, "RUNNING");
        HandmadeStore.write(
                HandmadeStore.runFolder(mlruns, LONG_ID, 1).resolve("metrics/loss"), "1500000000001 0.5 1\n");
        uri = TestServer.newDatabase();
        assertThat(run("--source", mlruns, "--target", uri)).as(out + err).isZero();
    }

    private static Ended start(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exit = Main.run(words, new PrintWriter(out), new PrintWriter(err));
        return new Ended(exit, out.toString(), err.toString());
    }

    private int run(Object... args) {
        Ended ended = start(args);
        out = ended.out();
        err = ended.err();
        return ended.exit();
    }

    private int merge(Path source, String... more) {
        List<Object> args = new ArrayList<>(List.of("migrate", "--merge", "--source", source, "--target", uri));
        args.addAll(List.of(more));
        return run(args.toArray());
    }

    private List<String> query(String sql) {
        return TestServer.query(uri, sql);
    }

    /** What people do with MLflow on the database meanwhile. */
    private void logOn() {
        TestServer.execute(uri, """
                INSERT INTO tags (key, value, run_uuid) VALUES ('reviewed', 'yes', '%1$s');
                INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan)
                  VALUES ('loss', 0.4, 1500000000005, '%1$s', 5, false);
                UPDATE latest_metrics SET value = 0.4, timestamp = 1500000000005, step = 5;
                INSERT INTO experiments (experiment_id, name, lifecycle_stage, workspace)
                  VALUES (nextval('experiments_experiment_id_seq'), 'logged on', 'active', 'default');
                INSERT INTO runs (run_uuid, experiment_id, name, status, lifecycle_stage, source_type, user_id)
                  VALUES ('logged', 2, 'mine', 'FINISHED', 'active', 'LOCAL', 'bob');
                UPDATE experiments SET last_update_time = 1600000000000 WHERE experiment_id = 2;
                UPDATE runs SET name = 'renamed' WHERE run_uuid = '%1$s'
                """.formatted(HandmadeStore.runId(1)));
    }

    private void grow() {
        HandmadeStore.run(mlruns, LONG_ID, 1, "FINISHED");
        HandmadeStore.run(mlruns, LONG_ID, 2, "FINISHED");
        HandmadeStore.experiment(mlruns, 2, "the id of another one");
        HandmadeStore.experiment(mlruns, LONG_ID + 1, "churn 2");
        HandmadeStore.run(mlruns, LONG_ID + 1, 3, "FINISHED");
        Path run = HandmadeStore.runFolder(mlruns, LONG_ID, 1);
        HandmadeStore.write(run.resolve("metrics/loss"), "1500000000001 0.5 1\n1500000000002 0.3 2\n");
        HandmadeStore.write(run.resolve("params/depth"), "3");
    }

    @Test
    void holdsBothHistoriesAndNumbersExperimentsAsAFirstMigrationDoes() {
        logOn();
        grow();

        assertThat(merge(mlruns)).as(out + err).isZero();

        assertThat(out).contains("Nothing was lost").contains("2 experiments have new ids");
        assertThat(
                        query(
                                "SELECT e.experiment_id, name, t.value FROM experiments e LEFT JOIN experiment_tags t"
                                        + " ON t.experiment_id = e.experiment_id AND key = 'filestoremigration.experiment_id' ORDER BY 1"))
                .containsExactly(
                        "0|Default|null",
                        "1|churn|" + LONG_ID,
                        "2|logged on|null",
                        "3|the id of another one|2",
                        "4|churn 2|" + (LONG_ID + 1));
        assertThat(query("SELECT experiment_id, run_uuid, name, status FROM runs ORDER BY run_uuid COLLATE \"C\""))
                .containsExactly(
                        "1|" + HandmadeStore.runId(1) + "|renamed|FINISHED",
                        "1|" + HandmadeStore.runId(2) + "|null|FINISHED",
                        "4|" + HandmadeStore.runId(3) + "|null|FINISHED",
                        "2|logged|mine|FINISHED");
        assertThat(query("SELECT value, step FROM metrics ORDER BY step")).containsExactly("0.5|1", "0.3|2", "0.4|5");
        assertThat(query("SELECT value, step FROM latest_metrics")).containsExactly("0.4|5");
        assertThat(query("SELECT key, value FROM tags")).containsExactly("reviewed|yes");
        assertThat(query("SELECT key, value FROM params")).containsExactly("depth|3");
        assertThat(query("SELECT nextval('experiments_experiment_id_seq')")).containsExactly("5");
    }

    @Test
    void writesNoRowWhereNothingIsNew() {
        logOn();
        grow();
        assertThat(merge(mlruns)).as(out + err).isZero();
        List<String> before = TestServer.dumpOfWritten(uri);

        assertThat(merge(mlruns)).isZero();

        assertThat(out).contains(NOTHING_NEW).contains("Nothing was lost");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before).hasSizeGreaterThan(300);
    }

    @Test
    void foretellsInAPlanWhatAMergeThenDoes() {
        logOn();
        grow();
        HandmadeStore.write(HandmadeStore.runFolder(mlruns, LONG_ID, 1).resolve("tags/reviewed"), "not yet");
        List<String> before = TestServer.dumpOfWritten(uri);
        Object[] plan = {"plan", "--merge", "--on-conflict", "source", "--source", mlruns, "--target", uri};
        assertThat(run(plan)).as(out + err).isZero();
        String planned = outcomes();
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);

        assertThat(merge(mlruns, "--on-conflict", "source")).as(out + err).isZero();

        assertThat(planned)
                .contains("target 'yes', source 'not yet'")
                .contains("churn 2")
                .isEqualTo(outcomes());
    }

    private String outcomes() {
        return out.substring(out.indexOf('\n'), out.indexOf("Files of the source"));
    }

    @Test
    void listsConflictsAndLeavesTheTargetAsItIs() {
        logOn();
        grow();
        HandmadeStore.write(HandmadeStore.runFolder(mlruns, LONG_ID, 1).resolve("tags/reviewed"), "not yet");
        List<String> before = TestServer.dumpOfWritten(uri);

        assertThat(merge(mlruns)).isEqualTo(3);

        assertThat(out).contains("Conflicts: 1").contains("/reviewed, value: target 'yes', source 'not yet'");
        assertThat(err).contains("nothing was written").contains("--on-conflict");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
        assertThat(merge(mlruns, "--on-conflict", "target")).isZero();
        assertThat(query("SELECT value FROM tags")).containsExactly("yes");
        assertThat(query("SELECT count(*) FROM runs")).containsExactly("4");
        assertThat(merge(mlruns, "--on-conflict", "source")).isZero();
        assertThat(query("SELECT value FROM tags")).containsExactly("not yet");
    }

    @Test
    void refusesWhatAColumnCannotHold() {
        HandmadeStore.write(HandmadeStore.runFolder(mlruns, LONG_ID, 1).resolve("params/long"), "é".repeat(8001));
        List<String> before = TestServer.dumpOfWritten(uri);

        assertThat(merge(mlruns)).isEqualTo(3);

        assertThat(out).contains("it has 8001 characters, and the target's column params.value allows 8000");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
        TestServer.execute(uri, "ALTER TABLE params ALTER COLUMN value TYPE varchar(8001)");
        assertThat(merge(mlruns)).as(out + err).isZero();
        assertThat(query("SELECT length(value) FROM params")).containsExactly("8001");
    }

    @Test
    void waitsForNobodyWhoGoesOnWriting() throws Exception {
        grow();
        try (Connection connection = TestServer.connect(uri);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE runs SET name = 'being written'");

            assertThat(merge(mlruns)).isEqualTo(5);

            assertThat(err).contains("Another program is writing to").contains("stop MLflow on it");
            connection.rollback();
        }
        assertThat(query("SELECT count(*) FROM runs")).containsExactly("1");
    }

    @Test
    void isMergedIntoByOneAfterTheOther() throws Exception {
        grow();
        Path laptop = folder.resolve("laptop/mlruns");
        HandmadeStore.experiment(laptop, 0, "Default");
        HandmadeStore.experiment(laptop, 3, "laptop");
        HandmadeStore.run(laptop, 3, 9, "FINISHED");
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<Ended> first = two.submit(() -> start("migrate", "--merge", "--source", mlruns, "--target", uri));
            Future<Ended> second = two.submit(() -> start("migrate", "--merge", "--source", laptop, "--target", uri));
            assertThat(List.of(first.get(), second.get()))
                    .allSatisfy(
                            ended -> assertThat(ended.exit()).as(ended.err()).isZero());
        } finally {
            two.shutdown();
        }
        assertThat(query("SELECT count(*) FROM runs")).containsExactly("4");
        assertThat(query("SELECT name FROM experiments ORDER BY name COLLATE \"C\""))
                .containsExactly("Default", "churn", "churn 2", "laptop", "the id of another one");
        assertThat(merge(mlruns)).isZero();
        assertThat(out).contains(NOTHING_NEW);
        assertThat(merge(laptop)).isZero();
        assertThat(out).contains(NOTHING_NEW);
    }

    /** In the middle of the writing, which a trigger of the database's own brings to its end. */
    @ParameterizedTest
    @MethodSource("ends")
    void isAsItWasWhereTheServerEndsTheMerge(String statement, String sentence) {
        logOn();
        grow();
        TestServer.execute(uri, """
                CREATE FUNCTION ends() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s; RETURN NEW; END $$;
                CREATE TRIGGER ends BEFORE INSERT ON runs FOR EACH ROW EXECUTE FUNCTION ends()
                """.formatted(statement));
        List<String> before = TestServer.dumpOfWritten(uri);

        assertThat(merge(mlruns)).as(out + err).isEqualTo(5);

        assertThat(err)
                .startsWith("migrate-filestore: ")
                .contains(sentence)
                .contains("nothing was written")
                .hasLineCount(1);
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
        TestServer.execute(uri, "DROP TRIGGER ends ON runs");
        assertThat(merge(mlruns)).as(out + err).isZero();
        assertThat(query("SELECT count(*) FROM runs")).containsExactly("4");
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of("PERFORM pg_terminate_backend(pg_backend_pid())", " was lost: "),
                Arguments.of(
                        "RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'could not extend file'",
                        " is full: could not extend file; nothing was written."));
    }

    @Test
    void isMergedIntoByARoleThatOwnsNothing() {
        TestServer.execute(uri, """
                DROP ROLE IF EXISTS writer;
                CREATE ROLE writer LOGIN PASSWORD 'w';
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer;
                GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO writer
                """);
        grow();
        uri = uri.replace("postgres@", "writer:w@");

        assertThat(merge(mlruns)).as(out + err).isZero();

        assertThat(query("SELECT count(*) FROM runs")).containsExactly("3");
        assertThat(query("SELECT nextval('experiments_experiment_id_seq')")).containsExactly("4");
    }

    @Test
    void staysAtTheSchemaThatItHas() {
        uri = TestServer.newDatabase();
        assertThat(run("--source", mlruns, "--target", uri, "--mlflow-version", "2.22.5"))
                .isZero();
        grow();

        assertThat(merge(mlruns, "--mlflow-version", "3.17.2")).isEqualTo(2);
        assertThat(merge(mlruns)).as(out + err).isZero();

        assertThat(query("SELECT count(*) FROM runs")).containsExactly("3");
        assertThat(run("verify", "--source", mlruns, "--target", uri))
                .as(out + err)
                .isZero();
    }

    @Test
    void losesNothingOfStoresThatMlflowWrote() throws Exception {
        uri = TestServer.newDatabase();
        Path newest = TestData.store("3.17.2", Files.createDirectory(folder.resolve("newest")));
        assertThat(run("--source", newest, "--target", uri, "--on-bad", "skip")).isEqualTo(6);
        for (String name : List.of("2.10.2", "1.14.1", "3.17.2")) {
            Path store = TestData.store(name, Files.createDirectory(folder.resolve(name)));
            for (String conflict : List.of("target", "source")) {
                assertThat(merge(store, "--on-conflict", conflict, "--on-bad", "skip"))
                        .as(name + conflict + out + err)
                        .isIn(0, 6);
                assertThat(out).contains("Nothing was lost");
                assertThat(merge(store, "--on-conflict", conflict, "--on-bad", "skip"))
                        .isIn(0, 6);
                assertThat(out).contains(NOTHING_NEW);
            }
        }
    }
}
