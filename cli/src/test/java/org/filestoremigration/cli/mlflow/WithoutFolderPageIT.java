package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.fixture.Browser;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own pages show a plot and a trace when only the database and the copied artifacts are left. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.mlflow.WebPageIT#serverAndBrowserAreThere",
        disabledReason = "needs a Docker daemon that answers, and chromium and chromedriver on the PATH"
                + " (Debian: chromium, chromium-driver)")
class WithoutFolderPageIT {

    private static final String ID = "994939833858892508";
    private static final String RUN = "b1628c14a64c422d988877d1d0ff064e";
    private static final String TRACE = "tr-e3b443525701529ba916d8c21f394040";
    private static final String PLOT = "plots/loss.svg";

    @TempDir
    private static Path folder;

    /** Has what is left: nothing in it has ever held the source. */
    private static final MlflowContainer SERVER = new MlflowContainer("3.17.2");

    private static Browser browser;

    @BeforeAll
    static void startOnWhatIsLeft() throws IOException {
        Program.Result result = Program.run(
                folder,
                "--source",
                TestData.example(),
                "--target",
                "sqlite:///mlflow.db",
                "--copy-artifacts",
                "copies",
                "--artifact-root",
                "file://" + MlflowContainer.HOME + "/copies",
                "--spans",
                "database");
        assertThat(result.exit()).as(result.toString()).isZero();
        // Not even the copy is left of the file with the spans: only rows.
        Files.delete(folder.resolve("copies/" + ID + "/traces/" + TRACE + "/artifacts/traces.json"));
        SERVER.serving(folder.resolve("mlflow.db"))
                .holding(folder.resolve("copies"))
                .start();
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        try (SERVER) {
            browser.close();
        }
    }

    /** The server sends the copy, and the browser draws it. */
    @Test
    void showsThePlotOfARun() throws IOException {
        String page = "/#/experiments/" + ID + "/runs/" + RUN + "/artifacts/" + PLOT;

        Browser.Image plot = browser.image(SERVER.address() + page, PLOT).orElseThrow();

        assertThat(plot.text())
                .isEqualTo(Files.readString(TestData.example().resolve(ID + "/" + RUN + "/artifacts/" + PLOT)));
        assertThat(plot.width()).isPositive();
        assertThat(plot.height()).isPositive();
        // Two axes and a curve, on nothing.
        assertThat(plot.drawn()).isBetween(300L, plot.width() * plot.height() / 10);
        assertThat(browser.text(SERVER.address() + page, List.of("baseline", "loss.svg")))
                .contains("baseline", "plots", "loss.svg", "Path: file:///srv/mlflow/copies/" + ID + "/" + RUN);
        assertThat(browser.alerts()).isEmpty();
    }

    @Test
    void showsTheSpansOfATrace() {
        String[] expected = {
            "Trace e3b44352 Success 29.00ms",
            "Spans forecast 1 29.93ms forecast",
            "Inputs Pretty week 32 Outputs Pretty units 1204"
        };

        String page = browser.text(
                SERVER.address() + "/#/experiments/" + ID + "/traces?startTimeLabel=ALL&selectedEvaluationId=" + TRACE,
                List.of(expected));

        assertThat(page).contains(expected);
        assertThat(browser.alerts()).isEmpty();
    }
}
