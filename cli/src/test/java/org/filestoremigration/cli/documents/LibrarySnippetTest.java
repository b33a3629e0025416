package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first lines for users of the library in {@code docs/library.md}: compiled and run unchanged. */
final class LibrarySnippetTest {

    private static String program() {
        return """
                import java.nio.file.Path;
                import org.filestoremigration.filestore.FileStore;
                import org.filestoremigration.sqlite.SqliteStore;
                import org.filestoremigration.verification.Verification;
                import org.filestoremigration.verification.VerificationReport;

                public class Snippet {
                    public static void main(String[] args) {
                %s
                    }
                }
                """.formatted(snippet());
    }

    private static String snippet() {
        String document = TestData.projectFile("docs/library.md");
        int start = document.indexOf("```java\n") + "```java\n".length();
        return document.substring(start, document.indexOf("```", start));
    }

    @Test
    void verifiesInAFewLines(@TempDir Path folder) throws Exception {
        Files.move(TestData.officialDatabase("3.10.1", folder), folder.resolve("mlflow.db"));
        TestData.store("3.10.1", folder);
        Path source = Files.writeString(folder.resolve("Snippet.java"), program());
        String classPath = System.getProperty("java.class.path");

        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Werror",
                                "-Xlint:all",
                                "-cp",
                                classPath,
                                "-d",
                                folder.toString(),
                                source.toString()))
                .isZero();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Program.Result result =
                Program.execute(folder, List.of(java.toString(), "-cp", folder + ":" + classPath, "Snippet"));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().lines())
                .hasSize(24)
                .startsWith("Source and target differ: 0 missing, 23 changed, 0 only in the target.");
    }
}
