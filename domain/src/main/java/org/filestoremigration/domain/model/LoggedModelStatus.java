package org.filestoremigration.domain.model;

/**
 * How far a logged model has come, by the number that file and SQL column hold ({@code
 * mlflow.entities.LoggedModelStatus}).
 *
 * <p>An open set: a database that another tool wrote may hold any number, and a verification must be able to say so.
 */
public record LoggedModelStatus(int code) {

    public static final LoggedModelStatus UNSPECIFIED = new LoggedModelStatus(0);
    public static final LoggedModelStatus PENDING = new LoggedModelStatus(1);
    public static final LoggedModelStatus READY = new LoggedModelStatus(2);
    public static final LoggedModelStatus FAILED = new LoggedModelStatus(3);

    @Override
    public String toString() {
        return Integer.toString(code);
    }
}
