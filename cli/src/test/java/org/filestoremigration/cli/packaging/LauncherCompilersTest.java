package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java gets its second compiler where artifacts are hashed or a server is spoken to, and from each launcher the same. */
class LauncherCompilersTest {

    private static final String SCRIPT = "cli/src/dist/bin/migrate-filestore";
    private static final Pattern OPTION = Pattern.compile("-X[-+:A-Za-z0-9=]+|@.*\\.options");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--source mlruns --target new.db, -XX:TieredStopAtLevel=1",
        "--source mlruns --copy-artifacts copies, @lib/second-compiler.options",
        "relocate --copy-artifacts=copies --target new.db, @lib/second-compiler.options",
        "--source mlruns --target postgresql://host/mlflow, @lib/second-compiler.options",
        "--source mlruns --target=postgresql+psycopg2://host/mlflow, @lib/second-compiler.options",
        "verify --artifacts --source copy-artifacts, -XX:TieredStopAtLevel=1"
    })
    void theScriptDecidesByItsArguments(String arguments, String compilers) throws IOException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$*\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "JAVA_HOME=" + folder, "sh"));
        command.add(TestData.launcher().resolveSibling(SCRIPT).toString());
        command.addAll(List.of(arguments.split(" ", -1)));

        Program.Result result = Program.execute(folder, command);

        assertThat(result.exit()).as(result.err()).isZero();
        Path home = TestData.launcher().resolveSibling("cli/src/dist");
        assertThat(options(result.out()))
                .containsExactlyInAnyOrder(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        compilers.replace("@", "@" + home + "/"),
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-Xlog:disable");
    }

    @Test
    void javaTakesTheOptionsOfTheSecondCompilerAndSaysNothing() {
        Path options = TestData.launcher().resolveSibling("cli/src/dist/lib/second-compiler.options");

        Program.Result result = Program.execute(
                folder,
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "@" + options,
                        "-XX:+PrintFlagsFinal",
                        "-version"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .doesNotContain("CompileCommand:")
                .containsPattern("Tier4InvocationThreshold +:?= 200000 ");
    }

    /** There is no Windows here: the test can only see that the same is written in both. */
    @Test
    void theOneForWindowsHasTheSameOptions() {
        String windows = TestData.projectFile(SCRIPT + ".cmd");

        assertThat(options(code(windows, "rem").replace("%~dp0..\\lib\\", "$home/lib/")))
                .isEqualTo(options(code(TestData.projectFile(SCRIPT), "#")));
        assertThat(windows.lines())
                .containsSubsequence(
                        "set \"compilers=-XX:TieredStopAtLevel=1\"",
                        ":argument",
                        "set \"argument=%~1\"",
                        "if \"%argument%\"==\"--copy-artifacts\" set \"compilers=@%~dp0..\\lib\\second-compiler.options\"",
                        "if \"%argument:~0,10%\"==\"postgresql\" set \"compilers=@%~dp0..\\lib\\second-compiler.options\"",
                        "shift /1",
                        "if not \"%~1\"==\"\" goto argument");
        assertThat(windows).containsOnlyOnce(" \"%compilers%\" ");
    }

    private static String code(String script, String comment) {
        return String.join(
                "\n", script.lines().filter(line -> !line.startsWith(comment)).toList());
    }

    private static Set<String> options(String text) {
        return new TreeSet<>(
                OPTION.matcher(text).results().map(MatchResult::group).toList());
    }
}
