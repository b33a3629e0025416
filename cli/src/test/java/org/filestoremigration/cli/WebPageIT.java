package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own pages show, from a migrated database, what lies in the files. */
@EnabledIf(
        value = "serverAndBrowserAreThere",
        disabledReason = "needs a Docker daemon that answers, and chromium and chromedriver on the PATH"
                + " (Debian: chromium, chromium-driver)")
class WebPageIT {

    private static final String EXPERIMENT = "/#/experiments/154018651289039231";

    /** MLflow's pages ask for a user also where the server has none, and for a film on its web site; one resizes in a loop. */
    private static final List<String> WITHOUT_MIGRATION_TOO =
            List.of("/ajax-api/2.0/mlflow/users/current - ", "https://mlflow.org/", "ResizeObserver loop completed");

    @TempDir
    private static Path folder;

    private static final MlflowContainer SERVER = new MlflowContainer("3.17.2");

    private static Browser browser;

    static boolean serverAndBrowserAreThere() {
        return MlflowContainer.dockerAnswers() && Browser.isInstalled();
    }

    @BeforeAll
    static void startOnAMigratedDatabase() {
        Path mlruns = TestData.store("3.17.2", folder);
        Program.Result result = Program.run(folder, "--source", mlruns, "--target", "sqlite:///mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        SERVER.serving(folder.resolve("mlflow.db"), mlruns).start();
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        try (SERVER) {
            browser.close();
        }
    }

    @AfterEach
    void nothingFailedInTheBackground() {
        assertThat(browser.errors())
                .filteredOn(error -> WITHOUT_MIGRATION_TOO.stream().noneMatch(error::contains))
                .isEmpty();
        assertThat(SERVER.getLogs().lines())
                .filteredOn(line -> line.contains("ERROR") || line.contains("Traceback") || line.contains("Exception"))
                .isEmpty();
    }

    @Test
    void listsTheActiveExperiments() {
        String page = shows(
                "/#/experiments",
                "Default",
                "churn-prediction",
                "Prévision – été ☀ (v1.0)",
                "came back",
                "empty experiment",
                "new name",
                "français");
        assertThat(page).doesNotContain("abandoned ideas");
    }

    @Test
    void listsTheRunsOfAnExperiment() {
        String page = shows(EXPERIMENT + "/runs", "sweep 01", "läuft noch", "trial-1", "trial-2", "restored run");
        assertThat(page).doesNotContain("deleted run");
    }

    /** MLflow's page leaves out a metric whose last value is NaN; on the FileStore itself it shows nothing of this run. */
    @Test
    void showsParamsAndMetricsOfARun() {
        String page = shows(
                EXPERIMENT + "/runs/c52ef76105364c6c9e3ef5da17d625f8",
                "sweep 01",
                "Metrics (11)",
                "neg_inf\n-1.7976931348623157e+308",
                "pos_inf\n1.7976931348623157e+308",
                "floats\n123456789.125",
                "train/loss\n0.07923801875796435",
                "Parameters (13)",
                "größe",
                "mittel – 50 %",
                "{\"a\": [1, 2, {\"b\": null}], \"c\": \"d\\\"e\"}");
        assertThat(page).doesNotContain("nan_is_last");
    }

    @Test
    void listsTheTracesOfAnExperiment() {
        shows(EXPERIMENT + "/traces?startTimeLabel=ALL", "Où est le chat ?", "chat turn", "größerer Agent", "priced");
    }

    @Test
    void showsTheSpansOfATrace() {
        shows(
                EXPERIMENT + "/traces?startTimeLabel=ALL&selectedEvaluationId=tr-369614084bb7dec7faf6a7d8ae264d45",
                "chat turn",
                "Où est le chat ?",
                "toit");
    }

    @Test
    void showsALoggedModel() {
        shows(
                EXPERIMENT + "/models/m-8f54b2282d214fa4a57c6f3c4e6a8985",
                "churn-xgb",
                "customers (#a1b2c3d4)",
                "0.91",
                "lr/initial",
                "Ready");
    }

    @Test
    void showsARegisteredModel() {
        shows(
                "/#/models/churn%20model%20v1.0",
                "Predicts churn — « avec soin »", "Version 5", "challenger_1", "Mixed-Case");
    }

    @Test
    void showsAPrompt() {
        shows(
                "/#/prompts/summarise-article",
                "Summarise {{text}} in {{n}} lines.",
                "english – shorter",
                "staging",
                "production",
                "Version 1");
    }

    private static String shows(String route, String... expected) {
        String text = browser.text(SERVER.address() + route, List.of(expected));
        assertThat(text).contains(expected);
        return text;
    }
}
