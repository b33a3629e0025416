package org.filestoremigration.domain.merge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.trace.Span;
import org.jspecify.annotations.Nullable;

/** Two spans of one id in one trace: one of them stays as a whole, because all that is known of it comes from one text. */
final class SpanJoin {

    private static final Map<String, Function<Span, @Nullable Object>> TEXT = new LinkedHashMap<>();
    private static final Map<String, Function<Span, @Nullable Object>> COST_AND_MODEL = new LinkedHashMap<>();

    static {
        TEXT.put("content", Span::content);
        TEXT.put("parent_span_id", Span::parentSpanId);
        TEXT.put("name", Span::name);
        TEXT.put("type", Span::type);
        TEXT.put("status", Span::status);
        TEXT.put("start_time_unix_nano", Span::startTimeUnixNano);
        TEXT.put("end_time_unix_nano", Span::endTimeUnixNano);
        COST_AND_MODEL.put("input_cost", Span::inputCost);
        COST_AND_MODEL.put("output_cost", Span::outputCost);
        COST_AND_MODEL.put("total_cost", Span::totalCost);
        COST_AND_MODEL.put("model_name", Span::modelName);
        COST_AND_MODEL.put("model_provider", Span::modelProvider);
    }

    private SpanJoin() {}

    /**
     * The one that is to be there. Cost and model may be NULL in a target where they had no place when the span was written,
     * and no upgrade fills them: that alone is no conflict, and they stay.
     */
    static Span join(EntityKey trace, Span target, Span source, Joining joining) {
        FieldJoin fields = joining.of(trace.child(EntityKind.SPAN, target.spanId()));
        boolean differs = false;
        boolean replaces = false;
        for (Map.Entry<String, Function<Span, @Nullable Object>> column : TEXT.entrySet()) {
            Object theirs = column.getValue().apply(target);
            Object ours = column.getValue().apply(source);
            if (differs) {
                fields.goesWith(column.getKey(), theirs, ours, replaces);
            } else if (!Objects.equals(theirs, ours)) {
                differs = true;
                replaces = fields.replaces(column.getKey(), theirs, ours);
            }
        }
        for (Map.Entry<String, Function<Span, @Nullable Object>> column : COST_AND_MODEL.entrySet()) {
            fields.goesWith(
                    column.getKey(),
                    column.getValue().apply(target),
                    column.getValue().apply(source),
                    replaces);
        }
        return replaces ? source : target;
    }
}
