package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/** Counts the texts that are longer than their {@link TextColumn} declares, once for each file or key of YAML. */
final class DeclaredLengths {

    private final SourceEntry folder;
    private final FolderReport report;

    private DeclaredLengths(SourceEntry folder, FolderReport report) {
        this.folder = folder;
        this.report = report;
    }

    static void check(Experiment experiment, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", experiment.name(), TextColumn.EXPERIMENT_NAME);
        lengths.check("artifact_location", experiment.artifactLocation(), TextColumn.EXPERIMENT_LOCATION);
        lengths.checkTags(FileStoreLayout.TAGS, experiment.tags(), TextColumn.EXPERIMENT_TAG_KEY, null);
    }

    static void check(Dataset dataset, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", dataset.name(), TextColumn.DATASET_NAME);
        lengths.check("digest", dataset.digest(), TextColumn.DATASET_DIGEST);
        lengths.check("source_type", dataset.sourceType(), TextColumn.DATASET_SOURCE_TYPE);
    }

    static void check(Run run, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("run_id", run.runId(), TextColumn.RUN_ID);
        lengths.check("run_name", run.name(), TextColumn.RUN_NAME);
        lengths.check("source_name", run.sourceName(), TextColumn.RUN_SOURCE_NAME);
        lengths.check("entry_point_name", run.entryPointName(), TextColumn.RUN_ENTRY_POINT);
        lengths.check("source_version", run.sourceVersion(), TextColumn.RUN_SOURCE_VERSION);
        lengths.check("user_id", run.userId(), TextColumn.RUN_USER);
        lengths.check("artifact_uri", run.artifactUri(), TextColumn.RUN_LOCATION);
        lengths.checkParams(run.params(), TextColumn.PARAM_KEY, TextColumn.PARAM_VALUE);
        lengths.checkTags(FileStoreLayout.TAGS, run.tags(), TextColumn.TAG_KEY, TextColumn.TAG_VALUE);
    }

    /** Of a metric that has points. */
    static void checkKey(KeyFiles.KeyFile metric, FolderReport report) {
        if (TextColumn.METRIC_KEY.isExceededBy(metric.key())) {
            new DeclaredLengths(metric.file(), report).count("", null);
        }
    }

    /** Of what a run read. */
    static void checkInput(String id, List<Tag> tags, SourceEntry file, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(file, report);
        lengths.check("source_id", id, TextColumn.INPUT_SOURCE);
        for (Tag tag : tags) {
            if (TextColumn.INPUT_TAG_NAME.isExceededBy(tag.key())
                    || TextColumn.INPUT_TAG_VALUE.isExceededBy(tag.value())) {
                lengths.count("", "tags");
            }
        }
    }

    /** Of what a run wrote. */
    static void checkOutput(String id, SourceEntry file, FolderReport report) {
        new DeclaredLengths(file, report).check("destination_id", id, TextColumn.INPUT_DESTINATION);
    }

    static void check(LoggedModel model, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("model_id", model.modelId(), TextColumn.LOGGED_MODEL_ID);
        lengths.check("name", model.name(), TextColumn.LOGGED_MODEL_NAME);
        lengths.check("artifact_location", model.artifactLocation(), TextColumn.LOGGED_MODEL_LOCATION);
        lengths.check("model_type", model.modelType(), TextColumn.LOGGED_MODEL_TYPE);
        lengths.check("source_run_id", model.sourceRunId(), TextColumn.LOGGED_MODEL_SOURCE_RUN);
        lengths.check("status_message", model.statusMessage(), TextColumn.LOGGED_MODEL_STATUS_MESSAGE);
        lengths.checkParams(model.params(), TextColumn.LOGGED_MODEL_PARAM_KEY, null);
        lengths.checkTags(FileStoreLayout.TAGS, model.tags(), TextColumn.LOGGED_MODEL_TAG_KEY, null);
    }

    static void check(Trace trace, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        List<String> prompts = PromptLinks.of(trace.tags());
        lengths.check("trace_id", trace.traceId(), prompts.isEmpty() ? TextColumn.TRACE_ID : TextColumn.LINKED_TRACE);
        lengths.check("client_request_id", trace.clientRequestId(), TextColumn.TRACE_CLIENT_REQUEST);
        lengths.check("request_preview", trace.requestPreview(), TextColumn.TRACE_REQUEST_PREVIEW);
        lengths.check("response_preview", trace.responsePreview(), TextColumn.TRACE_RESPONSE_PREVIEW);
        lengths.checkTraceTags(trace.tags(), prompts);
        for (Tag entry : trace.metadata()) {
            boolean session = entry.key().equals(TraceFolder.SESSION_KEY);
            lengths.check(
                    FileStoreLayout.REQUEST_METADATA,
                    entry,
                    TextColumn.TRACE_METADATA_KEY,
                    session ? TextColumn.TRACE_SESSION : TextColumn.TRACE_METADATA_VALUE);
        }
        trace.assessments().forEach(lengths::check);
    }

