package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatItCanDoWhenAskedForNothing() {
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("Usage: migrate-filestore [migrate] --source DIR --target sqlite:///FILE");
    }

    @Test
    void printsHelpAsAResult() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Examples:")
                .doesNotContain("completion")
                .doesNotContain("\033");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "plan", "verify", "schemas"})
    void hasHelpForEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: migrate-filestore " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysItsVersionInOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("migrate-filestore ").hasLineCount(1);
    }

    @Test
    void listsTheSchemas() {
        assertThat(run("schemas")).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "0584bdc529eb   2.22.0, 2.22.1, 2.22.2, 2.22.4, 2.22.5",
                        "dc11669786a5   3.17.0, 3.17.1, 3.17.2   (default)");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(run("--sorce", "mlruns")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        migrate-filestore: unknown option: --sorce
                        Did you mean --source?
                        Try 'migrate-filestore migrate --help'.
                        """);
    }

    @Test
    void suggestsAnOptionForEachMistypedOne() {
        assertThat(run("verify", "--sorce=mlruns", "--tagret", "mlflow.db")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        migrate-filestore: unknown options: --sorce, --tagret
                        Did you mean --source? Did you mean --target?
                        Try 'migrate-filestore verify --help'.
                        """);
    }

    @Test
    void namesTheValuesThatAnOptionTakes() {
        assertThat(run("--source", "a", "--target", "b", "--on-conflict", "skip"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        migrate-filestore: --on-conflict cannot be 'skip'
                        It is one of: fail, target, source.
                        Try 'migrate-filestore migrate --help'.
                        """);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run("plna")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        migrate-filestore: unknown command: plna
                        Did you mean plan?
                        Try 'migrate-filestore --help'.
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mlruns mlflow.db                          | Give the directory with --source and the database with --target.
                    migrate mlruns                            | Give the directory with --source and the database with --target.
                    --source a --target b --dry-run           | Use the command plan: it reads everything and writes nothing.
                    --source a --target b --yes               | To replace an existing target, use --overwrite.
                    """)
    void knowsTheWordsOfOtherPrograms(String args, String remedy) {
        assertThat(run((Object[]) args.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines().skip(1).findFirst()).hasValue(remedy);
    }

    @Test
    void pointsToItsHelpWhereACommandOfThatNameIsTried() {
        assertThat(run("help")).isEqualTo(2);
        assertThat(err.toString()).endsWith("Try 'migrate-filestore --help'.\n");
    }

    @Test
    void saysWhoShouldHaveReplacedATilde() {
        assertThat(run("plan", "--source", "~/mlruns")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'~/mlruns' does not exist: a shell replaces ~ only at the start of a word");
    }

    @Test
    void namesTheOptionThatIsMissing() {
        assertThat(run("--source", "mlruns")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        migrate-filestore: Missing required option: '--target=URI'
                        Try 'migrate-filestore migrate --help'.
                        """);
    }

    @Test
    void refusesAReleaseThatItDoesNotKnow() {
        assertThat(run("plan", "--source", TestData.example(), "--mlflow-version", "1.0.0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("1.0.0");
    }

    @Test
    void refusesAReportThatItCouldNotWrite() {
        assertThat(run("plan", "--source", TestData.example(), "--report", "plan.txt"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'plan.txt' must end with .json or .html");
    }

    @Test
    void saysInWordsWhyAReportCannotBeWritten() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("report.json"), folder.resolve("gone/report.json"));
        Path longName = folder.resolve("x".repeat(300) + ".html");

        assertThat(run("plan", "--source", TestData.example(), "--progress", "none", "--report", link))
                .isEqualTo(5);
        assertThat(run("plan", "--source", TestData.example(), "--progress", "none", "--report", longName))
                .isEqualTo(5);
        assertThat(err.toString())
                .isEqualTo("migrate-filestore: The report " + link
                        + " cannot be written: its directory is gone or takes no files.\n"
                        + "migrate-filestore: The report " + longName + " cannot be written: File name too long.\n");
    }

    @Test
    void saysThatASourceIsNotThere() {
        Path source = folder.resolve("no\033where");
        assertThat(run("plan", "--source", source)).isEqualTo(4);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("no⟨U+001B⟩where")
                .doesNotContain("\033")
                .hasLineCount(1);
    }

    @Test
    void refusesATargetInsideTheSource() {
        Path source = TestData.store("0.8.2", folder);
        Path target = source.resolve("mlflow.db");
        assertThat(run("--source", source, "--target", target)).isEqualTo(5);
        assertThat(err.toString()).contains("is inside the source");
        assertThat(target).doesNotExist();
    }

    @Test
    void refusesAnExistingTarget() throws Exception {
        Path target = Files.writeString(folder.resolve("mlflow.db"), "mine");
        assertThat(run("--source", TestData.example(), "--target", target)).isEqualTo(5);
        assertThat(err.toString()).contains("--overwrite");
        assertThat(target).hasContent("mine");
    }

    @Test
    void migratesTheExampleAndVerifiesIt() {
        Path target = folder.resolve("ml flow.db");
        assertThat(run("--source", TestData.example(), "--target", "sqlite:///" + target))
                .as(out + "\n" + err)
                .isZero();
        assertThat(out.toString())
                .contains("mlflow server --backend-store-uri 'sqlite:///" + target + "'")
                .contains("do not delete it");
        assertThat(run("verify", "--source", TestData.example(), "--target", target))
                .isZero();
        assertThat(run("--source", TestData.example(), "--target", target, "--overwrite"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "full"})
    void provesInTheWayThatWasAskedFor(String way) {
        Path target = folder.resolve(way + ".db");
        assertThat(run("--source", TestData.example(), "--target", target, "--verify", way))
                .as(out + "\n" + err)
                .isZero();
        String told = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("verify", "--source", TestData.example(), "--target", target))
                .isZero();
        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.startsWith("Source and target are equal: ")
                                || line.startsWith("Content digest: sha256:")))
                .hasSize(2)
                .allMatch(told::contains);
    }

    @Test
    void refusesAProofThatIsNotWanted() {
        Path target = folder.resolve("mlflow.db");
        assertThat(run("--source", TestData.example(), "--target", target, "--verify", "full", "--no-verify"))
                .isEqualTo(ExitCode.WRONG_USAGE.status());
        assertThat(err.toString()).contains("--verify and --no-verify cannot be combined: remove one");
        assertThat(target).doesNotExist();
    }

    @Test
    void plansTheExampleAndWritesNothing() {
        assertThat(run("plan", "--source", TestData.example())).isZero();
        assertThat(out.toString()).contains("Files of the source: 57 = ").contains("metric NaN");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bash", "zsh"})
    void printsACompletionScriptForBashAndZsh(String shell) throws Exception {
        assertThat(shell.isEmpty() ? run("completion") : run("completion", shell))
                .isZero();
        assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("--rewrite-artifact-uri");
        Path script = Files.writeString(folder.resolve("completion.bash"), out.toString());
        assertThat(Program.execute(folder, List.of("bash", "-n", script.toString())))
                .isEqualTo(new Program.Result(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --sou                        | --source
                    --vers                       | --version
                    pl                           | plan
                    --mlflow-version 3.17        | 3.17.0 3.17.1 3.17.2
                    --on-conflict s              | source
                    --target ./compl             | ./completion.bash
                    verify --allow               | --allow-additions
                    """)
    void completesInBash(String typed, String completed) throws Exception {
        assertThat(run("completion", "bash")).isZero();
        Files.writeString(folder.resolve("completion.bash"), out.toString());
        String words = "migrate-filestore " + typed;
        String script = "source completion.bash; COMP_WORDS=(" + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " COMP_LINE='" + words + "'; _complete_migrate-filestore; echo \"${COMPREPLY[*]}\"";
        assertThat(Program.execute(folder, List.of("bash", "-c", script)).out()).isEqualTo(completed + "\n");
    }

    @Test
    void printsACompletionScriptForFish() {
        assertThat(run("completion", "fish")).isZero();
        assertThat(out.toString().lines())
                .startsWith("complete -c migrate-filestore -f")
                .contains(
                        "complete -c migrate-filestore -n __fish_use_subcommand -a plan"
                                + " -d 'Dry run: reads the whole FileStore, writes nothing, and says what a migration would do.'",
                        "complete -c migrate-filestore -n 'not __fish_seen_subcommand_from plan verify relocate schemas'"
                                + " -l source -r -F -d 'The FileStore'",
                        "complete -c migrate-filestore -n 'not __fish_seen_subcommand_from plan verify relocate schemas'"
                                + " -l on-bad -x -a 'fail skip'"
                                + " -d 'What to do about data that cannot be migrated exactly'",
                        "complete -c migrate-filestore -n '__fish_seen_subcommand_from verify'"
                                + " -l limit -x -d 'How many differences to list'",
                        "complete -c migrate-filestore -n '__fish_seen_subcommand_from verify'"
                                + " -l target -r -F -d 'The database to compare'",
                        "complete -c migrate-filestore -n '__fish_seen_subcommand_from plan'"
                                + " -l repair -d 'Fix what has a documented repair and record it in a tag'")
                .noneMatch(line -> line.contains("completion"));
    }

    @Test
    void replacesAnExistingTargetOnATerminalOnlyAfterAYes() throws Exception {
        Path target = folder.resolve("mlflow.db");
        assertThat(run("--source", TestData.example(), "--target", target)).isZero();
        byte[] before = Files.readAllBytes(target);
        TestData.store("0.8.2", folder);

        assertThat(answering("n\n", "--source", folder.resolve("mlruns"), "--target", target))
                .isEqualTo(5);
        assertThat(err.toString())
                .contains(target + " exists and holds ")
                .contains(" runs")
                .contains(". Replace it as soon as the new database is complete");
        assertThat(Files.readAllBytes(target)).isEqualTo(before);

        assertThat(answering("y\n", "--source", folder.resolve("mlruns"), "--target", target))
                .isZero();
        assertThat(run("verify", "--source", folder.resolve("mlruns"), "--target", target))
                .isZero();
    }

    private int answering(String answer, Object... args) {
        Terminal terminal = new Terminal(
                new PrintWriter(out), new PrintWriter(err), null, false, new BufferedReader(new StringReader(answer)));
        return new CommandLineRun(terminal, new Interruption())
                .execute(texts(args))
                .status();
    }

    private int run(Object... args) {
        return Main.run(texts(args), new PrintWriter(out), new PrintWriter(err));
    }

    private static String[] texts(Object... args) {
        return Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    }
}
