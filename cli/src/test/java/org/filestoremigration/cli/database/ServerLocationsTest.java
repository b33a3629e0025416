package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifact locations of a server's database that change, and nothing else. */
final class ServerLocationsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String uri;
    private String old;
    private List<String> before;

    @BeforeEach
    void migrated() {
        uri = TestServer.newDatabase();
        Path store = TestData.store("3.10.1", folder);
        assertThat(run("migrate", "--source", store, "--target", uri))
                .as(err.toString())
                .isZero();
        String location = TestServer.query(uri, "SELECT artifact_location FROM experiments WHERE experiment_id = 1")
                .get(0);
        old = location.substring(0, location.lastIndexOf('/'));
        before = TestServer.dumpOfWritten(uri);
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

    private int relocate(String now, String... more) {
        List<Object> args =
                new ArrayList<>(List.of("relocate", "--target", uri, "--rewrite-artifact-uri", old + "=" + now));
        args.addAll(List.of(more));
        return run(args.toArray());
    }

    private List<String> locations() {
        return TestServer.query(uri, """
                SELECT artifact_location FROM experiments UNION ALL SELECT artifact_uri FROM runs
                UNION ALL SELECT artifact_location FROM logged_models
                UNION ALL SELECT value FROM trace_tags WHERE key = 'mlflow.artifactLocation'
                UNION ALL SELECT source FROM model_versions WHERE source IS NOT NULL
                UNION ALL SELECT storage_location FROM model_versions WHERE storage_location IS NOT NULL
                """);
    }

    @Test
    void changeAsTheOptionSaysAndNothingElseDoes() {
        List<String> rows = TestServer.dump(uri);
        long inOld =
                locations().stream().filter(text -> text.startsWith(old + "/")).count();

        assertThat(relocate("s3://bucket/moved")).as(err.toString()).isZero();

        assertThat(inOld).isGreaterThan(10);
        assertThat(out.toString())
                .isEqualTo(inOld
                        + " artifact locations changed; every other value was compared and is the same."
                        + System.lineSeparator());
        assertThat(locations()).noneMatch(text -> text.startsWith(old + "/"));
        assertThat(locations().stream().filter(text -> text.startsWith("s3://bucket/moved/")))
                .hasSize((int) inOld);
        List<String> after = TestServer.dump(uri);
        assertThat(after).hasSameSizeAs(rows);
        assertThat(after.stream().filter(row -> !rows.contains(row)))
                .allMatch(row -> row.contains("s3://bucket/moved/"))
                .allMatch(row -> rows.contains(row.replace("s3://bucket/moved/", old + "/")));
    }

    @Test
    void areOnlyCountedWhenNothingIsToChange() {
        assertThat(relocate("s3://bucket/moved", "--dry-run"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("artifact locations would change, and nothing else.");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
    }

    @Test
    void areRefusedWhereTheColumnIsTooShort() {
        assertThat(relocate("s3://bucket/" + "long/".repeat(40))).isEqualTo(5);

        assertThat(err.toString())
                .contains("nothing was changed: the new location of run ")
                .contains("the column runs.artifact_uri holds 200: choose a shorter place, or widen the column: ALTER"
                        + " TABLE runs ALTER COLUMN artifact_uri TYPE varchar(");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
    }

    @Test
    void areMistakenWhereNoneBeginsSo() {
        old = "file:///nowhere";

        assertThat(relocate("s3://bucket/moved")).isEqualTo(2);

        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
    }
}
