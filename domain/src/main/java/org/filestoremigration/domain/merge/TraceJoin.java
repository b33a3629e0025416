package org.filestoremigration.domain.merge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;

/** Two traces of one id, with their assessments. */
final class TraceJoin {

    private final EntityKey key;
    private final Joining joining;

    private TraceJoin(EntityKey key, Joining joining) {
        this.key = key;
        this.joining = joining;
    }

    static EntityKey key(Trace trace) {
        return EntityKey.of(EntityKind.EXPERIMENT, trace.experimentId()).child(EntityKind.TRACE, trace.traceId());
    }

    static Trace join(Trace target, Trace source, Joining joining) {
        return new TraceJoin(key(target), joining).join(target, source);
    }

    private Trace join(Trace target, Trace source) {
        FieldJoin fields = joining.of(key);
        ListJoin lists = new ListJoin(key, joining);
        boolean goesOn =
                target.state().equals(TraceState.IN_PROGRESS) || target.state().equals(TraceState.STATE_UNSPECIFIED);
        return new Trace(
                target.traceId(),
                target.experimentId(),
                fields.joinBoth("timestamp_ms", target.timestampMs(), source.timestampMs()),
                goesOn
                        ? fields.take("execution_time_ms", target.executionTimeMs(), source.executionTimeMs())
                        : fields.join("execution_time_ms", target.executionTimeMs(), source.executionTimeMs()),
                goesOn
                        ? fields.takeBoth("status", target.state(), source.state())
                        : fields.joinBoth("status", target.state(), source.state()),
                fields.join("client_request_id", target.clientRequestId(), source.clientRequestId()),
                fields.join("request_preview", target.requestPreview(), source.requestPreview()),
                goesOn
                        ? fields.take("response_preview", target.responsePreview(), source.responsePreview())
                        : fields.join("response_preview", target.responsePreview(), source.responsePreview()),
                lists.tags(EntityKind.TRACE_TAG, "value", target.tags(), source.tags()),
                lists.tags(EntityKind.TRACE_METADATA, "value", target.metadata(), source.metadata()),
                assessments(target.assessments(), source.assessments()));
    }

    private List<Assessment> assessments(List<Assessment> target, List<Assessment> source) {
        Set<String> overridden = new HashSet<>();
        Stream.concat(target.stream(), source.stream()).forEach(assessment -> {
            if (assessment.overrides() != null) {
                overridden.add(assessment.overrides());
            }
        });
        return new ListJoin(key, joining)
                .join(
                        target,
                        source,
                        this::key,
                        assessment -> Optional.of(assessment.value()),
                        (theirs, ours) -> join(theirs, ours, overridden.contains(theirs.assessmentId())));
    }

    private EntityKey key(Assessment assessment) {
        return key.child(EntityKind.ASSESSMENT, assessment.assessmentId());
    }

    private Assessment join(Assessment target, Assessment source, boolean overridden) {
        FieldJoin fields = joining.of(key(target));
        return new Assessment(
                target.assessmentId(),
                target.traceId(),
                fields.joinBoth("name", target.name(), source.name()),
                fields.joinBoth("assessment_type", target.type(), source.type()),
                fields.joinBoth("value", target.value(), source.value()),
                fields.join("error", target.error(), source.error()),
                fields.joinBoth("created_timestamp", target.createdTimestamp(), source.createdTimestamp()),
                fields.joinBoth("last_updated_timestamp", target.lastUpdatedTimestamp(), source.lastUpdatedTimestamp()),
                fields.joinBoth("source_type", target.sourceType(), source.sourceType()),
                fields.join("source_id", target.sourceId(), source.sourceId()),
                fields.join("run_id", target.runId(), source.runId()),
                fields.join("span_id", target.spanId(), source.spanId()),
                fields.join("rationale", target.rationale(), source.rationale()),
                fields.join("overrides", target.overrides(), source.overrides()),
                valid(target.valid(), source.valid(), overridden, fields),
                fields.join("assessment_metadata", target.metadata(), source.metadata()));
    }

    /** What has been replaced in one of the stores is valid in neither. */
    private static boolean valid(boolean target, boolean source, boolean overridden, FieldJoin fields) {
        if (!overridden) {
            return fields.joinBoth("valid", target, source);
        }
        return source ? fields.keepBoth("valid", target, true) : fields.takeBoth("valid", target, false);
    }
}
