package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TargetOptionTest {

    private final TargetOption option = new TargetOption();

    @Test
    void takesThreeSlashesForARelativePath() {
        assertThat(option.convert("sqlite:///data/mlflow.db").file())
                .isEqualTo(Path.of("data/mlflow.db").toAbsolutePath());
    }

    @Test
    void takesFourSlashesForAnAbsolutePath() {
        assertThat(option.convert("sqlite:////srv/mlflow.db").file()).isEqualTo(Path.of("/srv/mlflow.db"));
    }

    @Test
    void takesAPlainPath() {
        assertThat(option.convert("/srv/mlflow.db").file()).isEqualTo(Path.of("/srv/mlflow.db"));
        assertThat(option.convert("mlflow.db").file())
                .isEqualTo(Path.of("mlflow.db").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/a b.db", "/srv/a%20b.db", "/srv/a#b.db", "/srv/é.db", "/srv/a/../b.db"})
    void decodesNothing(String path) {
        assertThat(option.convert("sqlite:///" + path)).hasToString(path);
        assertThat(option.convert(path)).hasToString(path);
    }

    @Test
    void takesAQuestionMarkInAPlainPathForItself() {
        assertThat(option.convert("/srv/what?.db")).hasToString("/srv/what?.db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                          | no database is named: give sqlite:///path or the path of the file
                    " "                         | no database is named: give sqlite:///path or the path of the file
                    :memory:                    | ':memory:' would be gone at the end: give sqlite:///path
                    sqlite:///:memory:          | 'sqlite:///:memory:' would be gone at the end: give sqlite:///path
                    sqlite:///                  | 'sqlite:///' names no file: write the path after the third slash
                    sqlite:///a.db?mode=ro      | 'sqlite:///a.db?mode=ro' has a query after the ?: leave it out; a file whose name holds a ? is given as plain path
                    sqlite://a.db               | 'sqlite://a.db' names no file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path
                    sqlite:a.db                 | 'sqlite:a.db' names no file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path
                    postgresql://u:p@h/db       | 'postgresql://u:p@h/db' is no SQLite database: only sqlite:///path or the path of a file can be a target
                    mysql+pymysql://u@h/db      | 'mysql+pymysql://u@h/db' is no SQLite database: only sqlite:///path or the path of a file can be a target
                    """)
    void refusesWhatIsNoFile(String text, String message) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAPathWithANulCharacter() {
        assertThatThrownBy(() -> option.convert("a\0b"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'a⟨U+0000⟩b' is no path");
    }
}
