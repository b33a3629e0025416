package org.filestoremigration.domain.store;

import static org.filestoremigration.domain.store.OddText.oddities;
import static org.filestoremigration.domain.store.OddText.tags;

import java.util.List;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;

/** The registered models and prompts of {@link SampleStore} and their versions. */
public final class SampleRegistry {

    private static final long TIME = 1_714_847_513_075L;

    /** Has something of everything; the alias {@code gone} names a version that is not there. */
    public static final RegisteredModel FULL = new RegisteredModel(
            "churn model v1.0",
            TIME,
            TIME + 294,
            "Predicts churn \u2014 \u00AB avec soin \u00BB\r\n\n\uD83D\uDE80",
            tags(oddities()),
            List.of(new Alias("Mixed-Case", 1), new Alias("challenger_1", 10), new Alias("gone", 99)));

    /** A prompt of one text. */
    public static final RegisteredModel TEXT_PROMPT = new RegisteredModel(
            "summarise",
            TIME,
            TIME,
            "",
            tags("_mlflow_experiment_ids", ",154018651289039231,", "mlflow.prompt.is_prompt", "true"),
            List.of(new Alias("production", 1)));

    /** A prompt of messages. */
    public static final RegisteredModel CHAT_PROMPT =
            new RegisteredModel("chat_bot", TIME, TIME, null, tags("mlflow.prompt.is_prompt", "true"), List.of());

    /** Without times, as files by hand are, and without versions. */
    public static final RegisteredModel EMPTY =
            new RegisteredModel(OddText.FULLWIDTH, null, null, null, List.of(), List.of());

    /** Its name comes last by code point. */
    public static final RegisteredModel ASTRAL =
            new RegisteredModel(OddText.ASTRAL, 0L, 0L, null, List.of(), List.of());

    private static final ModelVersion FIRST = new ModelVersion(
            FULL.name(),
            1,
            TIME + 31,
            TIME + 142,
            "first\nversion",
            "ada",
            "Production",
            "runs:/" + SampleRuns.FULL.runId() + "/model",
            SampleRuns.FULL.runId(),
            "READY",
            "",
            "https://ml.example.org/#/runs/1",
            "s3://bucket/model",
            tags(oddities()));

    private static final ModelVersion DELETED = new ModelVersion(
            FULL.name(),
            2,
            TIME + 140,
            TIME + 180,
            null,
            null,
            "Deleted_Internal",
            "models:/m-00000000000000000000000000000001",
            SampleRuns.DELETED.runId(),
            "READY",
            null,
            null,
            null,
            List.of());

    private static final ModelVersion TENTH = new ModelVersion(
            FULL.name(),
            10,
            TIME,
            TIME,
            "",
            null,
            "None",
            "m-00000000000000000000000000000001",
            null,
            "FAILED_REGISTRATION",
            "failed \u00FC",
            null,
            null,
            tags("t", ""));

    private static final ModelVersion TEXT = prompt(
            TEXT_PROMPT.name(),
            1,
            tags(
                    "_mlflow_prompt_type",
                    "text",
                    "mlflow.prompt.is_prompt",
                    "true",
                    "mlflow.prompt.text",
                    "Summarise {{ text }}\r\nin {{ n }} words. \uD83D\uDE80\n"));

    private static final ModelVersion CHAT = prompt(
            CHAT_PROMPT.name(),
            2,
            tags(
                    "_mlflow_prompt_model_config",
                    "{\"provider\": \"openai\", \"temperature\": 0.2, \"stop_sequences\": [\"END\"]}",
                    "_mlflow_prompt_response_format",
                    "{\"type\": \"object\"}",
                    "_mlflow_prompt_type",
                    "chat",
                    "mlflow.prompt.is_prompt",
                    "true",
                    "mlflow.prompt.text",
                    "[{\"role\": \"system\", \"content\": \"Be {{ style }} \\u2014 brief.\"}]"));

    private SampleRegistry() {}

    private static ModelVersion prompt(String name, long version, List<Tag> tags) {
        return new ModelVersion(
                name,
                version,
                TIME,
                TIME,
                "prompt",
                null,
                "None",
                "dummy-source",
                null,
                "READY",
                null,
                null,
                "dummy-source",
                tags);
    }

    /** By name. */
    public static List<RegisteredModel> registeredModels() {
        return List.of(CHAT_PROMPT, FULL, TEXT_PROMPT, EMPTY, ASTRAL);
    }

    /** By number. */
    public static List<ModelVersion> modelVersions(RegisteredModel model) {
        if (model.equals(FULL)) {
            return List.of(FIRST, DELETED, TENTH);
        }
        if (model.equals(TEXT_PROMPT)) {
            return List.of(TEXT);
        }
        return model.equals(CHAT_PROMPT) ? List.of(CHAT) : List.of();
    }
}
