package org.filestoremigration.cli.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Browser;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.lifecycle.Startables;

/**
 * MLflow's own pages show, from a migrated database, what is in the files.
 *
 * <p>Beside it a second server uses the database that MLflow made of the same store. What its pages complain about in
 * the browser's console, they complain about without this program.
 */
@Tag("container")
@EnabledIf(
        value = "serverAndBrowserAreThere",
        disabledReason = "needs a Docker daemon that answers, and chromium and chromedriver on the PATH"
                + " (Debian: chromium, chromium-driver)")
class WebPageIT {

    private static final String ID = "154018651289039231";
    private static final String EXPERIMENT = "/#/experiments/" + ID;
    private static final String RUN = "c52ef76105364c6c9e3ef5da17d625f8";
    private static final String OTHER_RUN = "605c8ab7fd2d47248bcab0cbd61f326a";
    private static final String TRACE =
            EXPERIMENT + "/traces?startTimeLabel=ALL&selectedEvaluationId=tr-369614084bb7dec7faf6a7d8ae264d45";

    /** Every page asks who its user is, which only a server with log-in can tell. */
    private static final Pattern NO_USER = Pattern.compile("http://[^/]+/ajax-api/2\\.0/mlflow/users/current"
            + " - Failed to load resource: the server responded with a status of 404 \\(Not Found\\)");

    /** Chromium's word for a page whose parts needed a second round to find their sizes; the page of a trace does. */
    private static final Pattern RESIZED_TWICE =
            Pattern.compile("http://[^/]+/static-files/static/js/main\\.[0-9a-f]+\\.js [0-9:]+ null"
                    + " \"ResizeObserver loop completed with undelivered notifications\\.\"");

    private static final Pattern FAILURE_IN_LOG = Pattern.compile("ERROR|Traceback|Exception|HTTP/1\\.1\" [45]\\d\\d ");

    @TempDir
    private static Path folder;

    private static final MlflowContainer SERVER = new MlflowContainer("3.17.2");
    private static final MlflowContainer REFERENCE = new MlflowContainer("3.17.2");

    private static Browser browser;

    static boolean serverAndBrowserAreThere() {
        return MlflowContainer.dockerAnswers() && Browser.isInstalled();
    }

    @BeforeAll
    static void startOnAMigratedDatabase() {
        Path mlruns = TestData.store("3.17.2", folder);
        Program.Result result = Program.run(folder, "--source", mlruns, "--target", "sqlite:///mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        Startables.deepStart(
                        SERVER.serving(folder.resolve("mlflow.db"), mlruns),
                        REFERENCE.serving(TestData.database("3.17.2", "3.17.2", folder), mlruns))
                .join();
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        try (SERVER;
                REFERENCE) {
            browser.close();
        }
    }

    @AfterEach
    void nothingFailedInTheBackground() {
        assertThat(unexpected(browser.errors())).isEmpty();
        assertThat(SERVER.getLogs().lines())
                .filteredOn(line -> FAILURE_IN_LOG.matcher(line).find())
                .allMatch(line -> line.contains("\"GET /ajax-api/2.0/mlflow/users/current HTTP/1.1\" 404 "));
    }

    @Test
    void listsTheActiveExperiments() {
        String page = shows(
                "/#/experiments",
                "came back 05/04/2024, 06:30:01 PM",
                "new name 05/04/2024, 06:30:00 PM",
                "empty experiment 05/04/2024, 06:30:00 PM",
                "Prévision – été ☀ (v1.0) 05/04/2024, 06:30:00 PM 05/04/2024, 06:30:00 PM - langue : français",
                "churn-prediction 05/04/2024, 06:30:00 PM 05/04/2024, 06:30:00 PM # Churn Weekly model – see wiki",
                "cost centre/code : 4711",
                "Default 05/04/2024, 06:30:00 PM");
        assertThat(page).doesNotContain("abandoned ideas");
    }

