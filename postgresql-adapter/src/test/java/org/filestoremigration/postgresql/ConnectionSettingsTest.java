package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.filestoremigration.domain.store.TargetException;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    @Test
    void takesTheUriBeforeTheEnvironment() {
        Map<String, String> environment = Map.of(
                "PGHOST",
                "other",
                "PGPORT",
                "1",
                "PGUSER",
                "bob",
                "PGDATABASE",
                "else",
                "PGPASSWORD",
                "b",
                "PGSSLMODE",
                "disable");
        Properties properties = properties("postgresql://ada:a@host:5433/mlflow?sslmode=require", environment);
        assertThat(properties)
                .containsEntry("PGHOST", "host")
                .containsEntry("PGPORT", "5433")
                .containsEntry("PGDBNAME", "mlflow")
                .containsEntry("user", "ada")
                .containsEntry("password", "a")
                .containsEntry("sslmode", "require")
                .containsEntry("ApplicationName", "migrate-filestore");
    }

    @Test
    void takesWhatIsMissingFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "PGHOST",
                "other",
                "PGPORT",
                "1",
                "PGUSER",
                "bob",
                "PGDATABASE",
                "else",
                "PGPASSWORD",
                "b",
                "PGSSLMODE",
                "disable");
        assertThat(properties("postgresql://", environment))
                .containsEntry("PGHOST", "other")
                .containsEntry("PGPORT", "1")
                .containsEntry("PGDBNAME", "else")
                .containsEntry("user", "bob")
                .containsEntry("password", "b")
                .containsEntry("sslmode", "disable");
    }

    @Test
    void takesTheRestAsLibpqDoes() {
        assertThat(properties("postgresql://", Map.of()))
                .containsEntry("PGHOST", "localhost")
                .containsEntry("PGPORT", "5432")
                .containsEntry("PGDBNAME", "account")
                .containsEntry("user", "account")
                .doesNotContainKey("password");
    }

    @Test
    void translatesTheParametersOfTheQuery() {
        assertThat(properties(
                        "postgresql:///mlflow?host=a,b&port=1,2&application_name=x&connect_timeout=3&channel_binding=require"
                                + "&gssencmode=disable&target_session_attrs=read-write&options=-csearch_path%3Dm&sslrootcert=system",
                        Map.of()))
                .containsEntry("PGHOST", "a,b")
                .containsEntry("PGPORT", "1,2")
                .containsEntry("ApplicationName", "x")
                .containsEntry("connectTimeout", "3")
                .containsEntry("channelBinding", "require")
                .containsEntry("gssEncMode", "disable")
                .containsEntry("targetServerType", "primary")
                .containsEntry("options", "-csearch_path=m")
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("sslrootcert");
    }

    @Test
    void refusesWhatTheDriverCannotDo() {
        assertThatThrownBy(() -> properties("postgresql:///mlflow?host=/var/run/postgresql", Map.of()))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "the target's host /var/run/postgresql is a Unix socket, which is not supported: use host=localhost, or the server's name");
        assertThatThrownBy(() -> properties("postgresql:///mlflow?krbsrvname=x", Map.of()))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "the target's query has the parameter krbsrvname, which this program does not support: remove it");
        assertThatThrownBy(() -> properties("postgresql:///mlflow?target_session_attrs=standby", Map.of()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("target_session_attrs is standby");
    }

    private static Properties properties(String uri, Map<String, String> environment) {
        return settings(uri, environment).properties();
    }

    private static ConnectionSettings settings(String uri, Map<String, String> environment) {
        return ConnectionSettings.of(DatabaseUri.parse(uri), environment, "account", Path.of("nowhere"));
    }
}
