package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileUriPathTest {

    @ParameterizedTest
    @CsvSource({
        "file:///C:/mlruns,        C:/mlruns",
        "file:///c:/a%20b/mlruns,  c:/a b/mlruns",
        "'file:///C:\\a\\mlruns',  C:/a/mlruns",
        "file:/C:/mlruns,          C:/mlruns",
        "file:///C:,               C:",
        "file:///share/mlruns,     /share/mlruns",
        "file:///CD:/mlruns,       /CD:/mlruns",
    })
    void dropsTheSlashBeforeADriveOnWindows(String uri, String path) {
        assertThat(FileUriPath.of(FileUriPath.parse(uri, '\\').getPath(), '\\')).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"file:///C:/mlruns, /C:/mlruns", "file:///srv/mlruns, /srv/mlruns"})
    void keepsEachSlashElsewhere(String uri, String path) {
        assertThat(FileUriPath.of(FileUriPath.parse(uri, '/').getPath(), '/')).isEqualTo(path);
    }

    @Test
    void takesABackslashElsewhereForNoPartOfAUri() {
        assertThatThrownBy(() -> FileUriPath.parse("file:///C:\\mlruns", '/'))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
