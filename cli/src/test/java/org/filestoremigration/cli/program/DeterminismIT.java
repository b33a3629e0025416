package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same store gives the same database: every time, with any number of threads, on any Java.
 *
 * <p>The digests are pinned. One that changes means that the program now writes other content, or that the digest is
 * computed otherwise than {@code docs/content-digest.md} says; the first needs a reason, the second a new version line in
 * the digest.
 */
class DeterminismIT {

    private static final Map<String, String> DIGESTS = Map.of(
            "0.8.2", "sha256:37f133c37c25e1031e082f713ff01bde811b2f9d043d32f9f9f1f5af2cf20db2",
            "2.22.5", "sha256:a79de9a9e773e71bc722569417c8cfdb6e5e1de786b824d4bb361aea9aca8729",
            "3.17.2", "sha256:7811ceee441ecab43f49335e59afb3566840239e77920043ad092e657d3857e8");

    private static final Pattern DIGEST = Pattern.compile("(?m)^Content digest: (sha256:[0-9a-f]{64})$");

    @TempDir
    private Path folder;

    static Stream<String> stores() {
        return DIGESTS.keySet().stream().sorted();
    }

    /** Byte for byte: row order and the generated ids, which the digest leaves out, are the same too. */
    @ParameterizedTest(name = "store of {0}")
    @MethodSource("stores")
    void givesTheSameFileWithAnyThreadsOnAnyJava(String store) {
        Path mlruns = TestData.store(store, folder);
        List<InstalledJava> javas = InstalledJava.all();
        Path first = folder.resolve("first.db");
        assertThat(migrate(javas.get(0), mlruns, first, "1")).isEqualTo(DIGESTS.get(store));
        for (InstalledJava java : javas) {
            for (String threads : java.equals(javas.get(0)) ? List.of("2", "7") : List.of("7")) {
                String title = "Java " + java.major() + ", threads " + threads;
                Path again = folder.resolve(title + ".db");
                assertThat(migrate(java, mlruns, again, threads)).as(title).isEqualTo(DIGESTS.get(store));
                assertThat(again).as(title).hasSameBinaryContentAs(first);
            }
        }
    }

    /** MLflow generates other ids, lays its pages out otherwise, and keeps a trace's name elsewhere at an older schema. */
    @ParameterizedTest(name = "store of {0} at the schema of MLflow {1}")
    @CsvSource({"2.22.5, 3.10.1", "2.22.5, 3.17.2", "3.17.2, 3.17.2"})
    void givesTheDigestOfTheDatabaseThatMlflowMade(String store, String release) {
        Path mlruns = TestData.store(store, folder);
        Path truth = TestData.database(store, release, folder);

        Program.Result result = Program.run(folder, "verify", "--source", mlruns, "--target", truth);

        assertThat(digest(result)).isEqualTo(DIGESTS.get(store));
    }

    private String migrate(InstalledJava java, Path mlruns, Path target, String threads) {
        List<String> command = Program.command();
        command.set(0, java.program().toString());
        command.addAll(List.of("--source", mlruns.toString(), "--target", target.toString(), "--threads", threads));
        return digest(Program.execute(folder, command));
    }

    private static String digest(Program.Result result) {
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        Matcher digest = DIGEST.matcher(result.out());
        assertThat(digest.find()).as(result.out()).isTrue();
        return digest.group(1);
    }
}