    @Test
    void listsTheRunsOfAnExperiment() {
        String page = shows(
                EXPERIMENT + "/runs",
                "real model",
                "odd values",
                "fluent",
                "placid-grouse-58",
                "restored run",
                "batched",
                "läuft noch",
                "sweep 01",
                "customers (a1b2c3d4) Training 1.9s - churn-xgb",
                "11 matching runs");
        assertThat(page).doesNotContain("deleted run");
    }

    /**
     * The page of a run leaves out the two metrics whose last value is NaN ({@code nan} and {@code nan_is_last}), and shows
     * ±Infinity as MLflow's SQL store keeps it.
     */
    @Test
    void showsParamsAndMetricsOfARun() {
        String page = shows(
                EXPERIMENT + "/runs/" + RUN,
                "Metrics (11) Metric Value Models auc 0.93 churn-xgb +1 big_step 1 - f1 score 0.5 churn-xgb"
                        + " floats 123456789.125 - nan_in_the_middle 0.5 - neg_inf -1.7976931348623157e+308 -"
                        + " negative.steps 1.5 - pos_inf 1.7976931348623157e+308 - replayed 0.7 -"
                        + " train/loss 0.07923801875796435 - val loss 0.400016821252613 -",
                "Parameters (13) Parameter Value batch size 128 empty_param größe mittel – 50 %"
                        + " json {\"a\": [1, 2, {\"b\": null}], \"c\": \"d\\\"e\"} layers.0.units 64 long lorem-",
                "zeros 00012 学習率 1e-05",
                "Logged models (2)",
                "Status Finished Run ID " + RUN + " Duration 1.9s Child runs trial-2, trial-1",
                "stage/gate.1 : passed überschrift : naïve café tab");
        assertThat(page).doesNotContain("nan_is_last");
    }

    /** A metric's own page is where MLflow shows a NaN: as the latest value, and left out of minimum and maximum. */
    @Test
    void showsNaNOnThePageOfAMetric() {
        shows(metricPage("nan_is_last"), "nan_is_last NaN (step=9) 0.25 (step=0) 0.25 (step=0)");
        shows(metricPage("nan"), "Metric Latest Min Max nan NaN (step=0)");
        shows(metricPage("nan_in_the_middle"), "nan_in_the_middle 0.5 (step=2) 0.25 (step=0) 0.5 (step=2)");
    }

    /** The comparison of runs writes ±Infinity out; NaN there also stands for a metric that a run does not have. */
    @Test
    void showsInfinityInAComparisonOfRuns() {
        shows(
                "/#/compare-runs?runs=" + encoded("[\"" + RUN + "\",\"" + OTHER_RUN + "\"]") + "&experiments="
                        + encoded("[\"" + ID + "\"]"),
                "Run Name: sweep 01 fluent",
                "auc big_step f1 score floats fluent metric nan nan_in_the_middle nan_is_last neg_inf negative.steps pos_inf"
                        + " replayed train/loss val loss",
                "0.93 NaN 1 NaN 0.5 NaN 123456789.1 NaN NaN 0.5 NaN NaN 0.5 NaN NaN NaN -Infinity NaN 1.5 NaN Infinity NaN"
                        + " 0.7 NaN 0.079 NaN 0.4 NaN");
    }

    /** How many tags of a trace the list shows depends on the width that is left for them. */
    @Test
    void listsTheTracesOfAnExperiment() {
        shows(
                EXPERIMENT + "/traces?startTimeLabel=ALL",
                "{\"question\": \"Où est le chat ?\"} {\"answer\": \"toit\"} session-42 941ms OK 155",
                "sur le toit 3 { \"a\": { \"b\": [ 1, 2.5, null ] }, \"c\": \"é\" } [ \"roof\", { \"n\": 1 } ] False True 4 a,b,ç",
                "slow answer ⏱",
                "\"plain string\" - - 112ms Error -",
                "Sitzung-ß 120ms OK 3021",
                "10 of 10");
    }

