package org.filestoremigration.domain.tracking;

/**
 * What kind of source a run was started from, by the name that MLflow's SQL column holds ({@code
 * mlflow.entities.SourceType}).
 *
 * <p>An open set: a database that another tool wrote may hold any text, and a verification must be able to say so.
 */
public record SourceType(String name) {

    public static final SourceType NOTEBOOK = new SourceType("NOTEBOOK");
    public static final SourceType JOB = new SourceType("JOB");
    public static final SourceType PROJECT = new SourceType("PROJECT");
    public static final SourceType LOCAL = new SourceType("LOCAL");
    public static final SourceType UNKNOWN = new SourceType("UNKNOWN");

    @Override
    public String toString() {
        return name;
    }
}
