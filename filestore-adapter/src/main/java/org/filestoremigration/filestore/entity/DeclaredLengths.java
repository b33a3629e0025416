package org.filestoremigration.filestore.entity;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.migration.TextLimits;
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
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Blocks the texts that the target's columns cannot hold. In a target that holds everything it counts those that are longer
 * than their {@link TextColumn} declares, once for each file or key of YAML.
 */
final class DeclaredLengths {

    private final SourceEntry folder;
    private final String file;
    private final FolderReport report;
    private final TextLimits texts;
    private boolean fits = true;

    private DeclaredLengths(SourceEntry folder, String file, FolderReport report, EntityOptions options) {
        this.folder = folder;
        this.file = file;
        this.report = report;
        this.texts = options.texts();
    }

    /** Whether key and value of a file fit into two columns of a table; blocked where they do not. */
    static boolean fits(
            String keyColumn,
            String valueColumn,
            KeyFile key,
            String value,
            FolderReport report,
            EntityOptions options) {
        Optional<TextLimits.Excess> excess = options.texts().excess(keyColumn, key.key());
        return blockedUnlessEmpty(
                excess.isPresent() ? excess : options.texts().excess(valueColumn, value), key, report);
    }

    /** Whether the number in a file fits into a column; blocked where it does not. */
    static boolean fits(String column, long number, KeyFile key, FolderReport report, EntityOptions options) {
        return blockedUnlessEmpty(options.texts().excess(column, number), key, report);
    }

    private static boolean blockedUnlessEmpty(Optional<TextLimits.Excess> excess, KeyFile key, FolderReport report) {
        if (excess.isPresent()) {
            report.blocked(key.file(), excess.get().reason(), excess.get().remedy());
        }
        return excess.isEmpty();
    }

    /** Whether an assessment fits, which is blocked alone where it does not. */
    static boolean fits(Assessment assessment, SourceEntry file, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(file, "", report, options);
        lengths.block("assessment_id", "assessments.assessment_id", assessment.assessmentId());
        lengths.block("assessment_name", "assessments.name", assessment.name());
        lengths.block("source_type", "assessments.source_type", assessment.sourceType());
        lengths.block("source_id", "assessments.source_id", assessment.sourceId());
        lengths.block("run_id", "assessments.run_id", assessment.runId());
        lengths.block("span_id", "assessments.span_id", assessment.spanId());
        lengths.block("overrides", "assessments.overrides", assessment.overrides());
        lengths.block("rationale", "assessments.rationale", assessment.rationale());
        lengths.block("value", "assessments.value", assessment.value());
        return lengths.fits;
    }

    static boolean fits(Experiment experiment, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", experiment.name(), TextColumn.EXPERIMENT_NAME);
        lengths.field("artifact_location", experiment.artifactLocation(), TextColumn.EXPERIMENT_LOCATION);
        lengths.checkTags(FileStoreLayout.TAGS, experiment.tags(), TextColumn.EXPERIMENT_TAG_KEY, null);
        return lengths.fits;
    }

    static boolean fits(Dataset dataset, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", dataset.name(), TextColumn.DATASET_NAME);
        lengths.field("digest", dataset.digest(), TextColumn.DATASET_DIGEST);
        lengths.field("source_type", dataset.sourceType(), TextColumn.DATASET_SOURCE_TYPE);
        lengths.block("source", "datasets.dataset_source", dataset.source());
        lengths.block("schema", "datasets.dataset_schema", dataset.schema());
        lengths.block("profile", "datasets.dataset_profile", dataset.profile());
        return lengths.fits;
    }

    static boolean fits(Run run, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("run_id", run.runId(), TextColumn.RUN_ID);
        lengths.field("run_name", run.name(), TextColumn.RUN_NAME);
        lengths.field("source_name", run.sourceName(), TextColumn.RUN_SOURCE_NAME);
        lengths.field("entry_point_name", run.entryPointName(), TextColumn.RUN_ENTRY_POINT);
        lengths.field("source_version", run.sourceVersion(), TextColumn.RUN_SOURCE_VERSION);
        lengths.field("user_id", run.userId(), TextColumn.RUN_USER);
        lengths.field("artifact_uri", run.artifactUri(), TextColumn.RUN_LOCATION);
        lengths.checkParams(run.params(), TextColumn.PARAM_KEY, TextColumn.PARAM_VALUE);
        lengths.checkTags(FileStoreLayout.TAGS, run.tags(), TextColumn.TAG_KEY, TextColumn.TAG_VALUE);
        return lengths.fits;
    }

    /** Whether the key of a metric that has points fits into a column. */
    static boolean fitsKey(String column, KeyFile metric, FolderReport report, EntityOptions options) {
        if (TextColumn.METRIC_KEY.isExceededBy(metric.key())) {
            new DeclaredLengths(metric.file(), "", report, options).count("", null);
        }
        return fits(column, column, metric, "", report, options);
    }

    /** Of what a run read. */
    static void checkInput(String id, List<Tag> tags, SourceEntry file, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(file, "", report, options);
        lengths.check("source_id", id, TextColumn.INPUT_SOURCE);
        for (Tag tag : tags) {
            if (TextColumn.INPUT_TAG_NAME.isExceededBy(tag.key())
                    || TextColumn.INPUT_TAG_VALUE.isExceededBy(tag.value())) {
                lengths.count("", "tags");
            }
        }
    }

    /** Of what a run wrote. */
    static void checkOutput(String id, SourceEntry file, FolderReport report, EntityOptions options) {
        new DeclaredLengths(file, "", report, options).check("destination_id", id, TextColumn.INPUT_DESTINATION);
    }

