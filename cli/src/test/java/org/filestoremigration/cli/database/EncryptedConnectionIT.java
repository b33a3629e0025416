package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program and a server with a certificate that the test makes for the name {@code localhost}. */
class EncryptedConnectionIT {

    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    private static Path certificates;

    private static EmbeddedPostgres server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        make("server");
        make("stranger");
        server = EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate("server").toString())
                .setServerConfig(
                        "ssl_key_file", certificates.resolve("server.key").toString())
                .start();
        execute("postgres", "CREATE DATABASE target");
        execute("target", """
                CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NOT (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) THEN RAISE 'not encrypted'; END IF;
                END $$;
                CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION refuse()
                """);
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Even a dry run makes the tables, which the server's trigger lets nobody do without encryption. */
    @Test
    void isEncryptedWithoutACheckOfTheServer() {
        Program.Result plain = plan("localhost", "sslmode=disable");
        assertThat(plain.exit()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(plain.err()).contains("not encrypted");
        assertThat(plan("localhost", "sslmode=require").exit()).isZero();
    }

    @Test
    void isEncryptedToAServerThatIsTheOneThatIsMeant() {
        String query = "sslmode=verify-full&sslrootcert=" + certificate("server");
        Program.Result planned = plan("localhost", query);
        assertThat(planned.exit()).as(planned.toString()).isZero();
    }

    @Test
    void isRefusedToAServerWithAnotherName() {
        refuses(plan("127.0.0.1", "sslmode=verify-full&sslrootcert=" + certificate("server")), "127.0.0.1");
        assertThat(plan("127.0.0.1", "sslmode=verify-ca&sslrootcert=" + certificate("server"))
                        .exit())
                .isZero();
    }

    @Test
    void isRefusedToAServerThatTheRootDoesNotVouchFor() {
        refuses(plan("localhost", "sslmode=verify-ca&sslrootcert=" + certificate("stranger")), "localhost");
    }

    @Test
    void isRefusedWhereTheServerHasNone() {
        String uri = TestServer.newDatabase();
        Program.Result result =
                Program.run(folder, "plan", "--source", TestData.example(), "--target", uri + "?sslmode=require");
        refuses(result, uri);
    }

    private static void refuses(Program.Result result, String place) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err())
                .startsWith("migrate-filestore: No encrypted connection to postgresql://postgres@")
                .contains(place)
                .contains(" can be established: ")
                .endsWith(
                        "; check sslmode and sslrootcert in the target's query, which mean what they mean to libpq.\n")
                .hasLineCount(1);
    }

    private Program.Result plan(String host, String query) {
        String uri = "postgresql://postgres@" + host + ":" + server.getPort() + "/target?" + query;
        return Program.run(folder, "plan", "--source", TestData.example(), "--target", uri);
    }

    private static Path certificate(String name) {
        return certificates.resolve(name + ".crt");
    }

    private static void make(String name) throws Exception {
        Path store = certificates.resolve(name + ".p12");
        Program.Result made = Program.execute(
                certificates,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:localhost",
                        "-ext",
                        "BC=ca:true",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)));
        assertThat(made.exit()).as(made.toString()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        write(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
        Path key = certificates.resolve(name + ".key");
        write(key, "PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded());
        // The server takes no key that others can read.
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static void write(Path file, String kind, byte[] content) throws Exception {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}
