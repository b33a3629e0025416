package org.filestoremigration.domain.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a span as a FileStore keeps it the row that MLflow's SQL store would hold. No attribute is translated, no
 * price looked up, no layer of JSON removed: the values stay as they are.
 *
 * <p>Mirrors {@code Span.from_dict}, {@code Span.to_dict} and {@code SqlAlchemyStore.log_spans}.
 */
public final class SpanConversion {

    private static final String TYPE = "mlflow.spanType";
    private static final String REQUEST_ID = "mlflow.traceRequestId";
    private static final String COST = "mlflow.llm.cost";
    private static final String MODEL = "mlflow.llm.model";
    private static final String PROVIDER = "mlflow.llm.provider";
    private static final String STATUS_PREFIX = "STATUS_CODE_";

    private final Map<?, ?> json;
    private final SpanForm form;

    /** Whether it was written by MLflow 2, with other keys. */
    private final boolean second;

    private final Map<?, ?> attributes;

    private SpanConversion(Map<?, ?> json, SpanForm form) throws UnconvertibleSpanException {
        this.json = json;
        this.form = form;
        this.second = json.containsKey("context");
        this.attributes = attributes();
    }

    /**
     * The row of a span.
     *
     * @param element of the list {@code spans}, as {@link PythonJson} reads it
     * @param traceId of the trace, whatever the span says
     * @param form of the target
     */
    public static Span convert(@Nullable Object element, String traceId, ExperimentId experimentId, SpanForm form)
            throws UnconvertibleSpanException {
        return new SpanConversion(SpanJson.object(element, "a span"), form).span(traceId, experimentId);
    }

    private Map<?, ?> attributes() throws UnconvertibleSpanException {
        Map<?, ?> read = SpanJson.object(json.get("attributes"), "the attributes of a span");
        Object id = SpanJson.decoded(read.get(REQUEST_ID));
        if (id == null || id.equals("")) {
            throw new UnconvertibleSpanException("a span lacks the attribute " + REQUEST_ID);
        }
        for (Map.Entry<?, ?> attribute : read.entrySet()) {
            SpanJson.text(attribute.getKey(), "the key of an attribute");
            SpanJson.requireSendable(SpanJson.decoded(attribute.getValue()), "the attribute " + attribute.getKey());
        }
        return read;
    }

    private Span span(String traceId, ExperimentId experimentId) throws UnconvertibleSpanException {
        Map<?, ?> ids = second ? SpanJson.object(json.get("context"), "the context of a span") : json;
        String traceText = SpanJson.text(ids.get("trace_id"), "the trace_id of a span");
        boolean hex = second || !SpanJson.isBase64(traceText);
        byte[] trace = SpanJson.id(
                traceText.startsWith("tr-") ? traceText.substring("tr-".length()) : traceText,
                hex,
                16,
                "the trace_id of a span");
        byte[] id = SpanJson.id(SpanJson.text(ids.get("span_id"), "the span_id"), hex, 8, "the span_id");
        Object parentText = json.get(second ? "parent_id" : "parent_span_id");
        byte[] parent = parentText == null || parentText.equals("")
                ? null
                : SpanJson.id(SpanJson.text(parentText, "the id of a parent"), hex, 8, "the id of a parent");
        String name = SpanJson.text(json.get("name"), "the name of a span");
        long start = SpanJson.nanoseconds(json.get(second ? "start_time" : "start_time_unix_nano"), "the start time");
        Long end = endTime(json.get(second ? "end_time" : "end_time_unix_nano"));
        String status = status();
        Map<?, ?> cost = cost();
        return new Span(
                traceId,
                experimentId,
                HexFormat.of().formatHex(id),
                parent == null ? null : HexFormat.of().formatHex(parent),
                name,
                type(),
                status,
                start,
                end,
                SpanContent.of(content(trace, id, parent, name, start, end, status)),
                cost(cost.get("input_cost")),
                cost(cost.get("output_cost")),
                cost(cost.get("total_cost")),
                model(MODEL),
                model(PROVIDER));
    }

    private static @Nullable Long endTime(@Nullable Object value) throws UnconvertibleSpanException {
        if (value == null || value.equals("")) {
            return null;
        }
        long end = SpanJson.nanoseconds(value, "the end time");
        return end == 0 ? null : end;
    }

    private String status() throws UnconvertibleSpanException {
        Object code = second
                ? json.get("status_code")
                : SpanJson.object(json.get("status"), "the status of a span").get("code");
        String text = SpanJson.text(code, "the status of a span");
        String status = text.startsWith(STATUS_PREFIX) ? text.substring(STATUS_PREFIX.length()) : text;
        if (!List.of("UNSET", "OK", "ERROR").contains(status)) {
            throw new UnconvertibleSpanException("the status of a span is unknown to MLflow: " + text);
        }
        return status;
    }

