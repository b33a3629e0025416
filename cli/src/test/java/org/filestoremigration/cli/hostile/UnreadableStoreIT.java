package org.filestoremigration.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that may not be read. Root may read everything, so a test that is run by root runs the program as nobody. */
class UnreadableStoreIT {

    @TempDir
    private Path folder;

    @Test
    void namesTheFileThatItMayNotRead() throws IOException {
        Path mlruns = TestData.hostileStore("unreadable", folder);
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        command.addAll(Program.command());
        command.set(
                command.size() - 1,
                Files.copy(Program.jar(), folder.resolve("program.jar")).toString());
        command.addAll(List.of("plan", "--source", mlruns.toString()));

        Program.Result result = Program.execute(folder, command);

        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.BLOCKED.status());
        assertThat(result.out()).contains("276/ca659200663cf654dc4410ed494451ee/params/b");
    }
}
