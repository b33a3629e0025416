package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.filestoremigration.domain.store.TargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFileTest {

    private static final String OWN = """
            # Two teams
            [staging]
            host=staging.example.org

            [mlflow]
            host=db.example.org
              port=5433
            user=ada
            password=a=b #c
            dbname=tracking
            sslmode=require
            host=never.example.org
            [mlflow]
            host=nor.this.one
            """;

    @TempDir
    private Path home;

    @Test
    void completesATargetBeforeTheEnvironmentDoes() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), OWN);
        Map<String, String> environment =
                Map.of("PGHOST", "other", "PGUSER", "bob", "PGSSLMODE", "disable", "PGCONNECT_TIMEOUT", "9");
        assertThat(properties("postgresql:///?service=mlflow", environment))
                .containsEntry("PGHOST", "db.example.org")
                .containsEntry("PGPORT", "5433")
                .containsEntry("user", "ada")
                .containsEntry("password", "a=b #c")
                .containsEntry("PGDBNAME", "tracking")
                .containsEntry("sslmode", "require")
                .containsEntry("connectTimeout", "9");
    }

    @Test
    void givesWayToTheTarget() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), OWN);
        assertThat(properties(
                        "postgresql://eve:e@host:1/else?service=mlflow&sslmode=verify-full", Map.of("PGSERVICE", "x")))
                .containsEntry("PGHOST", "host")
                .containsEntry("PGPORT", "1")
                .containsEntry("user", "eve")
                .containsEntry("password", "e")
                .containsEntry("PGDBNAME", "else")
                .containsEntry("sslmode", "verify-full");
    }

    @Test
    void isNamedByTheEnvironmentToo() throws IOException {
        Path file = Files.writeString(home.resolve("services"), OWN);
        Map<String, String> environment = Map.of("PGSERVICE", "staging", "PGSERVICEFILE", file.toString());
        assertThat(properties("postgresql:///mlflow", environment)).containsEntry("PGHOST", "staging.example.org");
    }

    @Test
    void isLookedForInTheCommonFileToo() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), OWN);
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/pg_service.conf"), "[common]\nhost=all.example.org\n");
        Map<String, String> environment =
                Map.of("PGSYSCONFDIR", home.resolve("etc").toString());
        assertThat(properties("postgresql:///?service=common", environment)).containsEntry("PGHOST", "all.example.org");
    }

    @Test
    void saysWhatIsWrongWithoutTheValues() throws IOException {
        Path own = home.resolve(".pg_service.conf");
        assertRefused(
                "the service mlflow is not defined in " + own + ": write it there, or name the file in PGSERVICEFILE");
        Files.writeString(own, "[mlflow]\npassword secret\n");
        assertRefused(
                "line 2 of the service file " + own + " is not parameter=value, or names another service: correct it");
        Files.writeString(own, "[mlflow]\nservice=secret\n");
        assertRefused(
                "line 2 of the service file " + own + " is not parameter=value, or names another service: correct it");
        Files.writeString(own, "[mlflow]\nkrbsrvname=secret\n");
        assertRefused("the target's service mlflow has the parameter krbsrvname, which this program does not support:"
                + " remove it");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> properties("postgresql:///?service=mlflow", Map.of()))
                .isInstanceOf(TargetException.class)
                .hasMessage(message);
    }

    private Properties properties(String uri, Map<String, String> environment) {
        return ConnectionSettings.of(DatabaseUri.parse(uri), environment, "account", home)
                .properties();
    }
}