    private void checkTraceTags(List<Tag> tags, List<String> prompts) {
        boolean longPrompt = prompts.stream().anyMatch(TextColumn.LINKED_PROMPT::isExceededBy);
        for (Tag tag : tags) {
            if (longPrompt && tag.key().equals(PromptLinks.TAG)) {
                count(FileStoreLayout.TAGS + "/" + tag.key(), null);
            } else {
                boolean name = tag.key().equals(TraceFolder.NAME_TAG);
                check(
                        FileStoreLayout.TAGS,
                        tag,
                        TextColumn.TRACE_TAG_KEY,
                        name ? TextColumn.TRACE_NAME : TextColumn.TRACE_TAG_VALUE);
            }
        }
    }

    private void check(Assessment assessment) {
        String file = FileStoreLayout.ASSESSMENTS + "/" + assessment.assessmentId() + ".yaml";
        check(file, "assessment_id", assessment.assessmentId(), TextColumn.ASSESSMENT_ID);
        check(file, "assessment_name", assessment.name(), TextColumn.ASSESSMENT_NAME);
        check(file, "source_id", assessment.sourceId(), TextColumn.ASSESSMENT_SOURCE);
        check(file, "run_id", assessment.runId(), TextColumn.ASSESSMENT_RUN);
        check(file, "span_id", assessment.spanId(), TextColumn.ASSESSMENT_SPAN);
        check(file, "overrides", assessment.overrides(), TextColumn.ASSESSMENT_OVERRIDES);
    }

    static void check(RegisteredModel model, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", model.name(), TextColumn.REGISTERED_MODEL_NAME);
        lengths.check("description", model.description(), TextColumn.REGISTERED_MODEL_DESCRIPTION);
        lengths.checkTags(
                FileStoreLayout.TAGS,
                model.tags(),
                TextColumn.REGISTERED_MODEL_TAG_KEY,
                TextColumn.REGISTERED_MODEL_TAG_VALUE);
        for (Alias alias : model.aliases()) {
            lengths.check(FileStoreLayout.ALIASES + "/" + alias.alias(), null, alias.alias(), TextColumn.ALIAS);
        }
    }

    static void check(ModelVersion version, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("description", version.description(), TextColumn.MODEL_VERSION_DESCRIPTION);
        lengths.check("user_id", version.userId(), TextColumn.MODEL_VERSION_USER);
        lengths.check("current_stage", version.currentStage(), TextColumn.MODEL_VERSION_STAGE);
        lengths.check("source", version.source(), TextColumn.MODEL_VERSION_SOURCE);
        lengths.check("run_id", version.runId(), TextColumn.MODEL_VERSION_RUN);
        lengths.check("status", version.status(), TextColumn.MODEL_VERSION_STATUS);
        lengths.check("status_message", version.statusMessage(), TextColumn.MODEL_VERSION_STATUS_MESSAGE);
        lengths.check("run_link", version.runLink(), TextColumn.MODEL_VERSION_RUN_LINK);
        lengths.check("storage_location", version.storageLocation(), TextColumn.MODEL_VERSION_STORAGE);
        lengths.checkTags(FileStoreLayout.TAGS, version.tags(), TextColumn.MODEL_VERSION_TAG_KEY, null);
    }

    private void checkParams(List<Param> params, TextColumn keys, @Nullable TextColumn values) {
        for (Param param : params) {
            if (keys.isExceededBy(param.key()) || (values != null && values.isExceededBy(param.value()))) {
                count(FileStoreLayout.PARAMS + "/" + param.key(), null);
            }
        }
    }

    /** @param values null if the values may have any length */
    private void checkTags(String subfolder, List<Tag> tags, TextColumn keys, @Nullable TextColumn values) {
        tags.forEach(tag -> check(subfolder, tag, keys, values));
    }

    private void check(String subfolder, Tag tag, TextColumn keys, @Nullable TextColumn values) {
        if (keys.isExceededBy(tag.key()) || (values != null && values.isExceededBy(tag.value()))) {
            count(subfolder + "/" + tag.key(), null);
        }
    }

    private void check(String key, @Nullable String text, TextColumn column) {
        check("", key, text, column);
    }

    private void check(String file, @Nullable String key, @Nullable String text, TextColumn column) {
        if (column.isExceededBy(text)) {
            count(file, key);
        }
    }

    private void count(String file, @Nullable String key) {
        String place = folder.place() + (file.isEmpty() ? "" : "/" + file);
        report.normalized(Normalization.LONG_VALUE, new SourcePlace(place, 0, key));
    }
}
