package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.Browser;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The reports of all commands, as a browser shows them. */
@EnabledIf(
        value = "browserIsThere",
        disabledReason = "needs chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)")
class ReportPageIT {

    private static final String HOSTILE = "<script>document.title='run'</script><img src=x onerror=alert(1)>";

    @TempDir
    private static Path folder;

    private static Browser browser;

    static boolean browserIsThere() {
        return Browser.isInstalled();
    }

    @BeforeAll
    static void start() {
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @AfterEach
    void nothingFailedInTheBackground() {
        assertThat(browser.errors()).isEmpty();
    }

    private static int run(Object... args) {
        return Main.run(
                Arrays.stream(args).map(Object::toString).toArray(String[]::new),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()));
    }

    private static String shown(Path page, String... expected) {
        String text = browser.text(page.toUri().toString(), List.of(expected));
        assertThat(text).contains(expected);
        return text;
    }

    /**
     * A page that shows another, a JavaScript string, in frames of a telephone's and of a screen's width,
     * and says by how much it is wider than they.
     */
    private static String frames(String page) {
        return """
                <!DOCTYPE html><meta charset="utf-8"><body><script>
                const page = %s;
                let waiting = 2;
                for (const width of [360, 1280]) {
                  const frame = document.createElement('iframe');
                  frame.style.width = width + 'px';
                  frame.style.height = '900px';
                  frame.srcdoc = page;
                  frame.onload = () => {
                    const root = frame.contentDocument.documentElement;
                    const line = document.createElement('p');
                    line.textContent = width + ' wide: ' + (root.scrollWidth - root.clientWidth) + ' too wide, '
                        + frame.contentDocument.querySelectorAll('script, img, link, iframe').length + ' foreign';
                    document.body.prepend(line);
                    if (--waiting === 0) document.body.prepend('measured');
                  };
                  document.body.append(frame);
                }
                </script></body>
                """.formatted(page);
    }

    private static void fitsEveryWidth(Path page) throws Exception {
        String quoted = Files.readString(page)
                .replace("\\", "\\\\")
                .replace("`", "\\`")
                .replace("$", "\\$")
                .replace("</script", "<\\/script");
        Path frames = Files.writeString(page.resolveSibling("frames.html"), frames("`" + quoted + "`"));
        String text = shown(frames, "measured");
        assertThat(text).contains("360 wide: 0 too wide, 0 foreign", "1280 wide: 0 too wide, 0 foreign");
    }

    @Test
    void showsWhatAnotherToolLost() throws Exception {
        Path mlruns = TestData.store("3.17.2", folder.resolve("lost"));
        Path page = folder.resolve("verify.html");

        assertThat(run(
                        "verify",
                        "--source",
                        mlruns,
                        "--target",
                        TestData.officialDatabase("3.17.2", folder),
                        "--report",
                        page))
                .isEqualTo(1);

        String text = shown(
                page,
                "Verification report",
                "Source and target differ: 1 missing, 49 changed, 0 only in the target.",
                "What was compared",
                "Runs over time",
                "churn-prediction",
                "2024-05",
                "Normalized",
                "integrity_check",
                "sha256:",
                "dc11669786a5",
                "--source");
        assertThat(text.indexOf("Source and target differ"))
                .as("the verdict comes first")
                .isLessThan(text.indexOf("What was compared"));
        assertThat(text)
                .contains("a⟨CR⟩↵b⟨CR⟩↵", "a↵b↵", "154018651289039231/c5c154f7ca33437e98660554fe5669a6/params/crlf")
                .contains("iss-0001");
        fitsEveryWidth(page);
    }

    @Test
    void showsHostileNamesAsTextInAPlan() throws Exception {
        StrangeStore store = StrangeStore.in(Files.createDirectories(folder.resolve("hostile")));
        store.experiment("102", "\"" + HOSTILE + "\"").run("102", "22222222222222222222222222222222");
        store.write("102/22222222222222222222222222222222/metrics/broken", "no number\n");
        store.write("103/meta.yaml", "name: [" + HOSTILE.replace('\'', ' ') + "\n");
        store.write("a note " + "very".repeat(50) + " long.txt", "x");
        Path page = folder.resolve("plan.html");

        assertThat(run("plan", "--source", store.root(), "--report", page)).isEqualTo(ExitCode.BLOCKED.status());

        shown(page, "Migration plan", HOSTILE, "Blocked", "metrics/broken", "Runs over time", "2023-11");
        fitsEveryWidth(page);
    }

    @Test
    void showsAMigration() throws Exception {
        Path page = folder.resolve("migrate.html");
        Path mlruns = TestData.store("upgraded-1.14-2.22-3.17", folder.resolve("good"));

        assertThat(run("--source", mlruns, "--target", folder.resolve("new.db"), "--report", page))
                .isZero();

        shown(
                page,
                "Migration report",
                "Complete",
                "Runs over time",
                "What stays in the source",
                "do not delete or move");
        fitsEveryWidth(page);
    }
}
