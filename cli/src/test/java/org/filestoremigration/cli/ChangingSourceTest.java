package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.filestoremigration.domain.store.SourceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A source that is written to, or taken away, while it is read: no database comes of it. */
class ChangingSourceTest {

    /** The only run was read by then, and nothing a second time. */
    private static final String ONCE_READ = "after write Run Iterator";

    @TempDir
    private Path folder;

    private Path targets = Path.of("");
    private Path source = Path.of("");
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void makeAStore() throws IOException {
        folder = folder.toRealPath();
        targets = Files.createDirectories(folder.resolve("targets"));
        source = StrangeStore.in(folder).root();
    }

    @Test
    void noticesThatAnotherProcessGoesOnLogging() {
        Path metric = source.resolve("101/" + StrangeStore.RUN + "/metrics/m");

        assertThatThrownBy(() -> migrate(ONCE_READ, () -> append(metric, "1700000000000 0.5 1\n")))
                .isInstanceOf(SourceException.class)
                .hasMessage("the source " + source
                        + " changed while it was read: stop whatever writes to it and migrate again");

        assertThat(calls).contains("after commit").containsOnlyOnce(ONCE_READ);
        assertThat(targets).isEmptyDirectory();
    }

    /** Before anything was written, and after everything was. */
    @ParameterizedTest
    @ValueSource(strings = {"before writer", ONCE_READ})
    void saysThatTheSourceIsGone(String call) {
        assertThatThrownBy(() -> migrate(call, () -> move(source, folder.resolve("elsewhere"))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(" is gone");

        assertThat(calls).contains(call).doesNotContain("before publish");
        assertThat(targets).isEmptyDirectory();
    }

    private void migrate(String call, Runnable change) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        MigrateCommand command = new MigrateCommand(
                Terminal.of(nowhere, nowhere),
                new Interruption(),
                target -> WatchedTarget.of(target, made -> {
                    calls.add(made);
                    if (made.equals(call)) {
                        change.run();
                    }
                }));
        new CommandLine(command)
                .parseArgs(
                        "--source",
                        source.toString(),
                        "--target",
                        targets.resolve("mlflow.db").toString());
        command.call();
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
