package org.filestoremigration.filestore.entity;

import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * A trace's {@code trace_info.yaml}, of MLflow 2 ({@code request_id}, {@code timestamp_ms}) or MLflow 3.
 *
 * <p>Mirrors {@code TraceInfoV2.from_dict} and {@code TraceInfo.from_dict}.
 */
final class TraceInfo {

    private static final String MLFLOW_EXPERIMENT = "MLFLOW_EXPERIMENT";

    private static final Map<String, TraceState> STATES = Map.of(
            "TRACE_STATUS_UNSPECIFIED", TraceState.STATE_UNSPECIFIED,
            "STATE_UNSPECIFIED", TraceState.STATE_UNSPECIFIED,
            "OK", TraceState.OK,
            "ERROR", TraceState.ERROR,
            "IN_PROGRESS", TraceState.IN_PROGRESS);

    private final MetaFields fields;
    private final EntityOptions options;

    TraceInfo(MetaFields fields, EntityOptions options) {
        this.fields = fields;
        this.options = options;
    }

    /**
     * The trace, or null: then it is blocked, and the report says why.
     *
     * @param tags is given those that record repairs, too
     */
    @Nullable
    Trace read(
            ExperimentFolder experiment,
            String traceId,
            List<Tag> tags,
            List<Tag> metadata,
            List<Assessment> assessments) {
        boolean second = fields.has("request_id") || (!fields.has("trace_id") && fields.has("timestamp_ms"));
        fields.mustBeOrBecome(second ? "request_id" : "trace_id", traceId, "its directory", options, tags);
        MetaFields location = second ? fields : location();
        if (location != null) {
            location.mustBeIn(experiment, options, tags);
        }
        long time = second ? fields.requireWhole("timestamp_ms") : requestTime();
        Long duration = fields.integer(second ? "execution_time_ms" : "execution_duration_ms");
        TraceState state = state(second ? "status" : "state");
        String clientRequestId = preview("client_request_id", TextColumn.TRACE_CLIENT_REQUEST, tags);
        String requestPreview = preview("request_preview", TextColumn.TRACE_REQUEST_PREVIEW, tags);
        String responsePreview = preview("response_preview", TextColumn.TRACE_RESPONSE_PREVIEW, tags);
        fields.ignore("assessments");
        return !fields.finish()
                ? null
                : new Trace(
                        traceId,
                        experiment.id(),
                        time,
                        duration,
                        state,
                        clientRequestId,
                        requestPreview,
                        responsePreview,
                        tags.stream().sorted().toList(),
                        metadata,
                        assessments);
    }

    private @Nullable MetaFields location() {
        MetaFields location = fields.requireMap("trace_location");
        if (location == null) {
            return null;
        }
        String type = location.require("type");
        if (!location.isUsable("type")) {
            return null;
        }
        if (!type.equals(MLFLOW_EXPERIMENT)) {
            location.blocked(
                    "type",
                    "it says " + FolderReport.shown(type) + ", which a FileStore never has",
                    "move the trace out of the source");
            return null;
        }
        MetaFields place = location.requireMap("mlflow_experiment");
        location.noteUnread();
        return place;
    }

    private long requestTime() {
        Long time = ProtoTime.read(fields, "request_time");
        if (time == null && fields.isUsable("request_time")) {
            fields.missing("request_time");
        }
        return time == null ? 0 : time;
    }

    private TraceState state(String key) {
        String text = fields.text(key);
        TraceState state = text == null ? TraceState.STATE_UNSPECIFIED : STATES.get(text);
        if (state == null) {
            fields.blocked(
                    key,
                    "its state is unknown to MLflow: " + FolderReport.shown(String.valueOf(text)),
                    "write OK, ERROR or IN_PROGRESS");
            return TraceState.STATE_UNSPECIFIED;
        }
        if (!state.name().equals(text)) {
            fields.normalized(Normalization.TRACE_STATUS, key);
        }
        return state;
    }

    private @Nullable String preview(String key, TextColumn column, List<Tag> tags) {
        String text = fields.text(key);
        if (text != null && options.lacks(Feature.TRACE_PREVIEWS)) {
            fields.blocked(
                    key,
                    "MLflow before " + Feature.TRACE_PREVIEWS.since() + " has no column for it",
                    "migrate to MLflow " + Feature.TRACE_PREVIEWS.since() + " or newer");
        }
        return MendedText.of(key, text, column, fields, options, tags);
    }
}
