package org.filestoremigration.filestore.disk;

import org.jspecify.annotations.Nullable;

/**
 * The columns that take a text of a FileStore, with the lengths that MLflow's schema declares for them, in characters:
 * SQLite keeps longer ones whole, other databases refuse them. The lengths are those of MLflow 3.17
 * ({@code dbmodels/models.py}); a test compares them with the schema.
 */
public enum TextColumn {
    EXPERIMENT_NAME("experiments.name", 256),
    EXPERIMENT_LOCATION("experiments.artifact_location", 256),
    EXPERIMENT_TAG_KEY("experiment_tags.key", 250),
    DATASET_NAME("datasets.name", 500),
    DATASET_DIGEST("datasets.digest", 36),
    DATASET_SOURCE_TYPE("datasets.dataset_source_type", 36),
    RUN_ID("runs.run_uuid", 32),
    RUN_NAME("runs.name", 250),
    RUN_SOURCE_NAME("runs.source_name", 500),
    RUN_ENTRY_POINT("runs.entry_point_name", 50),
    RUN_SOURCE_VERSION("runs.source_version", 50),
    RUN_USER("runs.user_id", 256),
    RUN_LOCATION("runs.artifact_uri", 200),
    PARAM_KEY("params.key", 250),
    PARAM_VALUE("params.value", 8000),
    TAG_KEY("tags.key", 250),
    TAG_VALUE("tags.value", 8000),
    METRIC_KEY("metrics.key", 250),
    INPUT_SOURCE("inputs.source_id", 36),
    INPUT_DESTINATION("inputs.destination_id", 36),
    INPUT_TAG_NAME("input_tags.name", 255),
    INPUT_TAG_VALUE("input_tags.value", 500),
    LOGGED_MODEL_ID("logged_models.model_id", 36),
    LOGGED_MODEL_NAME("logged_models.name", 500),
    LOGGED_MODEL_LOCATION("logged_models.artifact_location", 1000),
    LOGGED_MODEL_TYPE("logged_models.model_type", 500),
    LOGGED_MODEL_SOURCE_RUN("logged_models.source_run_id", 32),
    LOGGED_MODEL_STATUS_MESSAGE("logged_models.status_message", 1000),
    LOGGED_MODEL_PARAM_KEY("logged_model_params.param_key", 255),
    LOGGED_MODEL_TAG_KEY("logged_model_tags.tag_key", 255),
    LOGGED_MODEL_METRIC_NAME("logged_model_metrics.metric_name", 500),
    LOGGED_MODEL_METRIC_DATASET_NAME("logged_model_metrics.dataset_name", 500),
    LOGGED_MODEL_METRIC_DATASET_DIGEST("logged_model_metrics.dataset_digest", 36),
    TRACE_ID("trace_info.request_id", 50),
    TRACE_CLIENT_REQUEST("trace_info.client_request_id", 50),
    TRACE_REQUEST_PREVIEW("trace_info.request_preview", 1000),
    TRACE_RESPONSE_PREVIEW("trace_info.response_preview", 1000),
    TRACE_NAME("trace_info.trace_name", 4096),
    TRACE_SESSION("trace_info.session_id", 250),
    TRACE_TAG_KEY("trace_tags.key", 250),
    TRACE_TAG_VALUE("trace_tags.value", 8000),
    TRACE_METADATA_KEY("trace_request_metadata.key", 250),
    TRACE_METADATA_VALUE("trace_request_metadata.value", 8000),
    LINKED_TRACE("entity_associations.source_id", 36),
    LINKED_PROMPT("entity_associations.destination_id", 36),
    ASSESSMENT_ID("assessments.assessment_id", 50),
    ASSESSMENT_NAME("assessments.name", 250),
    ASSESSMENT_SOURCE("assessments.source_id", 250),
    ASSESSMENT_RUN("assessments.run_id", 32),
    ASSESSMENT_SPAN("assessments.span_id", 50),
    ASSESSMENT_OVERRIDES("assessments.overrides", 50),
    REGISTERED_MODEL_NAME("registered_models.name", 256),
    REGISTERED_MODEL_DESCRIPTION("registered_models.description", 5000),
    REGISTERED_MODEL_TAG_KEY("registered_model_tags.key", 250),
    REGISTERED_MODEL_TAG_VALUE("registered_model_tags.value", 5000),
    ALIAS("registered_model_aliases.alias", 256),
    MODEL_VERSION_DESCRIPTION("model_versions.description", 5000),
    MODEL_VERSION_USER("model_versions.user_id", 256),
    MODEL_VERSION_STAGE("model_versions.current_stage", 20),
    MODEL_VERSION_SOURCE("model_versions.source", 500),
    MODEL_VERSION_RUN("model_versions.run_id", 32),
    MODEL_VERSION_STATUS("model_versions.status", 20),
    MODEL_VERSION_STATUS_MESSAGE("model_versions.status_message", 500),
    MODEL_VERSION_RUN_LINK("model_versions.run_link", 500),
    MODEL_VERSION_STORAGE("model_versions.storage_location", 500),
    MODEL_VERSION_TAG_KEY("model_version_tags.key", 250);

    private final String column;
    private final int length;

    TextColumn(String column, int length) {
        this.column = column;
        this.length = length;
    }

    /** In characters. */
    public int length() {
        return length;
    }

    /** Whether the text is longer than declared. */
    public boolean isExceededBy(@Nullable String text) {
        return text != null && text.length() > length && text.codePointCount(0, text.length()) > length;
    }

    /** Its name in SQL, {@code table.column}. */
    @Override
    public String toString() {
        return column;
    }
}
