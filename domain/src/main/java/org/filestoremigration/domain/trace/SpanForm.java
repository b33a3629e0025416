package org.filestoremigration.domain.trace;

import org.jspecify.annotations.Nullable;

/**
 * Where MLflow's tables keep cost and model of a span beside its content, which has changed twice. The cost and the model of
 * a {@link Span} are what its target has a place for: searches see them, reading a trace needs the content alone.
 */
public enum SpanForm {
    /** Nowhere; an upgrade adds nothing either. */
    CONTENT("3.6.0"),

    /** In {@code spans.dimension_attributes}, a JSON object, and in {@code span_metrics}, a row for each cost. */
    DIMENSIONS("3.10.0"),

    /** In columns of {@code spans}. */
    COLUMNS("3.17.0");

    /** What the columns {@code spans.model_name} and {@code spans.model_provider} hold. */
    private static final int LONGEST_MODEL = 500;

    private final String since;

    SpanForm(String since) {
        this.since = since;
    }

    /** The first MLflow release that keeps spans so; before the first form MLflow reads spans from files only. */
    public String since() {
        return since;
    }

    /** Whether there is a place for cost and model. */
    public boolean keepsCostAndModel() {
        return this != CONTENT;
    }

    /**
     * What is kept of the name of a model or of its provider: MLflow cuts it for the columns
     * ({@code SqlAlchemyStore.log_spans}), and takes none of an empty one into the JSON object.
     *
     * @return null for nothing
     */
    public @Nullable String model(String name) {
        return switch (this) {
            case CONTENT -> null;
            case DIMENSIONS -> name.isEmpty() ? null : name;
            case COLUMNS ->
                name.codePointCount(0, name.length()) <= LONGEST_MODEL
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, LONGEST_MODEL));
        };
    }
}
