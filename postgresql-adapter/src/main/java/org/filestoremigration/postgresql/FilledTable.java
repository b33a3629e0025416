package org.filestoremigration.postgresql;

import java.util.List;

/** The tables that a FileStore fills, each after those that its foreign keys lead to. */
final class FilledTable {

    /** The table of which there may be hundreds of millions of rows. */
    static final String METRICS = "metrics";

    static final List<String> OWNERS_FIRST = List.of(
            "experiments",
            "experiment_tags",
            "datasets",
            "runs",
            "params",
            "tags",
            METRICS,
            "latest_metrics",
            "inputs",
            "input_tags",
            "logged_models",
            "logged_model_params",
            "logged_model_tags",
            "logged_model_metrics",
            "trace_info",
            "trace_tags",
            "trace_request_metadata",
            "assessments",
            "entity_associations",
            "registered_models",
            "registered_model_tags",
            "registered_model_aliases",
            "model_versions",
            "model_version_tags");

    private FilledTable() {}
}
