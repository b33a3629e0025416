package org.filestoremigration.domain.trace;

import org.filestoremigration.domain.tracking.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * A judgment on a trace: {@code traces/<trace_id>/assessments/<assessment_id>.yaml}, a row of the table of assessments.
 *
 * @param value JSON text as Python's {@code json.dumps} writes it; a structured expectation without its wrapping
 * @param error JSON text of a failed feedback's code, message and stack trace
 * @param createdTimestamp milliseconds since 1970
 * @param lastUpdatedTimestamp milliseconds since 1970
 * @param sourceType upper-case: {@code HUMAN}, {@code LLM_JUDGE}, {@code CODE} …
 * @param sourceId null only in a database that another tool wrote
 * @param runId the run that made the judgment, on disk the metadata {@code mlflow.assessment.sourceRunId}
 * @param overrides the id of the assessment that this one replaces
 * @param valid false once another assessment has replaced this one
 * @param metadata JSON text of a map, null where there is none
 */
public record Assessment(
        String assessmentId,
        String traceId,
        String name,
        AssessmentType type,
        String value,
        @Nullable String error,
        long createdTimestamp,
        long lastUpdatedTimestamp,
        String sourceType,
        @Nullable String sourceId,
        @Nullable String runId,
        @Nullable String spanId,
        @Nullable String rationale,
        @Nullable String overrides,
        boolean valid,
        @Nullable String metadata)
        implements Comparable<Assessment> {

    /** By id. */
    @Override
    public int compareTo(Assessment other) {
        return TextOrder.compare(assessmentId, other.assessmentId);
    }
}
