package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Milliseconds;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <experiment_id>/traces/<trace_id>/}: {@code trace_info.yaml} of MLflow 2 (it has a {@code request_id}) or
 * MLflow 3, tags, metadata and assessments. Spans lie among the artifacts and stay there.
 *
 * <p>Mirrors {@code FileStore._get_trace_info_from_dir}, {@code TraceInfoV2.from_dict} and {@code TraceInfo.from_dict}.
 */
public final class TraceFolder {

    /** What newer schemas keep in {@code trace_info.trace_name}. */
    static final String NAME_TAG = "mlflow.traceName";

    /** What newer schemas keep in {@code trace_info.session_id}. */
    static final String SESSION_KEY = "mlflow.trace.session";

    private static final String ARTIFACT_LOCATION_TAG = "mlflow.artifactLocation";
    private static final String MLFLOW_EXPERIMENT = "MLFLOW_EXPERIMENT";

    /** What newer schemas keep in columns of {@code trace_info}, and by which rule. */
    private static final Map<String, Normalization> PROMOTED = Map.of(
            SESSION_KEY,
            Normalization.TRACE_COLUMN,
            "mlflow.trace.tokenUsage",
            Normalization.TOKEN_USAGE,
            "mlflow.trace.cost",
            Normalization.TOKEN_USAGE);

    private static final Map<String, TraceState> STATES = Map.of(
            "TRACE_STATUS_UNSPECIFIED", TraceState.STATE_UNSPECIFIED,
            "STATE_UNSPECIFIED", TraceState.STATE_UNSPECIFIED,
            "OK", TraceState.OK,
            "ERROR", TraceState.ERROR,
            "IN_PROGRESS", TraceState.IN_PROGRESS);

    private final ExperimentFolder experiment;
    private final SourceEntry folder;
    private final EntityOptions options;
    private final FolderReport report;
    private @Nullable SourceEntry info;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry metadata;
    private @Nullable SourceEntry assessments;

    private TraceFolder(ExperimentFolder experiment, SourceEntry folder, EntityOptions options, FolderReport report) {
        this.experiment = experiment;
        this.folder = folder;
        this.options = options;
        this.report = report;
    }

