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
    void showsAServerWithoutPasswordAndQuery() {
        TargetDatabase target = option.convert("postgresql+psycopg2://ada:secret@h:5433/db?sslmode=require");
        assertThat(target.file()).isNull();
        assertThat(target).hasToString("postgresql://ada@h:5433/db");
        assertThat(target.hints())
                .first()
                .isEqualTo("The password and options are not shown here, but MLflow needs them too.");
    }

    @Test
    void takesAQuestionMarkInAPlainPathForItself() {
        assertThat(option.convert("/srv/what?.db")).hasToString("/srv/what?.db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                          | no database given: write sqlite:///path, the path of the file, or postgresql://user@host/database
                    " "                         | no database given: write sqlite:///path, the path of the file, or postgresql://user@host/database
                    :memory:                    | ':memory:' would be lost at the end: use sqlite:///path
                    sqlite:///:memory:          | 'sqlite:///:memory:' would be lost at the end: use sqlite:///path
                    sqlite:///                  | 'sqlite:///' does not name a file: write the path after the third slash
                    sqlite:///a.db?mode=ro      | 'sqlite:///a.db?mode=ro' has a query after the ?: remove it; if the file's name contains a ?, give it as a plain path
                    sqlite://a.db               | 'sqlite://a.db' does not name a file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path
                    sqlite:a.db                 | 'sqlite:a.db' does not name a file: write sqlite:///relative/path or, with four slashes, sqlite:////absolute/path
                    postgres://u:p@h/db         | MLflow does not know the scheme postgres://: write postgresql://
                    mysql+pymysql://u:p@h/db    | 'mysql+pymysql://u:…@h/db' cannot be a target: give postgresql://user@host/database, sqlite:///path or the path of a file
                    """)
    void refusesWhatIsNoFile(String text, String message) {
        assertThatThrownBy(() -> option.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://ada:se@cr:et@host/db             | postgresql://ada:…@host/db
                    postgresql:ada:secret@host/db                 | postgresql:ada:…@host/db
                    postgresql://host/db?user=a&password=s&b=c    | postgresql://host/db?user=a&password=…&b=c
                    /srv/a:b@c.db                                 | /srv/a:b@c.db
                    """)
    void neverShowsAPassword(String uri, String shown) {
        assertThat(Credentials.hidden(uri)).isEqualTo(shown);
    }

    @Test
    void refusesAPathWithANulCharacter() {
        assertThatThrownBy(() -> option.convert("a\0b"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'a⟨U+0000⟩b' is not a path");
    }
}
