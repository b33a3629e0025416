package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteTargetInUse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases in use that stores are merged into, and stores that become one database. */
final class MergedDatabaseTest {

    @TempDir
    private Path folder;

    private Path database;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void name() throws IOException {
        database = Files.createDirectory(folder.resolve("db")).resolve("mlflow.db");
    }

    private int run(Object... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        return Main.run(words, new PrintWriter(out), new PrintWriter(err));
    }

    private int migrate(Path source) {
        return run("--source", source, "--target", database);
    }

    private int merge(Path source, String... more) {
        List<Object> args = new ArrayList<>(List.of("migrate", "--merge", "--source", source, "--target", database));
        args.addAll(List.of(more));
        return run(args.toArray());
    }

    private List<String> query(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join("|", row));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store(String name) {
        Path root = folder.resolve(name).resolve("mlruns");
        HandmadeStore.experiment(root, 0, "Default");
        return root;
    }

    @Nested
    class AStoreThatGrows {

        private Path mlruns;

        @BeforeEach
        void migrated() {
            mlruns = store("cluster");
            HandmadeStore.experiment(mlruns, 1, "churn");
            HandmadeStore.run(mlruns, 1, 1, "RUNNING");
            HandmadeStore.write(HandmadeStore.runFolder(mlruns, 1, 1).resolve("metrics/loss"), "1500000000001 0.5 1\n");
            assertThat(migrate(mlruns)).isZero();
        }

        @Test
        void writesNotAByteWhereNothingIsNew() throws IOException {
            byte[] before = Files.readAllBytes(database);

            assertThat(merge(mlruns)).isZero();

            assertThat(out.toString())
                    .contains("Nothing to add: the target already has everything in the source.")
                    .contains("Nothing was lost");
            assertThat(database).hasBinaryContent(before);
            assertThat(database.getParent()).isDirectoryNotContaining(file -> !file.equals(database));
        }

        @Test
        void bringsTheDatabaseForwardAndKeepsWhatWasLoggedThere() {
            execute("INSERT INTO tags (key, value, run_uuid) VALUES ('reviewed', 'yes', '" + HandmadeStore.runId(1)
                    + "')");
            execute("INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES ('loss', 0.4,"
                    + " 1500000000005, '" + HandmadeStore.runId(1) + "', 5, 0)");
            execute("UPDATE latest_metrics SET value = 0.4, timestamp = 1500000000005, step = 5");
            HandmadeStore.run(mlruns, 1, 1, "FINISHED");
            HandmadeStore.run(mlruns, 1, 2, "FINISHED");
            HandmadeStore.write(
                    HandmadeStore.runFolder(mlruns, 1, 1).resolve("metrics/loss"),
                    "1500000000001 0.5 1\n1500000000002 0.3 2\n");
            HandmadeStore.write(HandmadeStore.runFolder(mlruns, 1, 1).resolve("params/depth"), "3");

            assertThat(merge(mlruns)).isZero();

            assertThat(query("SELECT status, end_time FROM runs ORDER BY run_uuid"))
                    .containsExactly("FINISHED|1500000000009", "FINISHED|1500000000009");
            assertThat(query("SELECT value, step FROM metrics ORDER BY step"))
                    .containsExactly("0.5|1", "0.3|2", "0.4|5");
            assertThat(query("SELECT value, step FROM latest_metrics")).containsExactly("0.4|5");
            assertThat(query("SELECT key, value FROM tags")).containsExactly("reviewed|yes");
            assertThat(query("SELECT key, value FROM params")).containsExactly("depth|3");
            assertThat(merge(mlruns)).isZero();
            assertThat(out.toString()).contains("Nothing to add");
        }

        @Test
        void foretellsInAPlanWhatAMergeThenDoes() throws IOException {
            HandmadeStore.run(mlruns, 1, 1, "FINISHED");
            HandmadeStore.run(mlruns, 1, 2, "FINISHED");
            HandmadeStore.experiment(mlruns, 2, "new");
            byte[] before = Files.readAllBytes(database);
            assertThat(run("plan", "--merge", "--source", mlruns, "--target", database))
                    .isZero();
            String planned = outcomes();
            assertThat(database).hasBinaryContent(before);

            assertThat(merge(mlruns)).isZero();

            assertThat(planned).contains("run").isEqualTo(outcomes());
        }

        private String outcomes() {
            String text = out.toString();
            return text.substring(text.indexOf('\n'), text.indexOf("Files of the source"));
        }

