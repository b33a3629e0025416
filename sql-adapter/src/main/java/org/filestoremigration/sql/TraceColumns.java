package org.filestoremigration.sql;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code trace_info} in which MLflow 3.17 and later keep what a trace's tags and metadata say
 * ({@code mlflow.store.tracking.utils.trace_analytics}). Older schemas have rows alone.
 *
 * <p>MLflow rebuilds the tag and the metadata from the columns and looks at no row with their keys. Name and session
 * survive that exactly, JSON text only where it is in the form that MLflow writes: any other text stays in its row beside
 * the columns, where this reader finds it.
 *
 * @param traceName of any length: MLflow's own tools cut it at 4,096 characters
 * @param sessionId of any length: MLflow's own tools cut it at 250 characters
 */
record TraceColumns(
        @Nullable String traceName,
        @Nullable String sessionId,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long totalTokens,
        @Nullable Long cacheReadInputTokens,
        @Nullable Long cacheCreationInputTokens,
        @Nullable Long cacheCreationInputTokensAbove1hr,
        @Nullable Double inputCost,
        @Nullable Double outputCost,
        @Nullable Double totalCost) {

    /** The tag that becomes {@code trace_name}. */
    static final String TRACE_NAME = "mlflow.traceName";

    /** The metadata that becomes {@code session_id}. */
    static final String SESSION = "mlflow.trace.session";

    /** The metadata that becomes six columns of numbers of tokens. */
    static final String TOKEN_USAGE = "mlflow.trace.tokenUsage";

    /** The metadata that becomes three columns of costs. */
    static final String COST = "mlflow.trace.cost";

    /** The columns that follow from a trace's tags and metadata. */
    static TraceColumns of(List<Tag> tags, List<Tag> metadata) {
        Map<?, ?> usage = jsonObject(value(metadata, TOKEN_USAGE));
        Map<?, ?> cost = jsonObject(value(metadata, COST));
        return new TraceColumns(
                value(tags, TRACE_NAME),
                value(metadata, SESSION),
                tokens(usage.get("input_tokens")),
                tokens(usage.get("output_tokens")),
                tokens(usage.get("total_tokens")),
                tokens(usage.get("cache_read_input_tokens")),
                tokens(usage.get("cache_creation_input_tokens")),
                tokens(usage.get("cache_creation_input_tokens_above_1hr")),
                cost(cost.get("input_cost")),
                cost(cost.get("output_cost")),
                cost(cost.get("total_cost")));
    }

    /** The rows of {@code trace_tags} that a trace with these columns needs. */
    List<Tag> tagRows(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> !(tag.key().equals(TRACE_NAME) && Objects.equals(tag.value(), traceName)))
                .toList();
    }

    /** The rows of {@code trace_request_metadata} that a trace with these columns needs. */
    List<Tag> metadataRows(List<Tag> metadata) {
        return metadata.stream()
                .filter(entry -> !(rebuilt(entry.key()) != null && Objects.equals(entry.value(), rebuilt(entry.key()))))
                .toList();
    }

    /** The tags that rows and columns together stand for, sorted by key. */
    List<Tag> tags(List<Tag> rows) {
        List<Tag> tags = without(TRACE_NAME, rows);
        add(tags, TRACE_NAME);
        Collections.sort(tags);
        return tags;
    }

    /** The metadata that rows and columns together stand for, sorted by key; of token usage and cost the row wins. */
    List<Tag> metadata(List<Tag> rows) {
        List<Tag> metadata = without(SESSION, rows);
        add(metadata, SESSION);
        for (String key : List.of(TOKEN_USAGE, COST)) {
            if (rows.stream().noneMatch(row -> row.key().equals(key))) {
                add(metadata, key);
            }
        }
        Collections.sort(metadata);
        return metadata;
    }

    private static List<Tag> without(String key, List<Tag> rows) {
        return new ArrayList<>(
                rows.stream().filter(row -> !row.key().equals(key)).toList());
    }

    private void add(List<Tag> entries, String key) {
        String value = rebuilt(key);
        if (value != null) {
            entries.add(new Tag(key, value));
        }
    }

    /** What MLflow shows under a key for these columns; null for nothing, and for every other key. */
    @Nullable
    String rebuilt(String key) {
        return switch (key) {
            case TRACE_NAME -> traceName;
            case SESSION -> sessionId;
            case TOKEN_USAGE -> json(tokenColumns());
            case COST -> json(costColumns());
            default -> null;
        };
    }

    /** By column, in MLflow's order. */
    Map<String, @Nullable Object> tokenColumns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("input_tokens", inputTokens);
        columns.put("output_tokens", outputTokens);
        columns.put("total_tokens", totalTokens);
        columns.put("cache_read_input_tokens", cacheReadInputTokens);
        columns.put("cache_creation_input_tokens", cacheCreationInputTokens);
        columns.put("cache_creation_input_tokens_above_1hr", cacheCreationInputTokensAbove1hr);
        return columns;
    }

    /** By column, in MLflow's order. */
    Map<String, @Nullable Object> costColumns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("input_cost", inputCost);
        columns.put("output_cost", outputCost);
        columns.put("total_cost", totalCost);
        return columns;
    }

    private static @Nullable String json(Map<String, @Nullable Object> columns) {
        columns.values().removeIf(Objects::isNull);
        return columns.isEmpty() ? null : PythonJson.write(columns);
    }

    private static @Nullable String value(List<Tag> entries, String key) {
        for (Tag entry : entries) {
            if (entry.key().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }

    /** Text that is not a JSON object counts as an empty one. */
    private static Map<?, ?> jsonObject(@Nullable String text) {
        Optional<PythonJson.Parsed> parsed = text == null ? Optional.empty() : PythonJson.read(text);
        return parsed.isPresent() && parsed.get().value() instanceof Map<?, ?> map ? map : Map.of();
    }

    /** {@code token_count_or_none}: what a Decimal makes of the value's text. */
    private static @Nullable Long tokens(@Nullable Object value) {
        if (value instanceof String || value instanceof BigInteger || value instanceof Double) {
            String text = value instanceof Double number ? PythonJson.write(number) : value.toString();
            OptionalLong count = PythonDecimal.wholeNumber(text);
            return count.isPresent() ? count.getAsLong() : null;
        }
        return null;
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
}
