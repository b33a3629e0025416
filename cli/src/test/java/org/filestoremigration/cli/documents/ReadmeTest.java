package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;

/** What {@code README.md} and the comparison say about the program. */
class ReadmeTest {

    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| (\\d+) \\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern COMPARISON =
            Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\| [^|]+ \\| (kept|exit \\d|still)[^|]* \\|$");

    @Test
    void hasEveryExitCodeAndItsMeaning() {
        assertThat(EXIT_CODE
                        .matcher(TestData.projectFile("README.md"))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> code.status() + " " + code.meaning())
                        .toList());
    }

    @Test
    void comparesWhatTheScriptCompares() {
        String script = TestData.projectFile("docs/comparison/compare.py");
        List<String> rows = COMPARISON
                .matcher(TestData.projectFile("docs/comparison/README.md"))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(rows).hasSize(19).allSatisfy(row -> assertThat(script).contains(row));
    }
}
