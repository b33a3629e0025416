package org.filestoremigration.domain.finding;

/**
 * The complete list of what a migration changes: everything that MLflow's SQL schema cannot hold as it is on disk.
 * Each use is counted, and its place is reported.
 */
public enum Normalization {
    METRIC_NAN("metric NaN", "value 0.0, flagged as NaN (a logged model's metric has no flag)"),
    METRIC_INFINITY("metric ±Infinity", "±1.7976931348623157e308, as MLflow's SQL store writes it"),
    NEGATIVE_ZERO("metric −0.0", "0.0: the two are equal in a key"),
    DUPLICATE_POINT("the same metric point again", "one row"),
    BLANK_METRIC_LINE("blank metric line or empty metric file", "no row"),
    DATASET_NAME_WITH_BLANKS("dataset name with spaces on a metric line", "read in full; MLflow's own reader fails"),
    METRIC_DATASET(
            "dataset of a run's metric point", "no column: stays in the file; MLflow shows the point without it"),
    HISTORY_ORDER("order of a metric's lines", "not kept: SQL orders by timestamp and step"),
    LOCATION_DECIDES("active experiment below .trash", "deleted"),
    RUN_NAME("run without a name", "the tag mlflow.runName, otherwise none"),
    LEGACY_RUN_NAME("run name under its old key", "the run's name"),
    MISSING_TIME("missing time of an experiment or registered model", "none; never the time of the migration"),
    RUN_USER("run without a user", "the empty string: MLflow cannot list a run without one"),
    RUN_STATUS_ABSENT("run without a status", "RUNNING, as FileStore says"),
    RUN_STATUS_TEXT("run status as text", "the status of that name"),
    LIFECYCLE_STAGE_ABSENT("no lifecycle stage", "active, or deleted below .trash"),
    SOURCE_TYPE("run source type outside MLflow's five", "UNKNOWN"),
    FLOAT_TIMESTAMP("time with a fraction", "whole milliseconds, rounded down"),
    WHOLE_FLOAT("integer on a metric line written as a float", "the integer; MLflow's own reader fails"),
    SECONDS("metric timestamp in seconds (MLflow up to 1.0)", "unchanged"),
    TRACE_STATUS("trace without a state, or with MLflow 2's value for none", "STATE_UNSPECIFIED"),
    TRACE_TIME("time finer than milliseconds", "milliseconds, rounded down"),
    TRACE_COLUMN("trace name or session", "a separate column"),
    TOKEN_USAGE(
            "token usage or cost of a trace",
            "separate columns; text that differs from MLflow's own form is kept as well"),
    ASSESSMENT_JSON("assessment value, error or metadata in YAML", "JSON as Python writes it"),
    ASSESSMENT_SOURCE("assessment source with an old type or without an id", "MLflow's current values"),
    SPANS("spans of a trace in a file", "separate rows, with --spans database"),
    LINKED_PROMPTS("prompts linked to a trace", "the tag, and separate rows where the schema has them"),
    MERGED_COPIES("dataset or input directories with the same content", "one row with all tags"),
    ALIAS_TEXT("alias with spaces or leading zeros", "the number"),
    POINT_OF_A_REMOVED_RUN(
            "point of a logged model in a run that is gone", "no row: MLflow's SQL store removes them with the run"),
    VERSION_TIME("model version without a creation time", "the nearest known time: MLflow cannot list it without one"),
    VERSION_FIELDS(
            "logged model or deployment job of a model version",
            "no column: stays in the file; MLflow shows the version without it"),
    DEFAULT_EXPERIMENT("no experiment 0", "an empty one: MLflow fails without it"),
    UNUSUAL_KEY("key outside MLflow's pattern", "kept; MLflow's FileStore refuses it"),
    LONG_VALUE("value longer than its column's declared length", "kept in full; databases other than SQLite refuse it"),
    EXPERIMENT_ID(
            "experiment id beyond the target's 32 bits",
            "the next free number; the old one in the tag filestoremigration.experiment_id"),
    ARTIFACT_URI("artifact location that was to change", "where the artifacts are, or are to be");

    private final String from;
    private final String to;

    Normalization(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** What is on disk. */
    public String from() {
        return from;
    }

    /** What is in the database. */
    public String to() {
        return to;
    }
}
