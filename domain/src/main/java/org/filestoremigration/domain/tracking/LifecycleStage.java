package org.filestoremigration.domain.tracking;

/**
 * Whether an experiment, run or logged model is alive or deleted; deleted ones are kept and can be restored ({@code
 * mlflow.entities.LifecycleStage}).
 *
 * <p>An open set: a database that another tool wrote may hold any text, and a verification must be able to say so.
 */
public record LifecycleStage(String name) {

    public static final LifecycleStage ACTIVE = new LifecycleStage("active");
    public static final LifecycleStage DELETED = new LifecycleStage("deleted");

    @Override
    public String toString() {
        return name;
    }
}