    /**
     * The trace, or null: blocked, or no trace.
     *
     * @param clashes assessments whose id is in another trace, too
     */
    public static @Nullable Trace read(
            ExperimentFolder experiment,
            SourceEntry folder,
            IdClashes clashes,
            EntityOptions options,
            FolderReport report) {
        TraceFolder trace = new TraceFolder(experiment, folder, options, report);
        report.reader().list(folder).forEach(trace::sort);
        SourceEntry info = trace.info;
        if (info == null) {
            trace.withoutInfo(clashes);
            return null;
        }
        List<Tag> repairs = new ArrayList<>();
        List<Assessment> assessments = trace.readAssessments(clashes, repairs);
        List<Tag> tags = trace.tags(repairs);
        List<Tag> metadata = trace.metadata();
        MetaFields fields = MetaFields.read(info, report);
        Trace read = fields == null ? null : trace.read(fields, tags, metadata, assessments);
        if (read == null || !DeclaredLengths.fits(read, folder, report, options)) {
            report.ownerBlocked(folder);
            return null;
        }
        return read;
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.TRACE_INFO -> info = entry;
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            case FileStoreLayout.REQUEST_METADATA -> metadata = report.checked(entry);
            case FileStoreLayout.ASSESSMENTS -> assessments = report.checked(entry);
            case FileStoreLayout.ARTIFACTS -> report.artifacts(entry);
            default -> report.unknown(entry);
        }
    }

    /** MLflow shows no such trace, and looks at nothing in its folder. */
    private void withoutInfo(IdClashes clashes) {
        if (holdsFiles(tags) || holdsFiles(metadata) || holdsFiles(assessments)) {
            List<Tag> repairs = new ArrayList<>();
            readAssessments(clashes, repairs);
            tags(repairs);
            metadata();
            report.blocked(
                    folder,
                    "it holds what a trace holds, but has no trace_info.yaml",
                    "restore its trace_info.yaml, or move the folder out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is no trace: it has no trace_info.yaml");
        }
    }

    private static boolean holdsFiles(@Nullable SourceEntry child) {
        return child != null && child.isFolder() && EntityTraces.holdsFiles(child);
    }

    private List<Assessment> readAssessments(IdClashes clashes, List<Tag> repairs) {
        return AssessmentFile.readAll(assessments, folder.name(), clashes, options, report, repairs);
    }

    private @Nullable Trace read(
            MetaFields fields, List<Tag> readTags, List<Tag> readMetadata, List<Assessment> readAssessments) {
        boolean second = fields.has("request_id");
        fields.mustBe(
                second ? "request_id" : "trace_id", folder.name(), "its folder", "rename the folder, or fix the file");
        MetaFields location = second ? fields : location(fields);
        if (location != null) {
            location.mustBe("experiment_id", experiment.folderName(), "its folder", "move the folder, or fix the file");
        }
        long time = second ? fields.requireWhole("timestamp_ms") : requestTime(fields);
        Long duration = fields.whole(second ? "execution_time_ms" : "execution_duration_ms");
        TraceState state = state(fields, second ? "status" : "state");
        String clientRequestId = preview(fields, "client_request_id");
        String requestPreview = preview(fields, "request_preview");
        String responsePreview = preview(fields, "response_preview");
        fields.ignore("assessments");
        return !fields.finish()
                ? null
                : new Trace(
                        folder.name(),
                        experiment.id(),
                        time,
                        duration,
                        state,
                        clientRequestId,
                        requestPreview,
                        responsePreview,
                        readTags,
                        readMetadata,
                        readAssessments);
    }

    private static @Nullable MetaFields location(MetaFields fields) {
        MetaFields location = fields.requireMap("trace_location");
        if (location == null) {
            return null;
        }
        String type = location.require("type");
        if (!location.isUsable("type")) {
            return null;
        }
        if (!type.equals(MLFLOW_EXPERIMENT)) {
            location.blocked(
                    "type",
                    "it says " + FolderReport.shown(type) + ", which no FileStore holds",
                    "move the trace out of the source");
            return null;
        }
        MetaFields place = location.requireMap("mlflow_experiment");
        location.noteUnread();
        return place;
    }

    private static long requestTime(MetaFields fields) {
        Long time = time(fields, "request_time");
        if (time == null && fields.isUsable("request_time")) {
            fields.missing("request_time");
        }
        return time == null ? 0 : time;
    }

    /** A time in the form of protocol buffers, null if it is absent or null. */
    static @Nullable Long time(MetaFields fields, String key) {
        String text = fields.text(key);
        if (text == null) {
            return null;
        }
        Ruling<Long> time = Milliseconds.ofText(text).orElse(null);
        if (time == null) {
            fields.blocked(
                    key, "it is not a time as MLflow writes it: " + FolderReport.shown(text), "correct the time");
            return null;
        }
        return fields.taken(key, time);
    }

    private static TraceState state(MetaFields fields, String key) {
        String text = fields.text(key);
        TraceState state = text == null ? TraceState.STATE_UNSPECIFIED : STATES.get(text);
        if (state == null) {
            fields.blocked(
                    key,
                    "its state is none that MLflow knows: " + FolderReport.shown(String.valueOf(text)),
                    "write OK, ERROR or IN_PROGRESS");
            return TraceState.STATE_UNSPECIFIED;
        }
        if (!state.name().equals(text)) {
            fields.normalized(Normalization.TRACE_STATUS, key);
        }
        return state;
    }

    private @Nullable String preview(MetaFields fields, String key) {
        String text = fields.text(key);
        if (text != null && options.lacks(Feature.TRACE_PREVIEWS)) {
            fields.blocked(
                    key,
                    "MLflow before " + Feature.TRACE_PREVIEWS.since() + " has no column for it",
                    "migrate to MLflow " + Feature.TRACE_PREVIEWS.since() + " or newer");
        }
        return text;
    }

    private List<Tag> tags(List<Tag> repairs) {
        List<Tag> read = new ArrayList<>(repairs);
        for (KeyFiles.KeyFile key : KeyFiles.in(tags, report)) {
            String value = report.reader().text(key.file());
            if (value != null && fits("trace_tags", NAME_TAG, "trace_info.trace_name", key, value)) {
                read.add(new Tag(key.key(), tagValue(key, value)));
            }
        }
        return read.stream().sorted().toList();
    }

    private String tagValue(KeyFiles.KeyFile key, String value) {
        switch (key.key()) {
            case NAME_TAG -> report.normalized(Normalization.TRACE_COLUMN, key.file());
            case PromptLinks.TAG -> report.normalized(Normalization.LINKED_PROMPTS, key.file());
            case ARTIFACT_LOCATION_TAG -> {
                String rewritten = options.rewritten(value);
                if (!rewritten.equals(value)) {
                    report.normalized(Normalization.ARTIFACT_URI, key.file());
                }
                return rewritten;
            }
            default -> {}
        }
        return value;
    }

    /** @param promoted the key whose value has a column of its own in {@code trace_info} */
    private boolean fits(String table, String promoted, String column, KeyFiles.KeyFile key, String value) {
        return DeclaredLengths.fitting(table, report, options).test(key, value)
                && (!key.key().equals(promoted)
                        || DeclaredLengths.fitting(table + ".key", column, report, options)
                                .test(key, value));
    }

    private List<Tag> metadata() {
        List<Tag> read = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(metadata, report)) {
            String value = report.reader().text(key.file());
            if (value != null && fits("trace_request_metadata", SESSION_KEY, "trace_info.session_id", key, value)) {
                Normalization rule = PROMOTED.get(key.key());
                if (rule != null) {
                    report.normalized(rule, key.file());
                }
                read.add(new Tag(key.key(), value));
            }
        }
        return read;
    }
}
