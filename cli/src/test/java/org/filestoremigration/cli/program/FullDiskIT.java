package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full before, while or after the database is built: one sentence, and nothing on the disk has changed. */
class FullDiskIT {

    private static final int POINTS = 60_000;

    /** Mounts a disk of so many KiB in a view of its own, runs the rest, and lists the disk. */
    private static final String ON_A_SMALL_DISK = """
            mount -t tmpfs -o size="$1"k none "$2" || exit 99
            printf old >"$2"/mlflow.db
            [ "$1" != 8 ] || head -c 4096 /dev/zero >"$2"/filler
            disk=$2
            shift 2
            "$@"
            code=$?
            ls -A "$disk" | tr '\\n' ' '
            cat "$disk"/mlflow.db
            exit $code
            """;

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private Path source = Path.of("");

    @BeforeEach
    void makeAStoreOfSomeMegabytes() throws IOException {
        disk = Files.createDirectories(folder.resolve("disk"));
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < POINTS; i++) {
            points.append(1_700_000_000_000L + i).append(" 0.5 ").append(i).append('\n');
        }
        source = StrangeStore.in(folder)
                .write("101/" + StrangeStore.RUN + "/metrics/m", points.toString())
                .root();
    }

    /** With 8 KiB, of which another file takes half and the old database the rest, not even the lock finds room. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 200, 1000, 3000})
    void leavesTheOldDatabaseAloneOnAFullDisk(int kibibytes) {
        List<String> command = Program.mounting(folder);
        command.addAll(List.of("sh", "-c", ON_A_SMALL_DISK, "sh", "" + kibibytes, "" + disk));
        command.addAll(migration());

        Program.Result result = Program.execute(folder, command);

        if (result.err().startsWith("unshare: ") || result.exit() == 99) {
            // Where no disk can be mounted a limit substitutes for it.
            isRefusedByALimit(disk.resolve("mlflow.db"));
            return;
        }
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err())
                .startsWith("migrate-filestore: The ")
                .containsAnyOf("The disk is full: there is no space for ", "No space left on device")
                .hasLineCount(1);
        assertThat(result.out()).isEqualTo((kibibytes == 8 ? "filler " : "") + "mlflow.db old");
    }

    @Test
    void leavesTheOldDatabaseAloneWhereFilesMayNotGrow() {
        isRefusedByALimit(disk.resolve("mlflow.db"));
    }

    private void isRefusedByALimit(Path target) {
        try {
            Files.writeString(target, "old");
            List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 3000 && exec \"$@\"", "bash"));
            command.addAll(migration());

            Program.Result result = Program.execute(folder, command);

            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
            assertThat(result.err())
                    .startsWith("migrate-filestore: The new database ")
                    .contains(" cannot be written: ")
                    .hasLineCount(1);
            assertThat(target).hasContent("old");
            try (Stream<Path> left = Files.list(disk)) {
                assertThat(left).containsExactly(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> migration() {
        List<String> command = Program.command();
        command.addAll(List.of(
                "--source",
                source.toString(),
                "--target",
                disk.resolve("mlflow.db").toString(),
                "--overwrite"));
        return command;
    }
}
