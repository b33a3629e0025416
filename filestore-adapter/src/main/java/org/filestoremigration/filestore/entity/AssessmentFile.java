package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Junk;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code traces/<trace_id>/assessments/<assessment_id>.yaml}, a protocol buffer in YAML.
 *
 * <p>Mirrors {@code Assessment.from_dictionary} and {@code SqlAssessments.from_mlflow_entity}, but for what the former
 * drops from expectations and issues: {@code rationale}, {@code overrides} and {@code valid} are in the file, and stay.
 */
public final class AssessmentFile {

    private static final String EXTENSION = ".yaml";
    private static final String SOURCE_RUN_ID = "mlflow.assessment.sourceRunId";
    private static final String RENAME = "rename the file, or mend it";
    private static final String DEFAULT_SOURCE_ID = "default";

    /** {@code AssessmentSourceType}. */
    private static final Set<String> SOURCE_TYPES = Set.of("SOURCE_TYPE_UNSPECIFIED", "LLM_JUDGE", "HUMAN", "CODE");

    private final MetaFields fields;
    private final FolderReport report;
    private final EntityOptions options;
    private final List<Tag> repairs;
    private final Map<String, Long> mended = new LinkedHashMap<>();

    /** What was judged, in JSON. */
    private record Value(
            AssessmentType type, String json, @Nullable String error) {}

    private record Source(String type, String id) {}

    /** In JSON. */
    private static final String NOTHING = "null";

    /** To go on with after a defect. */
    private static final Value UNKNOWN = new Value(AssessmentType.FEEDBACK, NOTHING, null);

    private AssessmentFile(MetaFields fields, FolderReport report, EntityOptions options, List<Tag> repairs) {
        this.fields = fields;
        this.report = report;
        this.options = options;
        this.repairs = repairs;
    }

    /**
     * The assessments in a trace's folder, by id; those that cannot be migrated are blocked one by one.
     *
     * @param repairs is given the tags that record what was repaired
     */
    static List<Assessment> readAll(
            @Nullable SourceEntry folder,
            String traceId,
            IdClashes clashes,
            EntityOptions options,
            FolderReport report,
            List<Tag> repairs) {
        if (folder == null || !folder.isFolder()) {
            return List.of();
        }
        List<Assessment> assessments = new ArrayList<>();
        for (SourceEntry entry : report.reader().list(folder)) {
            if (!isAssessment(entry.name()) || entry.isFolder()) {
                report.unknown(entry);
                continue;
            }
            String other = clashes.otherPlace(entry.place());
            if (other != null) {
                report.blocked(entry, "the same id is also in " + other, "remove or rename one of the two");
                continue;
            }
            // Of one that is blocked the report says why, and the trace is whole without it.
            MetaFields fields = MetaFields.read(entry, report);
            Assessment assessment =
                    fields == null ? null : new AssessmentFile(fields, report, options, repairs).read(traceId);
            if (assessment != null && DeclaredLengths.fits(assessment, entry, report, options)) {
                assessments.add(assessment);
            }
        }
        return assessments.stream().sorted().toList();
    }

    /** Whether a file of this name in {@code assessments} is one. */
    public static boolean isAssessment(String name) {
        return name.endsWith(EXTENSION) && !Junk.isFileName(name);
    }

