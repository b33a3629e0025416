package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans as rows of a server's database, against those that MLflow itself wrote into a database. */
final class SpansAsServerRowsTest {

    /** An experiment has another id there, and the same name. */
    private static final List<String> ROWS = List.of(
            """
            SELECT e.name, s.trace_id, s.span_id, s.parent_span_id, s.name, s.type, s.status, s.start_time_unix_nano,
              s.end_time_unix_nano, s.duration_ns, s.content
            FROM spans s JOIN experiments e ON e.experiment_id = s.experiment_id
            """,
            "SELECT request_id, key, value FROM trace_tags",
            "SELECT request_id, key, value FROM trace_request_metadata");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path source;
    private String uri;

    @BeforeEach
    void migrated() {
        source = TestData.storeWithSpans(folder);
        uri = TestServer.newDatabase();
        assertThat(run("migrate")).as(out.toString() + err).isZero();
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        String[] args = {command, "--source", source.toString(), "--target", uri, "--spans", "database"};
        String[] all =
                Stream.concat(List.of(args).stream(), List.of(more).stream()).toArray(String[]::new);
        return Main.run(all, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void equalTheRowsOfMlflow() {
        assertThat(out.toString()).contains("Source and target are equal");
        assertThat(TestServer.query(uri, "SELECT count(*) FROM spans")).containsExactly("70");
        Path truth = TestData.databaseWithSpans(folder);
        for (String rows : ROWS) {
            assertThat(TestServer.query(uri, rows))
                    .containsExactlyInAnyOrderElementsOf(DatabaseQuery.rows(truth, rows))
                    .isNotEmpty();
        }
    }

    @Test
    void areVerified() {
        assertThat(run("verify")).as(out.toString() + err).isZero();
        TestServer.execute(
                uri,
                "UPDATE spans SET content = replace(content, '1', '2') WHERE span_id = (SELECT min(span_id) FROM spans)");

        assertThat(run("verify")).isEqualTo(1);

        assertThat(out.toString()).contains("span").contains("content");
    }

    @Test
    void areAddedByAMergeAndNotTwice() {
        List<String> whole = TestServer.dump(uri);
        TestServer.execute(uri, "DELETE FROM spans WHERE parent_span_id IS NOT NULL");

        assertThat(run("migrate", "--merge")).as(out.toString() + err).isZero();
        assertThat(TestServer.dump(uri)).isEqualTo(whole);
        List<String> before = TestServer.dumpOfWritten(uri);
        assertThat(run("migrate", "--merge")).as(out.toString() + err).isZero();

        assertThat(out.toString()).contains("Nothing to add");
        assertThat(TestServer.dumpOfWritten(uri)).isEqualTo(before);
    }
}
