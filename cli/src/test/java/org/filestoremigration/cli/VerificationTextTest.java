package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command verify prints. */
final class VerificationTextTest {

    @TempDir
    private Path folder;

    private Path mlruns = Path.of("");
    private Path database = Path.of("");

    private String verify(boolean colors, ExitCode expected, String... more) {
        StringWriter out = new StringWriter();
        PrintWriter err = new PrintWriter(new StringWriter());
        Terminal terminal = new Terminal(new PrintWriter(out), err, null, colors, null);
        String[] args = new String[5 + more.length];
        System.arraycopy(
                new String[] {"verify", "--source", mlruns.toString(), "--target", database.toString()}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        assertThat(new CommandLineRun(terminal, new Interruption()).execute(args))
                .isEqualTo(expected);
        return out.toString();
    }

    @Test
    void saysInALinePerKindAndAVerdictThatAllIsEqual() {
        mlruns = TestData.store("2.10.2", folder);
        database = TestData.officialDatabase("2.10.2", folder);

        assertThat(verify(false, ExitCode.COMPLETE, "--verbose").lines())
                .containsSubsequence(
                        "                                 source       target        equal    differing",
                        "experiment                            7            7            7            0")
                .contains(
                        "The database's own integrity_check: ok",
                        "The database's own foreign_key_check: ok",
                        "Source and target are equal: 232 entities, compared in every field.")
                .noneMatch(line -> line.contains("changed") || line.contains("\033"));
    }

    @Test
    void isShortWhereAllIsEqual() {
        mlruns = TestData.store("2.10.2", folder);
        database = TestData.officialDatabase("2.10.2", folder);

        assertThat(verify(false, ExitCode.COMPLETE).lines())
                .startsWith("Compared:", "        7 experiments, 1 of them deleted")
                .noneMatch(line -> line.contains("differing"));
    }

    @Test
    void countsDifferencesByEntityAndFieldAndKeepsToTheLimit() {
        mlruns = TestData.store("1.0.0", folder);
        database = TestData.officialDatabase("1.0.0", folder);

        assertThat(verify(false, ExitCode.DIFFERENT, "--limit", "5").lines())
                .containsSubsequence(
                        "run                                  14           14            0           14",
                        "changed: 29 in both, but different",
                        "        7 × experiment, creation_time",
                        "        7 × experiment, last_update_time",
                        "        1 × experiment, lifecycle_stage",
                        "       14 × run, name",
                        "  experiment 5, lifecycle_stage: expected 'deleted', found 'active' (.trash/5/meta.yaml)",
                        "  and 24 more differences, see --limit",
                        "Source and target differ: 0 missing, 29 changed, 0 only in the target.");
    }

    /** Whoever cannot see them misses nothing. */
    @Test
    void hasColorsThatSayNothingOfTheirOwn() {
        mlruns = TestData.store("1.0.0", folder);
        database = TestData.officialDatabase("1.0.0", folder);

        String plain = verify(false, ExitCode.DIFFERENT);
        String colored = verify(true, ExitCode.DIFFERENT);

        assertThat(colored).contains("\033[1m\033[31mSource and target differ").isNotEqualTo(plain);
        assertThat(colored.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void doesNotCallADamagedDatabaseEqual() {
        mlruns = TestData.store("2.10.2", folder);
        database = TestData.officialDatabase("2.10.2", folder);
        DatabaseQuery.change(database, "CREATE TABLE child (id INTEGER REFERENCES runs (run_uuid))");
        DatabaseQuery.change(database, "INSERT INTO child VALUES (1)");

        assertThat(verify(false, ExitCode.DIFFERENT))
                .contains("The database's own foreign_key_check: failed", "Row 1 of child has no owner in runs.");
    }
}