        @Test
        void listsConflictsAndLeavesTheTargetAsItIs() throws IOException {
            HandmadeStore.write(HandmadeStore.runFolder(mlruns, 1, 1).resolve("tags/note"), "as logged");
            assertThat(merge(mlruns)).isZero();
            execute("UPDATE tags SET value = 'edited in the database'");
            byte[] before = Files.readAllBytes(database);

            assertThat(merge(mlruns)).isEqualTo(3);

            assertThat(out.toString())
                    .contains("Conflicts: 1")
                    .contains("/note, value: target" + " 'edited in the database', source 'as logged'");
            assertThat(err.toString()).contains("nothing was written").contains("--on-conflict");
            assertThat(database).hasBinaryContent(before);
            assertThat(merge(mlruns, "--on-conflict", "target")).isZero();
            assertThat(query("SELECT value FROM tags")).containsExactly("edited in the database");
            assertThat(merge(mlruns, "--on-conflict", "source")).isZero();
            assertThat(query("SELECT value FROM tags")).containsExactly("as logged");
        }

        @Test
        void isRefusedWhileSomebodyHasItOpen() throws Exception {
            HandmadeStore.run(mlruns, 1, 2, "FINISHED");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertThat(merge(mlruns)).isEqualTo(5);

                assertThat(err.toString()).contains("is in use");
                statement.execute("ROLLBACK");
            }
            assertThat(query("SELECT count(*) FROM runs")).containsExactly("1");
            assertThat(merge(mlruns)).isZero();
            assertThat(query("SELECT count(*) FROM runs")).containsExactly("2");
        }

        @Test
        void isRefusedWhileAnotherMergeIsAtWork() throws IOException {
            HandmadeStore.run(mlruns, 1, 2, "FINISHED");
            byte[] before = Files.readAllBytes(database);
            try (TargetInUse other = SqliteTargetInUse.prepare(database, MlflowSchema.NEWEST_TESTED)) {
                assertThat(other.isPublished()).isFalse();

                assertThat(merge(mlruns)).isEqualTo(5);

                assertThat(err.toString())
                        .startsWith("migrate-filestore: Another migration to ")
                        .contains(" is running; wait until it ends")
                        .hasLineCount(1);
                assertThat(database).hasBinaryContent(before);
            }
            assertThat(merge(mlruns)).isZero();
            assertThat(query("SELECT count(*) FROM runs")).containsExactly("2");
        }

        @Test
        void isNotOverwrittenByASourceThatLacksSomething() throws IOException {
            Path laptop = store("laptop");
            HandmadeStore.experiment(laptop, 2, "laptop");
            HandmadeStore.run(laptop, 2, 7, "FINISHED");
            byte[] before = Files.readAllBytes(database);

            assertThat(run("--source", laptop, "--target", database, "--overwrite"))
                    .isEqualTo(5);

            assertThat(err.toString())
                    .contains("1 experiment (1); 1 run (" + HandmadeStore.runId(1) + ")")
                    .contains("--merge")
                    .contains("--discard-target");
            assertThat(database).hasBinaryContent(before);
            assertThat(run("--source", laptop, "--target", database, "--overwrite", "--discard-target"))
                    .isZero();
            assertThat(query("SELECT name FROM experiments ORDER BY 1")).containsExactly("Default", "laptop");
        }

