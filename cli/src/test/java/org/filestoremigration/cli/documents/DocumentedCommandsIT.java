package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands in the documents, run in their order in a folder as their readers have it. */
class DocumentedCommandsIT {

    private static final Pattern COMMAND = Pattern.compile("(?m)^ *\\./migrate-filestore (.*)$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"README.md, 5", "docs/guide.md, 8"})
    void endWell(String document, int commands) throws IOException {
        copyExampleTo("examples/mlruns");
        copyExampleTo("mlruns");
        List<String> found = COMMAND.matcher(TestData.projectFile(document))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
        assertThat(found).hasSize(commands);
        for (String arguments : found) {
            Program.Result result = Program.run(folder, (Object[]) arguments.split(" "));
            assertThat(result.exit())
                    .as(arguments + "\n" + result.out() + result.err())
                    .isZero();
        }
    }

    private void copyExampleTo(String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        Program.execute(folder, List.of("/bin/cp", "-R", TestData.example().toString(), copy.toString()));
    }
}
