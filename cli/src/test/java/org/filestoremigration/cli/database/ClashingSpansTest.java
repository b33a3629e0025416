package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A span that is in the target with another content, as MLflow's own store writes some. */
final class ClashingSpansTest {

    private static final String SPAN = "e7c4342f37b72336";
    private static final String CHANGE =
            "UPDATE spans SET content = '{\"name\": \"other\"}', name = 'other' WHERE span_id = '" + SPAN + "'";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path source;
    private String target = "";

    @BeforeEach
    void unpackAStore() {
        source = TestData.storeWithSpans(folder);
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args = List.of(command, "--source", source.toString(), "--target", target, "--spans", "database");
        String[] all = Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new);
        return Main.run(all, new PrintWriter(out), new PrintWriter(err));
    }

    private boolean isServer() {
        return target.startsWith("postgresql:");
    }

    private List<String> rows(String sql) {
        return isServer() ? TestServer.query(target, sql) : DatabaseQuery.rows(Path.of(target), sql);
    }

    private void migrateAndChange(boolean server, String release) {
        target = server ? TestServer.newDatabase() : folder.resolve("mlflow.db").toString();
        assertThat(run("migrate", "--mlflow-version", release))
                .as(out.toString() + err)
                .isZero();
        if (server) {
            TestServer.execute(target, CHANGE);
        } else {
            DatabaseQuery.change(Path.of(target), CHANGE);
        }
    }

    private List<String> names() {
        return rows("SELECT name FROM spans WHERE span_id = '" + SPAN + "'");
    }

    @ParameterizedTest
    @CsvSource({"false, 3.10.1", "false, 3.17.2", "true, 3.10.1", "true, 3.17.2"})
    void isAConflictThatTheOptionDecides(boolean server, String release) {
        migrateAndChange(server, release);

        assertThat(run("migrate", "--merge")).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(out.toString()).contains("content", "{\"name\": \"other\"}");
        assertThat(names()).containsExactly("other");

        assertThat(run("migrate", "--merge", "--on-conflict", "target"))
                .as(out.toString() + err)
                .isZero();
        assertThat(names()).containsExactly("other");

        assertThat(run("migrate", "--merge", "--on-conflict", "source"))
                .as(out.toString() + err)
                .isZero();
        assertThat(names()).containsExactly("llm");
        assertThat(rows("SELECT count(*) FROM spans")).containsExactly("70");
        assertThat(run("verify")).as(out.toString() + err).isZero();
    }
}