    private String message(String status) throws UnconvertibleSpanException {
        Object message = second
                ? json.get("status_message")
                : SpanJson.object(json.get("status"), "the status of a span").get("message");
        return status.equals("ERROR") && message instanceof String text ? text : "";
    }

    private @Nullable String type() throws UnconvertibleSpanException {
        Object type = SpanJson.decoded(attributes.get(TYPE));
        if (type == null || type.equals("")) {
            return null;
        }
        return type instanceof String text ? SpanJson.whole(text, "the type of a span") : PythonJson.writeUnicode(type);
    }

    private Map<?, ?> cost() {
        boolean kept = form.keepsCostAndModel();
        return kept && SpanJson.decoded(attributes.get(COST)) instanceof Map<?, ?> map ? map : Map.of();
    }

    private @Nullable String model(String key) throws UnconvertibleSpanException {
        if (!form.keepsCostAndModel() || !attributes.containsKey(key)) {
            return null;
        }
        Object raw = attributes.get(key);
        String text = SpanJson.decoded(raw) instanceof String decoded
                ? decoded
                : raw instanceof String undecoded ? undecoded : PythonJson.writeUnicode(raw);
        return form.model(SpanJson.whole(text, "the attribute " + key));
    }

    /** {@code finite_float_or_none}; SQLite has no −0.0: adding 0.0 says so. */
    private static @Nullable Double cost(@Nullable Object value) {
        double cost = Double.NaN;
        if (value instanceof BigInteger whole) {
            cost = whole.doubleValue();
        } else if (value instanceof Double number) {
            cost = number;
        } else if (value instanceof String text) {
            OptionalDouble number = PythonNumber.floatingPoint(text);
            cost = number.isPresent() ? number.getAsDouble() : Double.NaN;
        }
        return Double.isFinite(cost) ? Double.valueOf(cost + 0.0) : null;
    }

    private String content(
            byte[] trace,
            byte[] id,
            byte @Nullable [] parent,
            String name,
            long start,
            @Nullable Long end,
            String status)
            throws UnconvertibleSpanException {
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("trace_id", base64.encodeToString(trace));
        content.put("span_id", base64.encodeToString(id));
        content.put("parent_span_id", parent == null ? null : base64.encodeToString(parent));
        content.put("name", name);
        if (json.containsKey("kind")) {
            content.put("kind", json.get("kind"));
        }
        content.put("start_time_unix_nano", start);
        content.put("end_time_unix_nano", end);
        content.put("events", events());
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("code", STATUS_PREFIX + status);
        state.put("message", message(status));
        content.put("status", state);
        content.put("attributes", attributes);
        content.put("links", links());
        return PythonJson.writeUnicode(content);
    }

    private List<Object> events() throws UnconvertibleSpanException {
        List<Object> events = new ArrayList<>();
        if (!json.containsKey("events")) {
            return events;
        }
        for (Object element : SpanJson.list(json.get("events"), "the events of a span")) {
            Map<?, ?> event = SpanJson.object(element, "an event");
            Map<?, ?> with = event.containsKey("attributes")
                    ? SpanJson.object(event.get("attributes"), "the attributes of an event")
                    : Map.of();
            SpanJson.requireSendable(with, "an event");
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            written.put("name", SpanJson.text(event.get("name"), "the name of an event"));
            Object time = event.get(second ? "timestamp" : "time_unix_nano");
            written.put("time_unix_nano", SpanJson.nanoseconds(time, "the time of an event"));
            written.put("attributes", with);
            events.add(written);
        }
        return events;
    }

    private List<Object> links() throws UnconvertibleSpanException {
        List<Object> links = new ArrayList<>();
        if (json.get("links") == null) {
            return links;
        }
        for (Object element : SpanJson.list(json.get("links"), "the links of a span")) {
            Map<?, ?> link = SpanJson.object(element, "a link");
            String trace = SpanJson.text(link.get("trace_id"), "the trace_id of a link");
            String span = SpanJson.text(link.get("span_id"), "the span_id of a link");
            SpanJson.id(trace.substring(trace.lastIndexOf('/') + 1).replaceFirst("^tr-", ""), true, 16, "a link");
            SpanJson.id(span, true, 8, "a link");
            Object with = link.get("attributes");
            if (with != null) {
                SpanJson.requireSendable(SpanJson.object(with, "the attributes of a link"), "a link");
            }
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            written.put("trace_id", trace);
            written.put("span_id", span);
            written.put("attributes", with instanceof Map<?, ?> map && map.isEmpty() ? null : with);
            links.add(written);
        }
        return links;
    }
}
