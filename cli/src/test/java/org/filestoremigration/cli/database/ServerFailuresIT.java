package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program against a server that fails it: one sentence, exit code 5, and a database as it was. */
class ServerFailuresIT {

    @TempDir
    private Path folder;

    /** The file of a table becomes a device that has no space left, whoever runs the server. */
    @Test
    void saysThatTheServersDiskIsFull() throws IOException {
        String uri = TestServer.newMlflowDatabase();
        List<String> before = TestServer.dump(uri);
        Path file = Path.of(TestServer.query(
                        uri, "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('params')")
                .get(0));
        TestServer.execute(uri, "CHECKPOINT");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        Program.Result result = migrate(uri);
        fails(result, "The disk of the server of " + uri + " is full: could not extend file \"");
        assertThat(result.err()).contains(": No space left on device; nothing was written.\n");
        assertThat(TestServer.dump(uri)).isEqualTo(before);
    }

    /** A trigger that waits for COMMIT ends the server's process there. */
    @Test
    void saysWhatBecameOfTheDataWhereTheConnectionIsLostAtCommit() {
        String uri = TestServer.newMlflowDatabase();
        TestServer.execute(uri, """
                CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER leave AFTER INSERT ON experiments DEFERRABLE INITIALLY DEFERRED
                  FOR EACH ROW EXECUTE FUNCTION leave()
                """);
        List<String> before = TestServer.dump(uri);
        fails(
                migrate(uri),
                "The connection to " + uri + " was lost during COMMIT; nothing was written: migrate again.\n");
        assertThat(TestServer.dump(uri)).isEqualTo(before);
    }

    @Test
    void refusesAStandby() throws IOException {
        Path data = folder.resolve("data");
        server(data).close();
        Files.createFile(data.resolve("standby.signal"));
        try (EmbeddedPostgres standby = server(data)) {
            String uri = "postgresql://postgres@localhost:" + standby.getPort() + "/postgres";
            String sentence =
                    uri + " cannot be written: it is a standby, or its sessions are read only; name the primary"
                            + " server.\n";
            fails(migrate(uri), sentence);
            fails(Program.run(folder, "plan", "--source", TestData.example(), "--target", uri), sentence);
        }
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8")
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    private Program.Result migrate(String uri) {
        return Program.run(folder, "--source", TestData.example(), "--target", uri);
    }

    private static void fails(Program.Result result, String sentence) {
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.TARGET_UNUSABLE.status());
        assertThat(result.err()).startsWith("migrate-filestore: " + sentence).hasLineCount(1);
    }
}
