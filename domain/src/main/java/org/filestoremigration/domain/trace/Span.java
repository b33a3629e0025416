package org.filestoremigration.domain.trace;

import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * One step of a trace: an element of {@code <trace_id>/artifacts/traces.json}, a row of the table {@code spans}.
 *
 * @param spanId 16 lower-case hex digits
 * @param parentSpanId likewise; null for a root
 * @param type MLflow's word for the kind of step, {@code LLM} for one
 * @param status {@code UNSET}, {@code OK} or {@code ERROR}
 * @param startTimeUnixNano nanoseconds since 1970
 * @param endTimeUnixNano nanoseconds since 1970, null while the step goes on
 * @param content the whole span as one line of JSON, as MLflow's SQL store writes it
 * @param inputCost in US dollars; like the other costs and the model null where its {@link SpanForm} has no place for it
 * @param outputCost in US dollars
 * @param totalCost in US dollars
 * @param modelName as much of it as its {@link SpanForm} keeps
 * @param modelProvider likewise
 */
public record Span(
        String traceId,
        ExperimentId experimentId,
        String spanId,
        @Nullable String parentSpanId,
        @Nullable String name,
        @Nullable String type,
        String status,
        long startTimeUnixNano,
        @Nullable Long endTimeUnixNano,
        SpanContent content,
        @Nullable Double inputCost,
        @Nullable Double outputCost,
        @Nullable Double totalCost,
        @Nullable String modelName,
        @Nullable String modelProvider)
        implements Entity {

    /** The same span with another text. */
    public static Span with(SpanContent content, Span span) {
        return new Span(
                span.traceId,
                span.experimentId,
                span.spanId,
                span.parentSpanId,
                span.name,
                span.type,
                span.status,
                span.startTimeUnixNano,
                span.endTimeUnixNano,
                content,
                span.inputCost,
                span.outputCost,
                span.totalCost,
                span.modelName,
                span.modelProvider);
    }
}
