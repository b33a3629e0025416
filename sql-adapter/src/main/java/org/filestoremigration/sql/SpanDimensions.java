package org.filestoremigration.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow 3.10 to 3.16 keep in {@code spans.dimension_attributes}: the model of a span and its provider, as JSON. Any other
 * key, and any value that is no text, makes the upgrade to MLflow 3.17 fail.
 */
record SpanDimensions(@Nullable String modelName, @Nullable String modelProvider) {

    private static final String MODEL = "mlflow.llm.model";
    private static final String PROVIDER = "mlflow.llm.provider";

    static SpanDimensions of(Span span) {
        return new SpanDimensions(span.modelName(), span.modelProvider());
    }

    /** What a text says; whether it says more shows when it is compared with {@link #json()}. */
    static SpanDimensions read(@Nullable String json) {
        Optional<PythonJson.Parsed> parsed = json == null ? Optional.empty() : PythonJson.read(json);
        return parsed.isPresent() && parsed.get().value() instanceof Map<?, ?> map
                ? new SpanDimensions(text(map.get(MODEL)), text(map.get(PROVIDER)))
                : new SpanDimensions(null, null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    /** As Python's {@code json.dumps} writes it; where there is neither, MLflow binds {@code None} as JSON. */
    String json() {
        Map<String, String> json = new LinkedHashMap<>();
        put(json, MODEL, modelName);
        put(json, PROVIDER, modelProvider);
        return json.isEmpty() ? "null" : PythonJson.write(json);
    }

    private static void put(Map<String, String> json, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(key, value);
        }
    }
}
