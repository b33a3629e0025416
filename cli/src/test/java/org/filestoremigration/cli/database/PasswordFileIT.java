package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks for a password, which stands in a file as psql has it. */
class PasswordFileIT {

    private static final String SECRET = "S3cr3t";

    @TempDir
    private Path folder;

    @Test
    void isAskedWhereNothingElseHasThePassword() throws Exception {
        Path rules = Files.writeString(
                Files.createTempFile("pg_hba", ".conf"),
                "host all ada all scram-sha-256\nhost all all all trust\nlocal all all trust\n");
        Files.setPosixFilePermissions(rules, PosixFilePermissions.fromString("rw-r--r--"));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("hba_file", rules.toString())
                .start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE ada LOGIN PASSWORD '" + SECRET + "'");
                statement.execute("CREATE DATABASE mlflow OWNER ada");
            }
            Program.Result refused = migrate(server, folder.resolve("none"));
            assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(5);
            assertThat(refused.err())
                    .contains(
                            "a password is taken from the target, PGPASSWORD, or the password file (PGPASSFILE, otherwise"
                                    + " ~/.pgpass)");

            Program.Result wrong = migrate(server, file("wrong", server, "another"));
            assertThat(wrong.exit()).as(wrong.out() + wrong.err()).isEqualTo(5);
            assertThat(wrong.out() + wrong.err()).doesNotContain("another");

            Program.Result migrated = migrate(server, file("right", server, SECRET));
            assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isZero();
            assertThat(migrated.out() + migrated.err()).doesNotContain(SECRET);
        } finally {
            Files.delete(rules);
        }
    }

    private Path file(String name, EmbeddedPostgres server, String password) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), "localhost:" + server.getPort() + ":mlflow:ada:" + password + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Program.Result migrate(EmbeddedPostgres server, Path passwords) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "PGPASSFILE=" + passwords));
        command.addAll(Program.command());
        command.addAll(List.of("--source", TestData.example().toString()));
        command.addAll(List.of("--target", "postgresql://ada@localhost:" + server.getPort() + "/mlflow"));
        return Program.execute(folder, command);
    }
}
