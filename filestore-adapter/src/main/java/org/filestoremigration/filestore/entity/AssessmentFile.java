package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.migration.Feature;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code traces/<trace_id>/assessments/<assessment_id>.yaml}, a protocol buffer in YAML.
 *
 * <p>Mirrors {@code Assessment.from_dictionary} and {@code SqlAssessments.from_mlflow_entity}, but for what the former
 * drops from expectations and issues: {@code rationale}, {@code overrides} and {@code valid} are in the file, and stay.
 */
final class AssessmentFile {

    private static final String EXTENSION = ".yaml";
    private static final String SOURCE_RUN_ID = "mlflow.assessment.sourceRunId";
    private static final String DEFAULT_SOURCE_ID = "default";
    private static final String REPAIRED = "filestoremigration.repaired.";

    /** {@code AssessmentSourceType}. */
    private static final Set<String> SOURCE_TYPES = Set.of("SOURCE_TYPE_UNSPECIFIED", "LLM_JUDGE", "HUMAN", "CODE");

    private final MetaYaml yaml;
    private final FolderReport report;
    private final EntityOptions options;
    private final List<Tag> repairs;
    private final Map<String, Long> mended = new LinkedHashMap<>();

    /** What was judged, in JSON. */
    private record Value(
            AssessmentType type, String json, @Nullable String error) {}

    private record Source(String type, String id) {}

    private AssessmentFile(MetaYaml yaml, FolderReport report, EntityOptions options, List<Tag> repairs) {
        this.yaml = yaml;
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
        for (SourceEntry entry : report.list(folder)) {
            if (!entry.name().endsWith(EXTENSION) || entry.isFolder()) {
                report.unknown(entry);
                continue;
            }
            String other = clashes.otherPlace(entry.place());
            if (other != null) {
                report.blocked(entry, "the same id is also in " + other, "remove or rename one of the two");
                continue;
            }
            try {
                AssessmentFile file = new AssessmentFile(MetaYaml.read(entry, report), report, options, repairs);
                assessments.add(file.read(traceId));
            } catch (BlockedEntity e) {
                // The report says why, and the trace is whole without it.
            }
        }
        return assessments.stream().sorted().toList();
    }

