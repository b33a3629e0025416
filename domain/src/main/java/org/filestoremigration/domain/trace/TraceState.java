package org.filestoremigration.domain.trace;

/**
 * How far a trace has come, by its MLflow 3 name ({@code mlflow.entities.TraceState}).
 *
 * <p>An open set: a database that another tool wrote may hold any text, and a verification must be able to say so.
 */
public record TraceState(String name) {

    public static final TraceState STATE_UNSPECIFIED = new TraceState("STATE_UNSPECIFIED");
    public static final TraceState OK = new TraceState("OK");
    public static final TraceState ERROR = new TraceState("ERROR");
    public static final TraceState IN_PROGRESS = new TraceState("IN_PROGRESS");

    @Override
    public String toString() {
        return name;
    }
}