        @Test
        void maySeeMoreInTheDatabaseWhenAskedTo() {
            execute("INSERT INTO tags (key, value, run_uuid) VALUES ('reviewed', 'yes', '" + HandmadeStore.runId(1)
                    + "')");

            assertThat(run("verify", "--source", mlruns, "--target", database)).isEqualTo(1);
            assertThat(run("verify", "--source", mlruns, "--target", database, "--allow-additions"))
                    .isZero();

            assertThat(out.toString().strip()).endsWith("The target has 1 more.");
        }
    }

    @Nested
    class StoresOfSeveralPlaces {

        private Path old(String name, int run) {
            Path root = store(name);
            HandmadeStore.experiment(root, 1, name);
            HandmadeStore.run(root, 1, run, "FINISHED");
            return root;
        }

        @Test
        void withTheSameIdsGetTheNextNumbersHoweverTheyAreMerged() {
            Path first = old("first", 1);
            Path second = old("second", 2);
            Path third = old("third", 3);

            assertThat(run("--merge", "--source", first, "--source", second, "--source", third, "--target", database))
                    .isZero();

            String experiments = "SELECT experiment_id, name FROM experiments ORDER BY 1";
            assertThat(query(experiments)).containsExactly("0|Default", "1|first", "2|second", "3|third");
            assertThat(query("SELECT experiment_id, run_uuid FROM runs ORDER BY 2"))
                    .containsExactly(
                            "1|" + HandmadeStore.runId(1),
                            "2|" + HandmadeStore.runId(2),
                            "3|" + HandmadeStore.runId(3));
            assertThat(query("SELECT experiment_id, value FROM experiment_tags ORDER BY 1"))
                    .containsExactly("2|1", "3|1");
            assertThat(merge(second)).isZero();
            assertThat(out.toString()).contains("Nothing to add");

            database = database.resolveSibling("one by one.db");
            assertThat(migrate(first)).isZero();
            assertThat(merge(second)).isZero();
            assertThat(merge(third)).isZero();
            assertThat(query(experiments)).containsExactly("0|Default", "1|first", "2|second", "3|third");
        }

        @Test
        void withTheDefaultExperimentAloneAreOneExperiment() {
            List<Object> args = new ArrayList<>(List.of("--merge", "--target", database));
            for (int job = 1; job <= 3; job++) {
                Path root = store("job " + job);
                HandmadeStore.run(root, 0, job, "FINISHED");
                args.addAll(List.of("--source", root));
            }

            assertThat(run(args.toArray())).isZero();

            assertThat(query("SELECT experiment_id, run_uuid FROM runs ORDER BY 2"))
                    .containsExactly(
                            "0|" + HandmadeStore.runId(1),
                            "0|" + HandmadeStore.runId(2),
                            "0|" + HandmadeStore.runId(3));
        }

        @Test
        void withOneRunInTwoExperimentsAreMergedOneByOne() {
            Path first = old("first", 1);
            Path second = old("second", 1);

            assertThat(run("--merge", "--source", first, "--source", second, "--target", database))
                    .isEqualTo(3);
            assertThat(out.toString()).contains(HandmadeStore.runId(1));

            assertThat(migrate(first)).isZero();
            assertThat(merge(second, "--on-conflict", "target")).isZero();
            assertThat(query("SELECT experiment_id, run_uuid FROM runs"))
                    .containsExactly("1|" + HandmadeStore.runId(1));
        }

        /** The database has a trigger of somebody's own that loses what is written to it. */
        @ParameterizedTest
        @CsvSource({"1, digest", "2, digest", "1, full", "2, full"})
        void areNotPublishedWhereTheDatabaseLosesAParamOfARun(int experiment, String verify) throws IOException {
            Path first = old("first", 1);
            assertThat(migrate(first)).isZero();
            Path second = experiment == 1 ? first : old("second", 1);
            HandmadeStore.write(HandmadeStore.runFolder(second, 1, 1).resolve("params/depth"), "3");
            execute("CREATE TRIGGER loses AFTER INSERT ON params BEGIN DELETE FROM params; END");
            byte[] before = Files.readAllBytes(database);

            assertThat(merge(second, "--on-conflict", "target", "--verify", verify))
                    .isEqualTo(1);

            assertThat(out.toString()).contains("Something would be lost: ");
            assertThat(database).hasBinaryContent(before);
            execute("DROP TRIGGER loses");
            assertThat(merge(second, "--on-conflict", "target", "--verify", verify))
                    .isZero();
            assertThat(query("SELECT key, value FROM params")).containsExactly("depth|3");
        }

        @Test
        void thatMlflowWroteLoseNothingOfEither() throws IOException {
            Path newest = TestData.store("3.17.2", Files.createDirectory(folder.resolve("newest")));
            assertThat(migrate(newest)).isZero();
            for (String name : List.of("2.10.2", "1.14.1")) {
                Path older = TestData.store(name, Files.createDirectory(folder.resolve(name)));
                for (String conflict : List.of("target", "source")) {
                    assertThat(merge(older, "--on-conflict", conflict))
                            .as(name + conflict)
                            .isZero();
                    assertThat(out.toString()).contains("Nothing was lost");
                    assertThat(merge(older, "--on-conflict", conflict)).isZero();
                    assertThat(out.toString()).contains("Nothing to add");
                }
            }
        }
    }

    @Test
    void refusesOptionsThatContradict() {
        Path mlruns = store("any");

        assertThat(merge(mlruns, "--overwrite")).isEqualTo(2);
        assertThat(merge(mlruns, "--no-verify")).isEqualTo(2);
        assertThat(run("--source", mlruns, "--target", database, "--on-conflict", "target"))
                .isEqualTo(2);
        assertThat(run("--source", mlruns, "--target", database, "--discard-target"))
                .isEqualTo(2);
        assertThat(database).doesNotExist();
    }
}
