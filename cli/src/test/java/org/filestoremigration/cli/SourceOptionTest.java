package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class SourceOptionTest {

    private final SourceOption option = new SourceOption();

    @Test
    void takesAPathLiterally() {
        assertThat(option.convert("a b%20c#d?e/mlruns")).isEqualTo(Path.of("a b%20c#d?e/mlruns"));
    }

    @ParameterizedTest
    @CsvSource({
        "file:///srv/mlruns,           /srv/mlruns",
        "file:/srv/mlruns,             /srv/mlruns",
        "file://localhost/srv/mlruns,  /srv/mlruns",
        "FILE:///srv/a%20b%23c,        /srv/a b#c",
        "file:///srv/%C3%A9,           /srv/é",
        "file:mlruns,                  mlruns",
    })
    void decodesAFileUri(String uri, String path) {
        assertThat(option.convert(uri)).isEqualTo(Path.of(path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                     | no directory given: name the directory of the FileStore
                    file://host/mlruns     | 'file://host/mlruns' is on another machine: write a file: URI as file:/// and the absolute path
                    file:///a?b            | 'file:///a?b' contains a ? or #: write them as %3F and %23, or give the plain path
                    file:///a b            | 'file:///a b' is not a file: URI: write file:///absolute/path, or the plain path
                    s3://bucket/mlruns     | 's3://bucket/mlruns' is not a directory on this machine: a FileStore is a path or a file: URI
                    """)
    void refusesWhatIsNoFolder(String text, String message) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(message);
    }
}
