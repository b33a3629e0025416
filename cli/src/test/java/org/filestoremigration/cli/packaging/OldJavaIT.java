package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.filestoremigration.cli.fixture.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the archives under a Java that cannot run the program. */
class OldJavaIT {

    private static final Path LAUNCHER =
            Path.of("src/dist/bin/migrate-filestore").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void isToldApartByTheFileThatNamesItsVersion() throws IOException {
        Path java = Shell.script(folder.resolve("java 8/bin/java"), "#!/bin/sh\necho started\n");
        Files.writeString(folder.resolve("java 8/release"), "JAVA_VERSION=\"1.8.0_402\"\nOS_NAME=\"Linux\"\n");
        assertRefused(java, 8);
    }

    @Test
    void isToldApartByItsOwnWords() throws IOException {
        Path java = Shell.script(
                folder.resolve("java 11/bin/java"),
                "#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\necho 'OpenJDK Runtime Environment' >&2\n");
        assertRefused(java, 11);
    }

    private void assertRefused(Path java, int major) {
        Program.Result result = new Shell(folder)
                .with("JAVA_HOME", java.resolve("../..").normalize())
                .run("/bin/sh", LAUNCHER, "schemas");
        assertThat(result.exit()).isEqualTo(70);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("migrate-filestore: %s is Java %d: install Java 17 or newer, and set JAVA_HOME to it\n"
                        .formatted(java, major));
    }
}
