package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.filestoremigration.domain.store.TargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected parts are what SQLAlchemy 2.0 and 2.1 make of the same text. */
class DatabaseUriTest {

    @Test
    void takesAllPartsApart() {
        DatabaseUri uri =
                DatabaseUri.parse("postgresql://ada:secret@db.example.org:5433/mlflow?sslmode=require&a=b%20c+d");
        assertThat(uri)
                .isEqualTo(new DatabaseUri(
                        "ada",
                        "secret",
                        "db.example.org",
                        "5433",
                        "mlflow",
                        Map.of("sslmode", "require", "a", "b c d")));
    }

    @Test
    void ignoresTheNameOfThePythonDriver() {
        assertThat(DatabaseUri.parse("postgresql+psycopg2://localhost/mlflow").host())
                .isEqualTo("localhost");
    }

    @Test
    void endsThePasswordAtTheFirstAt() {
        assertThat(DatabaseUri.parse("postgresql://ada:a/b#c?d:e@host/mlflow").password())
                .isEqualTo("a/b#c?d:e");
        assertThat(DatabaseUri.parse("postgresql://ada:a@b@host/mlflow"))
                .extracting(DatabaseUri::password, DatabaseUri::host)
                .containsExactly("a", "b@host");
    }

    @Test
    void decodesUserAndPasswordAndLeavesPlusAlone() {
        assertThat(DatabaseUri.parse("postgresql://a%40b:p%25%C3%A9+q@host/mlflow"))
                .extracting(DatabaseUri::user, DatabaseUri::password)
                .containsExactly("a@b", "p%é+q");
    }

    @Test
    void takesAnAddressInBrackets() {
        assertThat(DatabaseUri.parse("postgresql://[::1]:5432/mlflow"))
                .extracting(DatabaseUri::host, DatabaseUri::port)
                .containsExactly("::1", "5432");
    }

    @Test
    void leavesWhatIsNotThereAway() {
        assertThat(DatabaseUri.parse("postgresql:///mlflow"))
                .isEqualTo(new DatabaseUri(null, null, null, null, "mlflow", Map.of()));
        assertThat(DatabaseUri.parse("postgresql://"))
                .isEqualTo(new DatabaseUri(null, null, null, null, null, Map.of()));
    }

    @Test
    void showsNeitherPasswordNorQuery() {
        assertThat(DatabaseUri.parse("postgresql://ada:secret@[::1]:5433/mlflow?sslpassword=secret"))
                .hasToString("postgresql://ada@[::1]:5433/mlflow");
    }

    @Test
    void refusesTheSchemeThatMlflowRefuses() {
        assertThatThrownBy(() -> DatabaseUri.parse("postgres://ada:secret@host/mlflow"))
                .isInstanceOf(TargetException.class)
                .hasMessage("MLflow does not know the scheme postgres://: write postgresql://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:secret@host:54x2/mlflow",
                "postgresql://ada:secret@host:70000/mlflow",
                "postgresql://ada:secret@host/my%20flow",
                "postgresql://ada:secret%zz@host/mlflow",
                "postgresql://ada:secret@host/mlflow?secret",
                "postgresql://ada:secret@host/mlflow?a=%zz",
                "postgresql://ada:secret@[::1/mlflow"
            })
    void refusesTheRestWithoutThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUri.parse(text))
                .isInstanceOf(TargetException.class)
                .hasMessageNotContaining("secret");
    }
}