    private @Nullable Assessment read(String traceId) {
        String fileName = fields.file().name();
        String id = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (!isSupported(Feature.ASSESSMENTS, "assessment_id")
                || (fields.has("issue") && !isSupported(Feature.ISSUE_REFERENCES, "issue"))) {
            return null;
        }
        fields.mustBe("assessment_id", id, "its file", RENAME);
        fields.mustBe("trace_id", traceId, "its folder", RENAME);
        String name = fields.require("assessment_name");
        Source source = source();
        Value value = value();
        TimesReader.Times times = new TimesReader(
                        fields, options, "the assessment's", key -> TraceFolder.time(fields, key), mended::put)
                .read("create_time", "last_update_time");
        String metadata = metadata();
        Boolean valid = fields.truth("valid");
        Assessment assessment = new Assessment(
                id,
                traceId,
                name,
                value.type,
                value.json,
                value.error,
                times.created(),
                times.updated(),
                source.type,
                source.id,
                runId(value.type),
                fields.text("span_id"),
                fields.text("rationale"),
                fields.text("overrides"),
                valid == null || valid,
                metadata);
        report.normalized(Normalization.ASSESSMENT_JSON, fields.file());
        if (!fields.finish()) {
            return null;
        }
        mended.forEach((key, time) -> {
            report.repaired(fields.file(), key, "", Long.toString(time));
            repairs.add(new Tag(MetaFields.REPAIRED_TAG + id + "." + key, ""));
        });
        return assessment;
    }

    private boolean isSupported(Feature feature, String key) {
        if (options.lacks(feature)) {
            fields.blocked(
                    key,
                    "MLflow before " + feature.since() + " cannot read " + feature.title(),
                    "migrate to MLflow " + feature.since() + " or newer");
        }
        return !options.lacks(feature);
    }

    private Source source() {
        MetaFields source = fields.requireMap("source");
        String written = source == null ? "" : source.require("source_type");
        if (source == null || !source.isUsable("source_type")) {
            return new Source("", "");
        }
        String type = written.toUpperCase(Locale.ROOT);
        if (type.equals("AI_JUDGE")) {
            type = "LLM_JUDGE";
        }
        if (!SOURCE_TYPES.contains(type)) {
            source.blocked(
                    "source_type",
                    "it is none that MLflow knows: " + FolderReport.shown(written),
                    "write HUMAN, LLM_JUDGE, CODE or SOURCE_TYPE_UNSPECIFIED");
            return new Source("", "");
        }
        String id = source.text("source_id");
        if (!source.isUsable("source_id")) {
            return new Source("", "");
        }
        if (id == null || !type.equals(written)) {
            fields.normalized(Normalization.ASSESSMENT_SOURCE, "source");
        }
        source.noteUnread();
        return new Source(type, id == null ? DEFAULT_SOURCE_ID : id);
    }

    /** MLflow takes the first of the three that holds anything. */
    private Value value() {
        for (String key : List.of("expectation", "feedback", "issue")) {
            MetaFields map = fields.map(key);
            if (map != null && !map.isEmpty()) {
                return switch (key) {
                    case "expectation" -> new Value(AssessmentType.EXPECTATION, expected(map), null);
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

    private static Value issue(MetaFields issue) {
        Map<String, String> value = Map.of("issue_name", issue.require("issue_name"));
        if (!issue.isUsable("issue_name")) {
            return UNKNOWN;
        }
        issue.noteUnread();
        return new Value(AssessmentType.ISSUE, PythonJson.write(value), null);
    }

    private static Value feedback(MetaFields feedback) {
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
        return new Value(AssessmentType.FEEDBACK, json, error == null || error.isEmpty() ? null : error(error));
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
            serialized.blocked("value", "it is no JSON", "correct the JSON text");
            return null;
        }
        serialized.noteUnread();
        return PythonJson.write(parsed.value());
    }

    /** Null where there is none, and where it is empty. */
    private @Nullable String metadata() {
        MetaFields metadata = fields.map("metadata");
        return metadata == null || metadata.isEmpty() ? null : metadata.json();
    }

    /** On disk it stands in the metadata; an issue may also name it itself. */
    private @Nullable String runId(AssessmentType type) {
        String own = type.equals(AssessmentType.ISSUE) ? fields.text("run_id") : null;
        if (own != null && !own.isEmpty()) {
            return own;
        }
        if (type.equals(AssessmentType.ISSUE) && !fields.isUsable("run_id")) {
            return null;
        }
        MetaFields metadata = fields.map("metadata");
        return metadata == null ? null : metadata.text(SOURCE_RUN_ID);
    }
}
