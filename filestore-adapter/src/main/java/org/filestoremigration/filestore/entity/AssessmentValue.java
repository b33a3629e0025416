package org.filestoremigration.filestore.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.trace.AssessmentType;
import org.jspecify.annotations.Nullable;

/**
 * What an assessment judged, as {@code SqlAssessments.from_mlflow_entity} writes it.
 *
 * @param json the value, in JSON
 * @param error of feedback that failed, in JSON
 */
record AssessmentValue(
        AssessmentType type, String json, @Nullable String error) {

    /** In JSON. */
    private static final String NOTHING = "null";

    /** To go on with after a defect. */
    private static final AssessmentValue UNKNOWN = new AssessmentValue(AssessmentType.FEEDBACK, NOTHING, null);

    /** MLflow takes the first of the three that holds anything. */
    static AssessmentValue read(MetaFields fields) {
        for (String key : List.of("expectation", "feedback", "issue")) {
            MetaFields map = fields.map(key);
            if (map != null && !map.isEmpty()) {
                return switch (key) {
                    case "expectation" -> new AssessmentValue(AssessmentType.EXPECTATION, expected(map), null);
                    case "feedback" -> feedback(map);
                    default -> issue(map);
                };
            }
            if (!fields.isUsable(key)) {
                return UNKNOWN;
            }
        }
        fields.blocked(
                "assessment_name", "it is neither feedback nor expectation nor issue", "restore what was judged");
        return UNKNOWN;
    }

    private static AssessmentValue issue(MetaFields issue) {
        Map<String, String> value = Map.of("issue_name", issue.require("issue_name"));
        if (!issue.isUsable("issue_name")) {
            return UNKNOWN;
        }
        issue.noteUnread();
        return new AssessmentValue(AssessmentType.ISSUE, PythonJson.write(value), null);
    }

    private static AssessmentValue feedback(MetaFields feedback) {
        String json = feedback.json("value");
        if (json == null) {
            if (feedback.isUsable("value")) {
                feedback.missing("value");
            }
            return UNKNOWN;
        }
        MetaFields error = feedback.map("error");
        if (!feedback.isUsable("error")) {
            return UNKNOWN;
        }
        feedback.noteUnread();
        return new AssessmentValue(
                AssessmentType.FEEDBACK, json, error == null || error.isEmpty() ? null : error(error));
    }

    /** All three keys, as {@code AssessmentError.to_dictionary}; null after a defect. */
    private static @Nullable String error(MetaFields error) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("error_code", error.require("error_code"));
        for (String key : List.of("error_message", "stack_trace")) {
            if (error.isUsable("error_code") && error.isUsable("error_message")) {
                values.put(key, error.text(key));
            }
        }
        if (values.size() < 3 || !error.isUsable("stack_trace")) {
            return null;
        }
        error.noteUnread();
        return PythonJson.write(values);
    }

    /** MLflow wraps lists and maps as JSON text, and cannot list a trace with an expectation of null. */
    private static String expected(MetaFields expectation) {
        String json = expectation.json("value");
        if (json == null && expectation.isUsable("value")) {
            json = serialized(expectation);
        }
        if (json == null) {
            return NOTHING;
        }
        if (json.equals(NOTHING)) {
            expectation.blocked("value", "an expectation must not be null", "write what was expected");
            return NOTHING;
        }
        expectation.noteUnread();
        return json;
    }

    /** Null after a defect. */
    private static @Nullable String serialized(MetaFields expectation) {
        MetaFields serialized = expectation.requireMap("serialized_value");
        if (serialized == null) {
            return null;
        }
        serialized.ignore("serialization_format");
        String text = serialized.require("value");
        if (!serialized.isUsable("value")) {
            return null;
        }
        PythonJson.Parsed parsed = PythonJson.read(text).orElse(null);
        if (parsed == null) {
            serialized.blocked("value", "it is not valid JSON", "correct the JSON text");
            return null;
        }
        serialized.noteUnread();
        return PythonJson.write(parsed.value());
    }
}
