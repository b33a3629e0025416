package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClosingWordsTest {

    private static final String PARAMS = "0/c393fd0e1cc64be5b83646bf0324aac3/params/";

    @TempDir
    private Path folder;

    private String migrate(Path mlruns, ExitCode expected) {
        StringWriter out = new StringWriter();
        String target = folder.resolve("mlflow.db").toString();
        String[] args = {"migrate", "--source", mlruns.toString(), "--target", target, "--on-bad", "skip", "--overwrite"
        };
        assertThat(Main.run(args, new PrintWriter(out), new PrintWriter(new StringWriter())))
                .isEqualTo(expected.status());
        return out.toString();
    }

    @Test
    void sayHowMuchWasLeftOutOfWhatIsEqual() throws IOException {
        Path mlruns = TestData.store("2.10.2", folder);
        assertThat(migrate(mlruns, ExitCode.COMPLETE).lines())
                .contains("Source and target are equal: 232 entities, compared in every field.");

        Files.write(mlruns.resolve(PARAMS + "epochs"), new byte[] {(byte) 0xFF});
        assertThat(migrate(mlruns, ExitCode.INCOMPLETE).lines())
                .contains("Source and target are equal: 231 entities, compared in every field."
                        + " 1 blocked item of the source was not compared.");

        Files.write(mlruns.resolve(PARAMS + "learning_rate"), new byte[] {(byte) 0xFF});
        assertThat(migrate(mlruns, ExitCode.INCOMPLETE).lines())
                .contains("Source and target are equal: 230 entities, compared in every field."
                        + " 2 blocked items of the source were not compared.");
    }
}