    static boolean fits(LoggedModel model, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("model_id", model.modelId(), TextColumn.LOGGED_MODEL_ID);
        lengths.field("name", model.name(), TextColumn.LOGGED_MODEL_NAME);
        lengths.field("artifact_location", model.artifactLocation(), TextColumn.LOGGED_MODEL_LOCATION);
        lengths.field("model_type", model.modelType(), TextColumn.LOGGED_MODEL_TYPE);
        lengths.field("source_run_id", model.sourceRunId(), TextColumn.LOGGED_MODEL_SOURCE_RUN);
        lengths.field("status_message", model.statusMessage(), TextColumn.LOGGED_MODEL_STATUS_MESSAGE);
        lengths.checkParams(model.params(), TextColumn.LOGGED_MODEL_PARAM_KEY, null);
        lengths.checkTags(FileStoreLayout.TAGS, model.tags(), TextColumn.LOGGED_MODEL_TAG_KEY, null);
        return lengths.fits;
    }

    static boolean fits(Trace trace, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.TRACE_INFO, report, options);
        List<String> prompts = PromptLinks.of(trace.tags());
        lengths.field("trace_id", trace.traceId(), prompts.isEmpty() ? TextColumn.TRACE_ID : TextColumn.LINKED_TRACE);
        lengths.field("client_request_id", trace.clientRequestId(), TextColumn.TRACE_CLIENT_REQUEST);
        lengths.field("request_preview", trace.requestPreview(), TextColumn.TRACE_REQUEST_PREVIEW);
        lengths.field("response_preview", trace.responsePreview(), TextColumn.TRACE_RESPONSE_PREVIEW);
        lengths.checkTraceTags(trace.tags(), prompts);
        for (Tag entry : trace.metadata()) {
            boolean session = entry.key().equals(TraceKeys.SESSION_KEY);
            lengths.check(
                    FileStoreLayout.REQUEST_METADATA,
                    entry,
                    TextColumn.TRACE_METADATA_KEY,
                    session ? TextColumn.TRACE_SESSION : TextColumn.TRACE_METADATA_VALUE);
        }
        trace.assessments().forEach(lengths::check);
        return lengths.fits;
    }

    private void checkTraceTags(List<Tag> tags, List<String> prompts) {
        boolean longPrompt = prompts.stream().anyMatch(TextColumn.LINKED_PROMPT::isExceededBy);
        for (Tag tag : tags) {
            if (longPrompt && tag.key().equals(PromptLinks.TAG)) {
                count(FileStoreLayout.TAGS + "/" + tag.key(), null);
            } else {
                boolean name = tag.key().equals(TraceKeys.NAME_TAG);
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

    static boolean fits(RegisteredModel model, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", model.name(), TextColumn.REGISTERED_MODEL_NAME);
        lengths.field("description", model.description(), TextColumn.REGISTERED_MODEL_DESCRIPTION);
        lengths.checkTags(
                FileStoreLayout.TAGS,
                model.tags(),
                TextColumn.REGISTERED_MODEL_TAG_KEY,
                TextColumn.REGISTERED_MODEL_TAG_VALUE);
        for (Alias alias : model.aliases()) {
            lengths.check(FileStoreLayout.ALIASES + "/" + alias.alias(), null, alias.alias(), TextColumn.ALIAS);
        }
        return lengths.fits;
    }

    static boolean fits(ModelVersion version, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.block("version", options.texts().excess("model_versions.version", version.version()));
        lengths.field("description", version.description(), TextColumn.MODEL_VERSION_DESCRIPTION);
        lengths.field("user_id", version.userId(), TextColumn.MODEL_VERSION_USER);
        lengths.field("current_stage", version.currentStage(), TextColumn.MODEL_VERSION_STAGE);
        lengths.field("source", version.source(), TextColumn.MODEL_VERSION_SOURCE);
        lengths.field("run_id", version.runId(), TextColumn.MODEL_VERSION_RUN);
        lengths.field("status", version.status(), TextColumn.MODEL_VERSION_STATUS);
        lengths.field("status_message", version.statusMessage(), TextColumn.MODEL_VERSION_STATUS_MESSAGE);
        lengths.field("run_link", version.runLink(), TextColumn.MODEL_VERSION_RUN_LINK);
        lengths.field("storage_location", version.storageLocation(), TextColumn.MODEL_VERSION_STORAGE);
        lengths.checkTags(FileStoreLayout.TAGS, version.tags(), TextColumn.MODEL_VERSION_TAG_KEY, null);
        return lengths.fits;
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

    private void field(String key, @Nullable String text, TextColumn column) {
        check(key, text, column);
        block(key, column.toString(), text);
    }

    private void block(String key, String column, @Nullable String text) {
        if (text != null) {
            block(key, texts.excess(column, text));
        }
    }

    private void block(String key, Optional<TextLimits.Excess> found) {
        found.ifPresent(excess -> {
            fits = false;
            SourcePlace place = new SourcePlace(folder.place() + (file.isEmpty() ? "" : "/" + file), 0, key);
            report.blocked(folder, place, excess.reason(), excess.remedy());
        });
    }

    private void check(String file, @Nullable String key, @Nullable String text, TextColumn column) {
        if (column.isExceededBy(text)) {
            count(file, key);
        }
    }

    private void count(String file, @Nullable String key) {
        if (!texts.isNone()) {
            return;
        }
        String place = folder.place() + (file.isEmpty() ? "" : "/" + file);
        report.normalized(Normalization.LONG_VALUE, new SourcePlace(place, 0, key));
    }
}
