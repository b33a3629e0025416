package org.filestoremigration.domain.finding;

/** What a store is made of, down to the single row: the unit in which a migration counts and a verification reports. */
public enum EntityKind {
    EXPERIMENT("experiment", "experiments"),
    EXPERIMENT_TAG("experiment tag", "experiment_tags"),
    DATASET("dataset", "datasets"),
    RUN("run", "runs"),
    PARAM("param", "params"),
    TAG("run tag", "tags"),
    METRIC("metric point", "metrics"),
    LATEST_METRIC("latest metric", "latest_metrics"),
    DATASET_INPUT("dataset input", "inputs"),
    INPUT_TAG("input tag", "input_tags"),
    MODEL_INPUT("model input", "inputs"),
    MODEL_OUTPUT("model output", "inputs"),
    LOGGED_MODEL("logged model", "logged_models"),
    LOGGED_MODEL_PARAM("logged model param", "logged_model_params"),
    LOGGED_MODEL_TAG("logged model tag", "logged_model_tags"),
    LOGGED_MODEL_METRIC("logged model metric point", "logged_model_metrics"),
    TRACE("trace", "trace_info"),
    TRACE_TAG("trace tag", "trace_tags"),
    TRACE_METADATA("trace metadata", "trace_request_metadata"),
    ASSESSMENT("assessment", "assessments"),
    SPAN("span", "spans"),
    REGISTERED_MODEL("registered model", "registered_models"),
    REGISTERED_MODEL_TAG("registered model tag", "registered_model_tags"),
    REGISTERED_MODEL_ALIAS("registered model alias", "registered_model_aliases"),
    MODEL_VERSION("model version", "model_versions"),
    MODEL_VERSION_TAG("model version tag", "model_version_tags"),
    /** A row of a table that a FileStore fills nothing into, or the derived row of another table. */
    OTHER("other row", "");

    private final String title;
    private final String table;

    EntityKind(String title, String table) {
        this.title = title;
        this.table = table;
    }

    /** In the singular, for a person. */
    public String title() {
        return title;
    }

    /** The SQL table that holds it; empty for {@link #OTHER}. */
    public String table() {
        return table;
    }
}
