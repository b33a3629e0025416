package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Captured;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that is written to, or taken away, while it is read: no database comes of it. */
class ChangingSourceIT {

    private static final int RUNS = 500;

    @TempDir
    private Path folder;

    private Path targets = Path.of("");
    private Path source = Path.of("");

    @BeforeEach
    void makeAStore() throws IOException {
        folder = folder.toRealPath();
        targets = Files.createDirectories(folder.resolve("targets"));
        StrangeStore store = StrangeStore.in(folder);
        for (int i = 0; i < RUNS; i++) {
            store.run("101", "%032x".formatted(i));
        }
        source = store.root();
    }

    @Test
    void noticesThatAnotherProcessGoesOnLogging() throws Exception {
        Path metric = source.resolve("101/" + StrangeStore.RUN + "/metrics/m");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> logging = CompletableFuture.runAsync(() -> {
            for (int step = 1; !over.get(); step++) {
                append(metric, "1700000000000 0.5 " + step + "\n");
            }
        });

        Captured result = migrate();

        over.set(true);
        logging.get();
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        assertThat(result.err())
                .isEqualTo("migrate-filestore: the source " + source
                        + " changed while it was read: stop what writes to it and migrate again\n");
        assertThat(names()).isZero();
    }

    @Test
    void saysThatTheSourceIsGone() throws Exception {
        CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> {
            while (names() == 0) {
                Thread.onSpinWait();
            }
            move(source, folder.resolve("elsewhere"));
        });

        Captured result = migrate();

        taking.get();
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        assertThat(result.err())
                .startsWith("migrate-filestore: ")
                .contains(" is gone")
                .hasLineCount(1);
        assertThat(names()).isZero();
    }

    private Captured migrate() {
        return Captured.of("--source", source, "--target", targets.resolve("mlflow.db"));
    }

    private long names() {
        try (Stream<Path> files = Files.list(targets)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
            Thread.sleep(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