    private Assessment read(String traceId) throws BlockedEntity {
        String fileName = yaml.file().name();
        String id = fileName.substring(0, fileName.length() - EXTENSION.length());
        demandSupported();
        Defects defects = new Defects();
        defects.or("", () -> demand("assessment_id", id, "its file"));
        defects.or("", () -> demand("trace_id", traceId, "its folder"));
        String name = defects.or("", () -> yaml.requiredText("assessment_name"));
        Source source = defects.or(new Source("", ""), this::source);
        Value value = defects.or(new Value(AssessmentType.FEEDBACK, "null", null), this::value);
        TimesReader.Times times = new TimesReader(
                        yaml, options, "the assessment's", key -> TraceFolder.time(yaml, key), mended::put)
                .read("create_time", "last_update_time", defects);
        String metadata = defects.orNull(this::metadata);
        Boolean valid = defects.orNull(() -> yaml.truth("valid"));
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
                defects.orNull(() -> runId(value.type)),
                defects.orNull(() -> yaml.text("span_id")),
                defects.orNull(() -> yaml.text("rationale")),
                defects.orNull(() -> yaml.text("overrides")),
                valid == null || valid,
                metadata);
        report.normalized(Normalization.ASSESSMENT_JSON, yaml.file());
        yaml.noteUnread();
        defects.end();
        mended.forEach((key, time) -> {
            report.repaired(yaml.file(), key, "", Long.toString(time));
            repairs.add(new Tag(REPAIRED + id + "." + key, ""));
        });
        return assessment;
    }

    private String demand(String key, String expected, String what) throws BlockedEntity {
        String text = yaml.requiredText(key);
        if (!text.equals(expected)) {
            throw yaml.blocked(key, "it says " + text + ", " + what + " " + expected, "rename the file, or mend it");
        }
        return text;
    }

    private void demandSupported() throws BlockedEntity {
        demandSupported(Feature.ASSESSMENTS, "assessment_id");
        if (yaml.has("issue")) {
            demandSupported(Feature.ISSUE_REFERENCES, "issue");
        }
    }

    private void demandSupported(Feature feature, String key) throws BlockedEntity {
        if (options.lacks(feature)) {
            throw yaml.blocked(
                    key,
                    "MLflow before " + feature.since() + " cannot read " + feature.title(),
                    "migrate to MLflow " + feature.since() + " or newer");
        }
    }

    private Source source() throws BlockedEntity {
        MetaYaml source = yaml.requiredMap("source");
        String written = source.requiredText("source_type");
        String type = written.toUpperCase(Locale.ROOT);
        if (type.equals("AI_JUDGE")) {
            type = "LLM_JUDGE";
        }
        if (!SOURCE_TYPES.contains(type)) {
            throw source.blocked(
                    "source_type",
                    "it is none that MLflow knows: " + written,
                    "write HUMAN, LLM_JUDGE, CODE or SOURCE_TYPE_UNSPECIFIED");
        }
        String id = source.text("source_id");
        if (id == null || !type.equals(written)) {
            report.normalized(Normalization.ASSESSMENT_SOURCE, yaml.file(), "source");
        }
        source.noteUnread();
        return new Source(type, id == null ? DEFAULT_SOURCE_ID : id);
    }

    /** MLflow takes the first of the three that holds anything. */
    private Value value() throws BlockedEntity {
        MetaYaml expectation = yaml.map("expectation");
        if (expectation != null && !expectation.isEmpty()) {
            return new Value(AssessmentType.EXPECTATION, expected(expectation), null);
        }
        MetaYaml feedback = yaml.map("feedback");
        if (feedback != null && !feedback.isEmpty()) {
            return feedback(feedback);
        }
        MetaYaml issue = yaml.map("issue");
        if (issue != null && !issue.isEmpty()) {
            Map<String, String> value = Map.of("issue_name", issue.requiredText("issue_name"));
            issue.noteUnread();
            return new Value(AssessmentType.ISSUE, PythonJson.write(value), null);
        }
        throw yaml.blocked(
                "assessment_name", "it is neither feedback nor expectation nor issue", "restore what was judged");
    }

    private static Value feedback(MetaYaml feedback) throws BlockedEntity {
        String json = feedback.json("value");
        if (json == null) {
            throw feedback.missing("value");
        }
        MetaYaml error = feedback.map("error");
        feedback.noteUnread();
        return new Value(AssessmentType.FEEDBACK, json, error == null || error.isEmpty() ? null : error(error));
    }

    /** All three keys, as {@code AssessmentError.to_dictionary}. */
    private static String error(MetaYaml error) throws BlockedEntity {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("error_code", error.requiredText("error_code"));
        values.put("error_message", error.text("error_message"));
        values.put("stack_trace", error.text("stack_trace"));
        error.noteUnread();
        return PythonJson.write(values);
    }

    /** MLflow wraps lists and maps as JSON text, and cannot list a trace with an expectation of null. */
    private static String expected(MetaYaml expectation) throws BlockedEntity {
        String json = expectation.json("value");
        if (json == null) {
            MetaYaml serialized = expectation.requiredMap("serialized_value");
            serialized.leaveAlone("serialization_format");
            String text = serialized.requiredText("value");
            PythonJson.Parsed parsed = PythonJson.read(text).orElse(null);
            if (parsed == null) {
                throw serialized.blocked("value", "it is no JSON", "correct the JSON text");
            }
            json = PythonJson.write(parsed.value());
            serialized.noteUnread();
        }
        if (json.equals("null")) {
            throw expectation.blocked("value", "an expectation must not be null", "write what was expected");
        }
        expectation.noteUnread();
        return json;
    }

    /** Null where there is none, and where it is empty. */
    private @Nullable String metadata() throws BlockedEntity {
        MetaYaml metadata = yaml.map("metadata");
        return metadata == null || metadata.isEmpty() ? null : metadata.json();
    }

    /** On disk it stands in the metadata; an issue may also name it itself. */
    private @Nullable String runId(AssessmentType type) throws BlockedEntity {
        String own = type.equals(AssessmentType.ISSUE) ? yaml.text("run_id") : null;
        if (own != null && !own.isEmpty()) {
            return own;
        }
        MetaYaml metadata = yaml.map("metadata");
        return metadata == null ? null : metadata.text(SOURCE_RUN_ID);
    }
}
