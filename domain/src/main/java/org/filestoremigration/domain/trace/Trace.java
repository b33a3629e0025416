package org.filestoremigration.domain.trace;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A trace with its assessments: {@code <experiment_id>/traces/<trace_id>/}, the tables {@code trace_info},
 * {@code trace_tags}, {@code trace_request_metadata} and {@code assessments}.
 *
 * <p>Tags and metadata are what the files say, the ones included that newer schemas keep in columns of
 * {@code trace_info} (the name, the session, token usage and cost).
 *
 * @param timestampMs when the request came, milliseconds since 1970
 * @param executionTimeMs null while the trace goes on
 * @param tags sorted by key
 * @param metadata sorted by key; on disk {@code request_metadata}
 * @param assessments sorted by id
 */
public record Trace(
        String traceId,
        ExperimentId experimentId,
        long timestampMs,
        @Nullable Long executionTimeMs,
        TraceState state,
        @Nullable String clientRequestId,
        @Nullable String requestPreview,
        @Nullable String responsePreview,
        List<Tag> tags,
        List<Tag> metadata,
        List<Assessment> assessments)
        implements Entity {

    public Trace {
        tags = List.copyOf(tags);
        metadata = List.copyOf(metadata);
        assessments = List.copyOf(assessments);
    }
}
