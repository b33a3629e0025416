package org.filestoremigration.filestore.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderPoolTest {

    private static final int FILES = 500;
    private static final long MILLISECOND = 1_000_000;

    private final ReaderPool pool = new ReaderPool(ReaderPool.THREADS_THAT_PAY);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        pool.close();
    }

    /** Of {@value #FILES} files, the first as long as is said, the others empty. */
    private FolderReport report(int bytes) throws IOException {
        for (int file = 0; file < FILES; file++) {
            Files.write(folder.resolve(Integer.toString(file)), new byte[file == 0 ? bytes : 0]);
        }
        SourceTree tree = new SourceTree(folder, "", false);
        FolderReport report = new FolderReport(tree);
        report.reader().list(tree.root());
        return report;
    }

    private static int besideTheWriter() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    @Test
    void hasOneThreadLessThanProcessorsWhereFilesComeQuickly() throws IOException {
        FolderReport report = report(0);
        for (int time = 0; time < 9; time++) {
            pool.took(FILES * MILLISECOND / 20, report);
        }

        assertThat(pool.threads()).isEqualTo(besideTheWriter());
    }

    @Test
    void hasAllThreadsOnceFilesComeSlowly() throws IOException {
        FolderReport report = report(0);

        pool.took(FILES * MILLISECOND, report);
        assertThat(pool.threads()).as("while the program gets started").isEqualTo(besideTheWriter());

        pool.took(FILES * MILLISECOND, report);
        assertThat(pool.threads()).isEqualTo(Math.max(16, besideTheWriter()));
    }

    @Test
    void givesTheFirstFilesMoreTimeThanTheLaterOnes() throws IOException {
        FolderReport report = report(0);
        for (int time = 0; time < 2; time++) {
            pool.took(FILES * MILLISECOND / 2, report);
            assertThat(pool.threads()).as("while Java compiles").isEqualTo(besideTheWriter());
        }

        pool.took(FILES * MILLISECOND / 2, report);
        assertThat(pool.threads()).isEqualTo(Math.max(16, besideTheWriter()));
    }

    @Test
    void hasAsManyThreadsAsWereAskedFor() throws IOException {
        try (ReaderPool seven = new ReaderPool(7)) {
            FolderReport report = report(0);
            seven.took(FILES * MILLISECOND, report);
            seven.took(FILES * MILLISECOND, report);

            assertThat(seven.threads()).isEqualTo(7);
        }
    }

    @Test
    void givesLongFilesMoreTime() throws IOException {
        FolderReport report = report(40_000_000);
        for (int time = 0; time < 9; time++) {
            pool.took(FILES * MILLISECOND, report);
        }

        assertThat(pool.threads()).isEqualTo(besideTheWriter());
    }
}
