package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans that MLflow 2.14.3, 3.3.2, 3.5.0 and 3.17.2 wrote into files, against those that MLflow wrote into a database. */
final class SpansAsRowsTest {

    private static final String RICH = "390685535459677956/traces/tr-b64e13f93a8ad974b6327b45f4d32582";

    @TempDir
    private Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void unpackAStore() {
        source = TestData.storeWithSpans(folder);
        target = folder.resolve("mlflow.db");
    }

    private String migrate() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = {"migrate", "--source", source.toString(), "--target", target.toString(), "--spans", "database"
        };
        assertThat(Main.run(args, new PrintWriter(out), new PrintWriter(err)))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    @Test
    void equalTheRowsOfMlflow() {
        assertThat(migrate()).contains("       27 traces with 70 spans\n");
        assertThat(DatabaseComparison.differences(TestData.databaseWithSpans(folder), target))
                .isEmpty();
    }

    @Test
    void stayInAFileThatIsDamaged() throws IOException {
        Path file = source.resolve(RICH).resolve("artifacts/traces.json");
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 1));

        String said = migrate();

        assertThat(said)
                .contains(
                        "Noted: 1\n  " + RICH
                                + "/artifacts/traces.json: the spans stay in the file, and MLflow's judges"
                                + " cannot load this trace with others: it is not the JSON that MLflow writes, or is cut off\n");
        assertThat(DatabaseQuery.rows(
                        target,
                        "select count(*) from trace_tags where key = 'mlflow.trace.spansLocation' and request_id ="
                                + " 'tr-b64e13f93a8ad974b6327b45f4d32582'"))
                .isEqualTo(List.of("0"));
        assertThat(DatabaseQuery.rows(target, "select count(distinct trace_id) from spans"))
                .isEqualTo(List.of("25"));
    }

    @Test
    void comeAlongFromDeletedExperiments() throws IOException {
        Files.createDirectories(source.resolve(".trash"));
        Files.move(source.resolve("402726078808273547"), source.resolve(".trash/402726078808273547"));
        migrate();
        assertThat(DatabaseQuery.rows(target, "select count(*) from spans")).isEqualTo(List.of("70"));
    }
}
