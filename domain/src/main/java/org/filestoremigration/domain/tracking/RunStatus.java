package org.filestoremigration.domain.tracking;

/**
 * How far a run has come, by the name that MLflow's SQL column holds ({@code mlflow.entities.RunStatus}).
 *
 * <p>An open set: a database that another tool wrote may hold any text, and a verification must be able to say so.
 */
public record RunStatus(String name) {

    public static final RunStatus RUNNING = new RunStatus("RUNNING");
    public static final RunStatus SCHEDULED = new RunStatus("SCHEDULED");
    public static final RunStatus FINISHED = new RunStatus("FINISHED");
    public static final RunStatus FAILED = new RunStatus("FAILED");
    public static final RunStatus KILLED = new RunStatus("KILLED");

    @Override
    public String toString() {
        return name;
    }
}
