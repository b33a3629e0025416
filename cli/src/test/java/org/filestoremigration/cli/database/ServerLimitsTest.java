package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.filestoremigration.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server's database cannot hold, and two that want it at once. */
final class ServerLimitsTest {

    @TempDir
    private Path folder;

    private Path mlruns;
    private String uri;
    private String out = "";
    private String err = "";

    @BeforeEach
    void make() {
        mlruns = folder.resolve("mlruns");
        HandmadeStore.experiment(mlruns, 0, "Default");
        HandmadeStore.run(mlruns, 0, 1, "FINISHED");
        uri = TestServer.newDatabase();
    }

    private record Ended(int exit, String out, String err) {}

    private Ended start(String... more) {
        StringWriter written = new StringWriter();
        StringWriter said = new StringWriter();
        String[] args = Stream.concat(
                        List.of("migrate", "--source", mlruns.toString(), "--target", uri).stream(),
                        List.of(more).stream())
                .toArray(String[]::new);
        int exit = Main.run(args, new PrintWriter(written), new PrintWriter(said));
        return new Ended(exit, written.toString(), said.toString());
    }

    private int migrate(String... more) {
        Ended ended = start(more);
        out = ended.out();
        err = ended.err();
        return ended.exit();
    }

    @Test
    void blockHalfASurrogatePair() {
        HandmadeStore.experiment(mlruns, 1, "\"half \\ud83d\"");
        HandmadeStore.run(mlruns, 1, 2, "FINISHED");

        assertThat(migrate()).as(out + err).isEqualTo(3);

        assertThat(out).contains("it is not valid YAML: an escape stands for half a character");
        assertThat(migrate("--on-bad", "skip")).isEqualTo(6);
        assertThat(TestServer.query(uri, "SELECT run_uuid FROM runs")).containsExactly(HandmadeStore.runId(1));
    }

    @Test
    void blockAVersionBeyond32BitsWithItsAlias() {
        Path model = mlruns.resolve("models/huge");
        HandmadeStore.write(model.resolve("meta.yaml"), """
                aliases: {}
                creation_timestamp: 1700000000000
                description: null
                last_updated_timestamp: 1700000000000
                latest_versions: []
                name: huge
                tags: {}
                """);
        HandmadeStore.write(model.resolve("aliases/newest"), "3000000000");
        HandmadeStore.write(model.resolve("version-3000000000/meta.yaml"), """
                aliases: []
                creation_timestamp: 1700000000000
                current_stage: None
                description: null
                last_updated_timestamp: 1700000000000
                name: huge
                run_id: null
                run_link: null
                source: s3://bucket/model
                status: READY
                status_message: null
                tags: {}
                user_id: null
                version: 3000000000
                """);

        assertThat(migrate()).as(out + err).isEqualTo(3);

        assertThat(out).contains("it is 3000000000, and the target's column model_versions.version has 32 bits");
        assertThat(migrate("--on-bad", "skip")).as(out + err).isEqualTo(6);
        assertThat(TestServer.query(uri, "SELECT name FROM registered_models")).containsExactly("huge");
        assertThat(TestServer.query(uri, "SELECT version FROM model_versions")).isEmpty();
    }

    @Test
    void areMetByARepairThatKeepsTheOriginals() throws IOException {
        String half = "x".repeat(256);
        HandmadeStore.experiment(mlruns, 1, half + "one");
        HandmadeStore.experiment(mlruns, 2, half + "two");
        Path run = HandmadeStore.runFolder(mlruns, 0, 1);
        Path meta = run.resolve("meta.yaml");
        Files.writeString(
                meta,
                Files.readString(meta)
                        .replace("user_id: ada", "user_id: " + "u".repeat(257))
                        .replace("source_name: ''", "source_name: '" + "s".repeat(9000) + "'"));
        HandmadeStore.write(run.resolve("params/seed"), "1\0002");
        HandmadeStore.write(run.resolve("tags/note"), "a\000b");
        assertThat(migrate()).isEqualTo(3);
        assertThat(out).contains("or let --repair cut the text").contains("let --repair replace it");

        assertThat(migrate("--repair")).as(out + err).isZero();

        assertThat(TestServer.query(uri, "SELECT name FROM experiments WHERE experiment_id > 0 ORDER BY 1"))
                .containsExactly("x".repeat(252) + " (1)", "x".repeat(252) + " (2)");
        assertThat(TestServer.query(uri, "SELECT key, value FROM experiment_tags ORDER BY experiment_id"))
                .containsExactly(
                        "filestoremigration.repaired.name|" + half + "one",
                        "filestoremigration.repaired.name|" + half + "two");
        assertThat(TestServer.query(uri, "SELECT user_id, source_name FROM runs"))
                .containsExactly("u".repeat(256) + "|" + "s".repeat(500));
        assertThat(TestServer.query(uri, "SELECT value FROM params")).containsExactly("1\uFFFD2");
        assertThat(TestServer.query(uri, "SELECT key, value FROM tags ORDER BY key COLLATE \"C\""))
                .containsExactly(
                        "filestoremigration.repaired.note|\"a\\u0000b\"",
                        "filestoremigration.repaired.seed|\"1\\u00002\"",
                        "filestoremigration.repaired.source_name.1|" + "s".repeat(8000),
                        "filestoremigration.repaired.source_name.2|" + "s".repeat(1000),
                        "filestoremigration.repaired.user_id|" + "u".repeat(257),
                        "note|a\uFFFDb");
        assertThat(Main.run(
                        new String[] {"verify", "--source", mlruns.toString(), "--target", uri, "--repair"},
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter())))
                .isZero();
    }

    @Test
    void lookAtALocationAsItIsToBe() throws IOException {
        Path meta = HandmadeStore.runFolder(mlruns, 0, 1).resolve("meta.yaml");
        String longPlace = "s3://bucket/" + "long/".repeat(40);
        Files.writeString(meta, Files.readString(meta).replace("s3://bucket/0/", longPlace));
        assertThat(migrate()).as(out + err).isEqualTo(3);
        assertThat(out).contains("widen the column").contains("or shorten it with --rewrite-artifact-uri");

        assertThat(migrate("--rewrite-artifact-uri", "s3://bucket=s3://" + "x".repeat(300)))
                .as(out + err)
                .isEqualTo(5);
        assertThat(err).contains("does not fit, as it is to be: it has ").contains("widen the column: ALTER TABLE");

        String place = longPlace.substring(0, longPlace.length() - 1);
        assertThat(migrate("--rewrite-artifact-uri", place + "=s3://b"))
                .as(out + err)
                .isZero();
        assertThat(TestServer.query(uri, "SELECT artifact_uri FROM runs"))
                .containsExactly("s3://b/" + HandmadeStore.runId(1) + "/artifacts");
    }

    @Test
    void letOneOfTwoMigrationsIn() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<Ended> first = two.submit(() -> start());
            Future<Ended> second = two.submit(() -> start());
            List<Ended> ended = List.of(first.get(), second.get());
            assertThat(ended.stream().map(Ended::exit)).as(ended.toString()).containsExactlyInAnyOrder(0, 5);
            assertThat(ended)
                    .filteredOn(one -> one.exit() == 5)
                    .allSatisfy(one -> assertThat(one.err())
                            .containsAnyOf(
                                    "Another program is creating MLflow's tables",
                                    "Another program is writing to",
                                    "is in use: it holds rows"));
        } finally {
            two.shutdown();
        }
        assertThat(TestServer.query(uri, "SELECT count(*) FROM runs")).containsExactly("1");
    }
}
