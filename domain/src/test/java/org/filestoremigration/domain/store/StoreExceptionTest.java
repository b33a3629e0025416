package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class StoreExceptionTest {

    private static final String PATH = "/store/file";

    @Test
    void saysWhatWentWrongWithoutThePath() {
        assertThat(StoreException.reason(new AccessDeniedException(PATH))).isEqualTo("permission denied");
        assertThat(StoreException.reason(new NoSuchFileException(PATH))).isEqualTo("it is gone");
        assertThat(StoreException.reason(new NotDirectoryException(PATH))).isEqualTo("it is not a directory");
        assertThat(StoreException.reason(new FileSystemException(PATH, null, "File name too long")))
                .isEqualTo("File name too long");
        assertThat(StoreException.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
    }

    @Test
    void namesTheKindOfAFailureThatSaysNothingItself() {
        assertThat(StoreException.reason(new IOException())).isEqualTo("IOException");
        assertThat(StoreException.reason(new FileSystemException(PATH))).isEqualTo("FileSystemException");
    }

    @Test
    void blamesTheFolderOfAFileThatCannotBeMade() {
        NoSuchFileException missing = new NoSuchFileException("/gone/x.json");

        assertThat(TargetException.unwritable("The report /gone/x.json", missing))
                .hasMessage("The report /gone/x.json cannot be written: its directory is gone or takes no files.")
                .hasCause(missing);
        assertThat(TargetException.unwritable("The report /gone/x.json", new AccessDeniedException("/gone/x.json")))
                .hasMessage("The report /gone/x.json cannot be written: permission denied.");
    }
}
