package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's judges read the spans of a migrated database that is all there is: no folder, and no copied artifacts. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class JudgeSpansIT {

    private static final String EXPERIMENT = "390685535459677956";
    private static final String TRACE = "tr-b64e13f93a8ad974b6327b45f4d32582";

    @RegisterExtension
    private static final MlflowContainer MLFLOW = new MlflowContainer("3.17.2");

    @TempDir
    private Path folder;

    private Path source = Path.of("");

    @BeforeEach
    void migrate() {
        source = TestData.storeWithSpans(folder);
        Program.Result migrated =
                Program.run(folder, "--source", source, "--target", "sqlite:///mlflow.db", "--spans", "database");
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
    }

    /**
     * A model cannot be had here. What stands in for it gives one verdict whatever it is sent, and records that: the record
     * shows that a judge has read the spans, and the verdict on the trace that it has come to its end.
     */
    @Test
    void readAllSpansAndLeaveTheirVerdicts() throws IOException {
        String home = MlflowContainer.HOME + "/mlflow.db";
        MLFLOW.put(folder.resolve("mlflow.db"), home);

        Program.Result result = MLFLOW.script(
                "judge_spans",
                "--db",
                "sqlite:///" + home,
                "--port",
                "5005",
                "--experiment",
                EXPERIMENT,
                "--trace",
                TRACE);

        assertThat(result.exit()).as(result.toString()).isZero();
        List<String> lines = result.out().lines().toList();
        Map<?, ?> found = WithoutFolderIT.json(lines.get(lines.size() - 1));
        Map<String, Object> spans = WithoutFolderIT.spans(source);
        assertThat(spans).hasSize(26).containsEntry(TRACE, List.of("chat pipeline", "llm", "retrieve"));
        assertThat(found.get("loaded")).isEqualTo(spans);
        scoredByTheirSpans((Map<?, ?>) Objects.requireNonNull(found.get("scored")), spans);
        List<String> verdict = List.of("yes", "as the spans say");
        assertThat(found.get("judged")).isEqualTo(Map.of("by_inputs_and_outputs", verdict, "by_trace", verdict));
        Map<?, ?> read = (Map<?, ?>) Objects.requireNonNull(found.get("read"));
        assertThat(last(read.get("by_inputs_and_outputs"))).isEqualTo("""
                outputs: "forty-two"
                inputs: {
                  "q": "What is the answer?"
                }""");
        assertThat(last(read.get("by_trace")))
                .contains("\\\"name\\\": \\\"chat pipeline\\\"")
                .contains("\\\"mlflow.spanInputs\\\": \\\"{\\\\\\\"q\\\\\\\": \\\\\\\"What is the answer?\\\\\\\"}\\\"")
                .contains("\\\"mlflow.spanOutputs\\\": \\\"\\\\\\\"forty-two\\\\\\\"\\\"");
    }

    /** Each trace of the experiment has an assessment that begins with the number of its spans. */
    private static void scoredByTheirSpans(Map<?, ?> scored, Map<String, Object> spans) {
        assertThat(scored)
                .hasSize(12)
                .allSatisfy((trace, assessment) -> assertThat(String.valueOf(assessment))
                        .startsWith("[" + ((List<?>) Objects.requireNonNull(spans.get(trace))).size() + ", "));
        assertThat(scored.get(TRACE)).isEqualTo("[3, {\"q\": \"What is the answer?\"}]");
        assertThat(scored.get("tr-a7b99efc93bcfa3b48f7f5ccfa117691"))
                .isEqualTo("[1, {\"model\": \"gpt-4o-mini\", \"prompt\": \"hi\"}]");
    }

    /** The last of the messages that the model was sent. */
    private static String last(@Nullable Object messages) {
        List<?> all = (List<?>) Objects.requireNonNull(messages);
        return String.valueOf(all.get(all.size() - 1));
    }
}
