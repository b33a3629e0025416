package org.filestoremigration.cli.documents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** What each rule that the mapping names makes of a text, told without any class of the program. */
final class MappingRules {

    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "runs.status", Map.of("1", "RUNNING", "2", "SCHEDULED", "3", "FINISHED", "4", "FAILED", "5", "KILLED"),
            "inputs.source_type", Map.of("MODEL", "RUN_INPUT"),
            "inputs.destination_type", Map.of("RUN", "MODEL_INPUT"));

    private static final Map<String, String> SOURCE_TYPES =
            Map.of("1", "NOTEBOOK", "2", "JOB", "3", "PROJECT", "4", "LOCAL", "5", "UNKNOWN");

    private MappingRules() {}

    /** Whether a column holds what the rules of its entry make of a cell. */
    static boolean hold(MappedEntry entry, ObservedCell cell, @Nullable Object found) {
        if (entry.rules().contains("ASSESSMENT_JSON")) {
            return sameJson(cell, found);
        }
        String expected = expected(entry, cell);
        if (expected == null || found == null) {
            return expected == null && found == null;
        }
        if (found instanceof Double number) {
            return Double.compare(Double.parseDouble(expected), number) == 0;
        }
        if (found instanceof Number number) {
            String digits = expected.equals("true") ? "1" : expected.equals("false") ? "0" : expected;
            return new BigDecimal(digits).compareTo(BigDecimal.valueOf(number.longValue())) == 0;
        }
        return expected.equals(found);
    }

    /** What the column of an entry must hold. */
    static @Nullable String expected(MappedEntry entry, ObservedCell cell) {
        String text = cell.text();
        for (String rule : entry.rules()) {
            text = text == null ? absent(rule, cell) : present(rule, text, entry, cell);
        }
        return text;
    }

    private static @Nullable String absent(String rule, ObservedCell cell) {
        return switch (rule) {
            case "LIFECYCLE_STAGE_ABSENT" -> "active";
            case "RUN_STATUS_ABSENT" -> "RUNNING";
            case "RUN_USER" -> "";
            case "RUN_NAME", "LEGACY_RUN_NAME" -> runName(cell);
            case "TRACE_STATUS" -> "STATE_UNSPECIFIED";
            case "ASSESSMENT_SOURCE" -> "default";
            case "LOCATION_DECIDES" -> cell.names().get(".trash") == null ? null : "deleted";
            case "VERSION_TIME" -> cell.names().get("last_updated_timestamp");
            case "default" -> "default";
            default -> null;
        };
    }

    private static @Nullable String present(String rule, String text, MappedEntry entry, ObservedCell cell) {
        return switch (rule) {
            case "exact",
                    "MISSING_TIME",
                    "LIFECYCLE_STAGE_ABSENT",
                    "RUN_STATUS_ABSENT",
                    "RUN_STATUS_TEXT",
                    "RUN_USER",
                    "SECONDS",
                    "TRACE_COLUMN",
                    "LINKED_PROMPTS",
                    "DATASET_NAME_WITH_BLANKS",
                    "VERSION_TIME" -> text;
            case "word" -> WORDS.getOrDefault(entry.column(), Map.of()).getOrDefault(text, text);
            case "default" -> "default";
            case "linked" -> cell.names().get("dataset_uuid");
            case "LOCATION_DECIDES" -> cell.names().get(".trash") == null ? text : "deleted";
            case "FLOAT_TIMESTAMP" ->
                new BigDecimal(text).setScale(0, RoundingMode.FLOOR).toPlainString();
            case "RUN_NAME", "LEGACY_RUN_NAME" -> runName(cell);
            case "SOURCE_TYPE" -> SOURCE_TYPES.getOrDefault(text, SOURCE_TYPES.containsValue(text) ? text : "UNKNOWN");
            case "METRIC_NAN" -> isNan(text) ? "0.0" : text;
            case "METRIC_INFINITY" -> text.replaceAll("^([-+]?)[iI]nf(inity)?$", "$1" + Double.MAX_VALUE);
            case "NEGATIVE_ZERO" -> Double.parseDouble(text) == 0 ? "0.0" : text;
            case "flag" -> isNan(text) ? "1" : "0";
            case "TRACE_TIME" ->
                Long.toString(OffsetDateTime.parse(text).toInstant().toEpochMilli());
            case "TRACE_STATUS" -> text.equals("TRACE_STATUS_UNSPECIFIED") ? "STATE_UNSPECIFIED" : text;
            case "TOKEN_USAGE" -> member(text, entry.columnName());
            case "ASSESSMENT_SOURCE" -> entry.columnName().equals("source_type") ? presentWord(text) : text;
            case "ALIAS_TEXT" -> new BigDecimal(text.strip()).toPlainString();
            default -> throw new IllegalArgumentException("docs/mapping.md names a rule that nobody knows: " + rule);
        };
    }

    /** FileStore's rule: the run's own name, otherwise that of its tag; the key of MLflow up to 1.29 comes last. */
    private static @Nullable String runName(ObservedCell cell) {
        for (String name : List.of("run_name", "mlflow.runName", "name")) {
            String value = cell.names().get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private static boolean isNan(String text) {
        return text.equalsIgnoreCase("nan");
    }

    private static @Nullable String member(String json, String name) {
        Node value = PlainYaml.members(PlainYaml.tree(json)).get(name);
        return value == null ? null : PlainYaml.text(value);
    }

    private static String presentWord(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals("AI_JUDGE") ? "LLM_JUDGE" : upper;
    }

    private static boolean sameJson(ObservedCell cell, @Nullable Object found) {
        Node node = cell.node();
        if (node == null
                || (cell.entry().equals("metadata") && PlainYaml.members(node).isEmpty())) {
            return found == null;
        }
        String text = cell.text();
        Node value = text != null && cell.entry().contains("serialized_value") ? PlainYaml.tree(text) : node;
        String expected = PlainYaml.canonical(value);
        return found instanceof String json && expected.equals(PlainYaml.canonical(PlainYaml.tree(json)));
    }
}
