package org.filestoremigration.domain.store;

import static org.filestoremigration.domain.store.OddText.tags;

import java.util.List;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Experiment;

/** The traces of {@link SampleStore} and their assessments. */
public final class SampleTraces {

    private static final long TIME = 1_714_847_401_275L;

    private static final String FULL_ID = "tr-00000000000000000000000000000001";

    /** A judge's verdict that a person has replaced. */
    private static final Assessment REPLACED = new Assessment(
            "a-0000000000000000000000000000000a",
            FULL_ID,
            "verdict",
            AssessmentType.FEEDBACK,
            "\"no\"",
            null,
            TIME + 10,
            TIME + 20,
            "LLM_JUDGE",
            "openai:/gpt-4o",
            null,
            null,
            null,
            null,
            false,
            null);

    /** With all that an assessment can have. */
    private static final Assessment VERDICT = new Assessment(
            "a-0000000000000000000000000000000b",
            FULL_ID,
            "verdict",
            AssessmentType.FEEDBACK,
            "\"yes\"",
            null,
            TIME + 20,
            TIME + 21,
            "HUMAN",
            "ada@example.org",
            SampleRuns.FULL.runId(),
            "00f067aa0ba902b7",
            "tr\u00E8s utile\r\nligne 2 \uD83D\uDE80",
            REPLACED.assessmentId(),
            true,
            "{\"batch\": \"7\", \"mlflow.assessment.sourceRunId\": \"" + SampleRuns.FULL.runId() + "\"}");

    private static final Assessment FAILED = new Assessment(
            "a-0000000000000000000000000000000c",
            FULL_ID,
            "broken",
            AssessmentType.FEEDBACK,
            "null",
            "{\"error_code\": \"RATE_LIMIT\", \"error_message\": \"\\u00fc\", \"stack_trace\": null}",
            TIME,
            TIME,
            "CODE",
            "default",
            null,
            null,
            "",
            null,
            true,
            null);

    private static final Assessment SCORE = new Assessment(
            "a-0000000000000000000000000000000d",
            FULL_ID,
            "score",
            AssessmentType.FEEDBACK,
            "0.30000000000000004",
            null,
            TIME,
            TIME,
            "CODE",
            "scorer.py",
            null,
            null,
            null,
            null,
            true,
            null);

    private static final Assessment EXPECTATION = new Assessment(
            "a-0000000000000000000000000000000e",
            FULL_ID,
            "expected",
            AssessmentType.EXPECTATION,
            "{\"a\": {\"b\": [1, 2.5, null, true]}, \"c\": \"\\u00e9\\ud83d\\ude80\"}",
            null,
            TIME,
            TIME,
            "HUMAN",
            "ada@example.org",
            null,
            null,
            null,
            null,
            true,
            null);

    /** A reference to an issue. */
    private static final Assessment ISSUE = new Assessment(
            "a-0000000000000000000000000000000f",
            FULL_ID,
            "iss-1",
            AssessmentType.ISSUE,
            "{\"issue_name\": \"slow answer \\u23f1\"}",
            null,
            TIME,
            TIME,
            "HUMAN",
            "ada@example.org",
            null,
            null,
            "over 3 s",
            null,
            true,
            "{\"p95\": \"2.1\"}");

    /** Has something of everything; tokens and cost are as MLflow itself writes them. */
    public static final Trace FULL = new Trace(
            FULL_ID,
            SampleExperiments.FULL.experimentId(),
            TIME,
            941L,
            TraceState.OK,
            "req-0001",
            "{\"question\": \"O\u00F9 est le chat ?\"}",
            "{\"answer\": \"toit\"}",
            tags(
                    "mlflow.artifactLocation",
                    "s3://bucket/traces/" + FULL_ID + "/artifacts",
                    "mlflow.linkedPrompts",
                    "[{\"name\": \"summarise\", \"version\": \"1\"}, {\"name\": \"chat_bot\", \"version\": \"2\"}]",
                    "mlflow.traceName",
                    "chat turn",
                    OddText.ASTRAL,
                    OddText.LINE_ENDS,
                    OddText.FULLWIDTH,
                    OddText.CONTROLS),
            tags(
                    "mlflow.sourceRun",
                    SampleRuns.FULL.runId(),
                    "mlflow.trace.cost",
                    "{\"input_cost\": 0.1, \"output_cost\": 0.2, \"total_cost\": 0.30000000000000004}",
                    "mlflow.trace.session",
                    "session-42",
                    "mlflow.trace.tokenUsage",
                    "{\"input_tokens\": 10, \"output_tokens\": 20, \"total_tokens\": 30}",
                    "mlflow.trace_schema.version",
                    "3",
                    "empty",
                    ""),
            List.of(REPLACED, VERDICT, FAILED, SCORE, EXPECTATION, ISSUE));

    /** Tokens and cost are understood, but MLflow would write them otherwise; name and session are empty. */
    public static final Trace OTHERWISE_WRITTEN = new Trace(
            "tr-00000000000000000000000000000002",
            SampleExperiments.FULL.experimentId(),
            TIME + 1,
            0L,
            TraceState.ERROR,
            "",
            "",
            "",
            tags("mlflow.traceName", ""),
            tags(
                    "mlflow.trace.cost",
                    "{\"total_cost\": 1, \"currency\": \"EUR\"}",
                    "mlflow.trace.session",
                    "",
                    "mlflow.trace.tokenUsage",
                    "{\"input_tokens\":1.0}"),
            List.of());

    /** Still going on. Tokens and cost make no sense; name and session are longer than their columns are declared. */
    public static final Trace IN_PROGRESS = new Trace(
            "tr-00000000000000000000000000000003",
            SampleExperiments.FULL.experimentId(),
            TIME + 2,
            null,
            TraceState.IN_PROGRESS,
            null,
            null,
            null,
            tags("mlflow.traceName", OddText.ASTRAL.repeat(4_097)),
            tags(
                    "mlflow.trace.cost",
                    "{}",
                    "mlflow.trace.session",
                    OddText.ASTRAL.repeat(251),
                    "mlflow.trace.tokenUsage",
                    "not json"),
            List.of());

    /** Has no more than it must have. */
    public static final Trace BARE = new Trace(
            "tr-10000000000000000000000000000000",
            SampleExperiments.DELETED.experimentId(),
            0,
            Long.MAX_VALUE,
            TraceState.STATE_UNSPECIFIED,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of());

    private SampleTraces() {}

    /** By trace id. */
    public static List<Trace> traces(Experiment experiment) {
        if (experiment.equals(SampleExperiments.FULL)) {
            return List.of(FULL, OTHERWISE_WRITTEN, IN_PROGRESS);
        }
        return experiment.equals(SampleExperiments.DELETED) ? List.of(BARE) : List.of();
    }
}
