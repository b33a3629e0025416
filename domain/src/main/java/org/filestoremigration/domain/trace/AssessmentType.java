package org.filestoremigration.domain.trace;

/**
 * What kind of judgment an assessment is, by the name that MLflow's column {@code assessments.assessment_type} holds.
 *
 * <p>An open set: a database that another tool wrote may hold any text, and a verification must be able to say so.
 */
public record AssessmentType(String name) {

    public static final AssessmentType FEEDBACK = new AssessmentType("feedback");
    public static final AssessmentType EXPECTATION = new AssessmentType("expectation");
    /** A reference to an issue; MLflow 3.10 cannot read it. */
    public static final AssessmentType ISSUE = new AssessmentType("issue");

    @Override
    public String toString() {
        return name;
    }
}
