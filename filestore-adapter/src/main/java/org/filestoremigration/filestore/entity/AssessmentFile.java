package org.filestoremigration.filestore.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.Feature;
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

    static final String EXTENSION = ".yaml";
    private static final String SOURCE_RUN_ID = "mlflow.assessment.sourceRunId";
    private static final String RENAME = "rename the file, or fix it";
    private static final String DEFAULT_SOURCE_ID = "default";

    /** {@code AssessmentSourceType}. */
    private static final Set<String> SOURCE_TYPES = Set.of("SOURCE_TYPE_UNSPECIFIED", "LLM_JUDGE", "HUMAN", "CODE");

    private final MetaFields fields;
    private final FolderReport report;
    private final EntityOptions options;
    private final List<Tag> repairs;
    private final Map<String, String> mended = new LinkedHashMap<>();

    private record Source(String type, String id) {}

    private AssessmentFile(MetaFields fields, FolderReport report, EntityOptions options, List<Tag> repairs) {
        this.fields = fields;
        this.report = report;
        this.options = options;
        this.repairs = repairs;
    }

    /**
     * The assessment, or null: then it is blocked, and the report says why.
     *
     * @param repairs is given the tags of the trace that record what was repaired
     */
    static @Nullable Assessment read(
            SourceEntry file, String traceId, EntityOptions options, FolderReport report, List<Tag> repairs) {
        MetaFields fields = MetaFields.read(file, report);
        return fields == null ? null : new AssessmentFile(fields, report, options, repairs).read(traceId);
    }

    private @Nullable Assessment read(String traceId) {
        String fileName = fields.file().name();
        String id = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (!isSupported(Feature.ASSESSMENTS, "assessment_id")
                || (fields.has("issue") && !isSupported(Feature.ISSUE_REFERENCES, "issue"))) {
            return null;
        }
        mustBeOrBecome("assessment_id", id, "its file");
        mustBeOrBecome("trace_id", traceId, "its directory");
        String name = fields.require("assessment_name");
        Source source = source();
        AssessmentValue value = AssessmentValue.read(fields);
        TimesReader.Times times = new TimesReader(
                        fields,
                        options,
                        "the assessment's",
                        key -> ProtoTime.read(fields, key),
                        (key, time) -> mended.put(key, Long.toString(time)))
                .read("create_time", "last_update_time");
        String metadata = metadata();
        Boolean valid = fields.truth("valid");
        Assessment assessment = new Assessment(
                id,
                traceId,
                name,
                value.type(),
                value.json(),
                value.error(),
                times.created(),
                times.updated(),
                source.type,
                source.id,
                runId(value.type()),
                fields.text("span_id"),
                fields.text("rationale"),
                fields.text("overrides"),
                valid == null || valid,
                metadata);
        report.normalized(Normalization.ASSESSMENT_JSON, fields.file());
        if (!fields.finish()) {
            return null;
        }
        mended.forEach((key, now) -> {
            report.repaired(fields.file(), key, "", now);
            repairs.add(new Tag(MetaFields.REPAIRED_TAG + id + "." + key, ""));
        });
        return assessment;
    }

    private void mustBeOrBecome(String key, String expected, String place) {
        fields.mustBeOrBecome(key, expected, place, RENAME, options, now -> mended.put(key, now));
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
                    "it is unknown to MLflow: " + FolderReport.shown(written),
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

    /** Null where there is none, and where it is empty. */
    private @Nullable String metadata() {
        MetaFields metadata = fields.map("metadata");
        return metadata == null || metadata.isEmpty() ? null : metadata.json();
    }

    /** On disk it is in the metadata; an issue may also name it itself. */
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
