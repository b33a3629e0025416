package org.filestoremigration.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that means something to SQL, a terminal or a browser is text everywhere. */
class InjectionIT {

    private static final String RUN = "101/" + StrangeStore.RUN;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'); DROP TABLE runs; --",
                "' OR '1'='1",
                "\u001B[2J\u001B]0;owned\u0007",
                "<script>alert(1)</script>",
                "</title><img src=x onerror=alert(1)>",
                "\"&amp;<b>\u202Etxt.exe",
                "%s%n%x {0} ${jndi:ldap://localhost/a} #{1+1}",
                "line\nBlocked, because it cannot be migrated exactly: 0"
            })
    void isTheExactTextInTheDatabaseAndNothingElseAnywhere(String text) throws IOException {
        String key = text.replace('/', '|');
        StrangeStore store = StrangeStore.in(folder)
                .experiment("7", '"' + yamlEscaped(text) + '"')
                .write("7/tags/" + key, text)
                .write(RUN + "/params/" + key, text)
                .write(RUN + "/tags/" + key, text)
                .write(RUN + "/metrics/" + key, "1700000000000 0.5 0\n")
                .write(RUN + "/metrics/bad " + key, "word\n")
                .write(RUN + "/" + key, "unknown");
        Path target = folder.resolve("mlflow.db");
        Path html = folder.resolve("report.html");
        Path json = folder.resolve("report.json");

        int exit = run(
                "--source", store.root(), "--target", target, "--on-bad", "skip", "--report", html, "--report", json);

        assertThat(exit).as(out + "\n" + err).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(DatabaseQuery.rows(target, "SELECT name FROM experiments WHERE experiment_id = 7"))
                .containsExactly(text);
        assertThat(DatabaseQuery.rows(target, "SELECT key, value FROM experiment_tags"))
                .containsExactly(key + "|" + text);
        assertThat(DatabaseQuery.rows(target, "SELECT key, value FROM tags")).containsExactly(key + "|" + text);
        assertThat(DatabaseQuery.rows(target, "SELECT key, value FROM params WHERE key <> 'p'"))
                .containsExactly(key + "|" + text);
        assertThat(DatabaseQuery.rows(target, "SELECT key FROM metrics WHERE key <> 'm'"))
                .containsExactly(key);
        isFitForATerminal(out.toString() + err);
        assertThat(out.toString().lines().filter(line -> line.startsWith("Blocked, because")))
                .containsExactly("Blocked, because it cannot be migrated exactly: 1");
        assertThat(run("plan", "--source", store.root(), "--report", html)).isEqualTo(ExitCode.BLOCKED.status());
        isFitForATerminal(out.toString() + err);
        assertThat(Files.readString(html))
                .doesNotContain("<script>alert", "<img src=x", "\u001B", "\u202E")
                .contains("/metrics/bad");
        assertThat(Files.readString(json)).doesNotContain("\u001B", "\u0007").contains("/metrics/bad");
    }

    @Test
    void namesAMissingExperimentHarmlessly() {
        StrangeStore store = StrangeStore.in(folder);

        int exit = run("plan", "--source", store.root(), "--experiment", "\u001B[2Jgone");

        assertThat(exit).isEqualTo(ExitCode.SOURCE_UNUSABLE.status());
        isFitForATerminal(out.toString() + err);
        assertThat(err.toString()).contains("⟨U+001B⟩[2Jgone");
    }

    private static void isFitForATerminal(String text) {
        assertThat(text.codePoints()
                        .filter(c ->
                                c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
                        .mapToObj(Integer::toHexString))
                .isEmpty();
    }

    /** For double quotes. */
    private static String yamlEscaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escaped.toString();
    }

    private int run(Object... args) {
        return Main.run(
                Arrays.stream(args).map(Object::toString).toArray(String[]::new),
                new PrintWriter(out),
                new PrintWriter(err));
    }
}