    /** Name, session, tokens and the number of assessments come from the database, the spans from the store's folder. */
    @Test
    void showsATraceWithItsSpans() {
        shows(
                TRACE,
                "Trace 36961408 Success 941.00ms 155 tokens",
                "Spans chat turn 19 0.94s retrieve 0.44s llm 2 0.44s 155",
                "chat turn session-42 4 tags Assess 19",
                "question Où est le chat ? Outputs Pretty answer toit");
    }

    @Test
    void showsALoggedModel() {
        shows(
                EXPERIMENT + "/models/m-8f54b2282d214fa4a57c6f3c4e6a8985",
                "Models churn-xgb",
                "Metrics (3) Metric Dataset Source run Value auc customers (#a1b2c3d4) sweep 01 0.91 auc - sweep 01 0.93"
                        + " f1 score - sweep 01 0.5 Parameters (2) Parameter Value depth 6 lr/initial 0.1",
                "Status Ready Model ID m-8f54b2282d214fa4a57c6f3c4e6a8985 Source run sweep 01 Source run ID " + RUN,
                "Datasets used customers (#a1b2c3d4)");
    }

    @Test
    void showsARegisteredModel() {
        shows(
                "/#/models/churn%20model%20v1.0",
                "Registered Models churn model v1.0 Created Time : 05/04/2024, 06:31:53 PM",
                "Predicts churn — « avec soin » second paragraph",
                "a/b slash domain crm empty late yes",
                "late : 1 @ challenger_1 Version 2",
                "@ Mixed-Case @ champion Version 1",
                "größe : M validated : true");
    }

    @Test
    void showsAPrompt() {
        shows(
                "/#/prompts/summarise-article",
                "Prompts summarise-article Create prompt version author : ada team : nlp",
                "Version 2 @ staging 05/04/2024, 06:31:53 PM Version 1 @ production 05/04/2024, 06:31:53 PM",
                "Commit message: english – shorter Metadata: reviewed : yes",
                "Text Summarise {{text}} in {{n}} lines.");
    }

    @Test
    void complainsOfTheSameOnTheDatabaseThatMlflowMade() {
        String spans = "Spans chat turn 19 0.94s retrieve 0.44s llm 2 0.44s 155";
        assertThat(browser.text(REFERENCE.address() + TRACE, List.of(spans))).contains(spans);

        List<String> errors = browser.errors();

        assertThat(errors).anyMatch(NO_USER.asMatchPredicate());
        assertThat(unexpected(errors)).isEmpty();
    }

    /** That the other tests see no error says something only if an error can be seen. */
    @Test
    void noticesWhatIsNotThere() {
        String noExperiment = "Experiment load error: No Experiment with id=999 exists";
        browser.text(REFERENCE.address() + "/#/experiments/999", List.of(noExperiment));
        assertThat(browser.alerts()).containsExactly(noExperiment);

        String noRun = "Page Not Found Run ID ffffffffffffffffffffffffffffffff does not exist";
        assertThat(browser.text(REFERENCE.address() + EXPERIMENT + "/runs/" + "f".repeat(32), List.of(noRun)))
                .contains(noRun);
    }

    private static String shows(String route, String... expected) {
        String text = browser.text(SERVER.address() + route, List.of(expected));
        assertThat(text).contains(expected).doesNotContain("Page Not Found", "Something went wrong");
        assertThat(browser.alerts()).isEmpty();
        return text;
    }

    private static String metricPage(String key) {
        return "/#/metric?runs=" + encoded("[\"" + RUN + "\"]") + "&metric=" + encoded("\"" + key + "\"")
                + "&experiments=" + encoded("[\"" + ID + "\"]") + "&plot_metric_keys=" + encoded("[\"" + key + "\"]");
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, UTF_8);
    }

    private static List<String> unexpected(List<String> errors) {
        return errors.stream()
                .filter(NO_USER.asMatchPredicate().negate())
                .filter(RESIZED_TWICE.asMatchPredicate().negate())
                .toList();
    }
}
