package org.filestoremigration.filestore.entity;

import java.util.List;
import java.util.function.BiPredicate;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.SourcePlace;
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
import org.jspecify.annotations.Nullable;

/**
 * Blocks the texts that the target's columns cannot hold. In a target that holds everything it counts those that are longer
 * than MLflow's schema declares, in characters: SQLite keeps them whole, other databases refuse them. These lengths are
 * those of MLflow 3.17 ({@code dbmodels/models.py}).
 */
final class DeclaredLengths {

    private static final int KEY = 250;
    private static final int LOGGED_MODEL_KEY = 255;
    private static final int VALUE = 8000;
    private static final int UNLIMITED = Integer.MAX_VALUE;

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
    static BiPredicate<KeyFile, String> fitting(
            String keyColumn, String valueColumn, FolderReport report, EntityOptions options) {
        return (key, value) -> options.texts()
                .excess(keyColumn, key.key())
                .or(() -> options.texts().excess(valueColumn, value))
                .map(excess -> {
                    report.blocked(key.file(), excess.reason(), excess.remedy());
                    return false;
                })
                .orElse(true);
    }

    /** The same of a table whose columns are called {@code key} and {@code value}. */
    static BiPredicate<KeyFile, String> fitting(String table, FolderReport report, EntityOptions options) {
        return fitting(table + ".key", table + ".value", report, options);
    }

    static boolean fits(Experiment experiment, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", "experiments.name", experiment.name(), 256);
        lengths.field("artifact_location", "experiments.artifact_location", experiment.artifactLocation(), 256);
        lengths.checkAll(FileStoreLayout.TAGS, experiment.tags(), KEY, UNLIMITED);
        return lengths.fits;
    }

    static boolean fits(Dataset dataset, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", "datasets.name", dataset.name(), 500);
        lengths.field("digest", "datasets.digest", dataset.digest(), 36);
        lengths.field("source_type", "datasets.dataset_source_type", dataset.sourceType(), 36);
        lengths.block("source", "datasets.dataset_source", dataset.source());
        lengths.block("schema", "datasets.dataset_schema", dataset.schema());
        lengths.block("profile", "datasets.dataset_profile", dataset.profile());
        return lengths.fits;
    }

    static boolean fits(Run run, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("run_id", "runs.run_uuid", run.runId(), 32);
        lengths.field("run_name", "runs.name", run.name(), 250);
        lengths.field("source_name", "runs.source_name", run.sourceName(), 500);
        lengths.field("entry_point_name", "runs.entry_point_name", run.entryPointName(), 50);
        lengths.field("source_version", "runs.source_version", run.sourceVersion(), 50);
        lengths.field("user_id", "runs.user_id", run.userId(), 256);
        lengths.field("artifact_uri", "runs.artifact_uri", run.artifactUri(), 200);
        lengths.checkParams(run.params(), KEY, VALUE);
        lengths.checkAll(FileStoreLayout.TAGS, run.tags(), KEY, VALUE);
        return lengths.fits;
    }

    /** Whether the key of a metric that has points fits into a column. */
    static boolean fitsKey(String column, KeyFile metric, FolderReport report, EntityOptions options) {
        new DeclaredLengths(metric.file(), "", report, options).check("", null, metric.key(), KEY);
        return fitting(column, column, report, options).test(metric, "");
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

    static boolean fits(LoggedModel model, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("model_id", "logged_models.model_id", model.modelId(), 36);
        lengths.field("name", "logged_models.name", model.name(), 500);
        lengths.field("artifact_location", "logged_models.artifact_location", model.artifactLocation(), 1000);
        lengths.field("model_type", "logged_models.model_type", model.modelType(), 500);
        lengths.field("source_run_id", "logged_models.source_run_id", model.sourceRunId(), 32);
        lengths.field("status_message", "logged_models.status_message", model.statusMessage(), 1000);
        lengths.checkParams(model.params(), LOGGED_MODEL_KEY, UNLIMITED);
        lengths.checkAll(FileStoreLayout.TAGS, model.tags(), LOGGED_MODEL_KEY, UNLIMITED);
        return lengths.fits;
    }

    static boolean fits(Trace trace, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.TRACE_INFO, report, options);
        lengths.field("trace_id", "trace_info.request_id", trace.traceId(), 50);
        lengths.field("client_request_id", "trace_info.client_request_id", trace.clientRequestId(), 50);
        lengths.field("request_preview", "trace_info.request_preview", trace.requestPreview(), 1000);
        lengths.field("response_preview", "trace_info.response_preview", trace.responsePreview(), 1000);
        lengths.checkAll(FileStoreLayout.TAGS, trace.tags(), KEY, VALUE);
        lengths.checkAll(FileStoreLayout.REQUEST_METADATA, trace.metadata(), KEY, VALUE);
        trace.assessments().forEach(lengths::count);
        return lengths.fits;
    }

    private void count(Assessment assessment) {
        String file = FileStoreLayout.ASSESSMENTS + "/" + assessment.assessmentId() + ".yaml";
        check(file, "assessment_id", assessment.assessmentId(), 50);
        check(file, "assessment_name", assessment.name(), 250);
        check(file, "source_id", assessment.sourceId(), 250);
        check(file, "run_id", assessment.runId(), 32);
        check(file, "span_id", assessment.spanId(), 50);
        check(file, "overrides", assessment.overrides(), 50);
    }

    static boolean fits(RegisteredModel model, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("name", "registered_models.name", model.name(), 256);
        lengths.field("description", "registered_models.description", model.description(), 5000);
        lengths.checkAll(FileStoreLayout.TAGS, model.tags(), KEY, 5000);
        for (Alias alias : model.aliases()) {
            lengths.check(FileStoreLayout.ALIASES + "/" + alias.alias(), null, alias.alias(), 256);
        }
        return lengths.fits;
    }

    static boolean fits(ModelVersion version, SourceEntry folder, FolderReport report, EntityOptions options) {
        DeclaredLengths lengths = new DeclaredLengths(folder, FileStoreLayout.META, report, options);
        lengths.field("description", "model_versions.description", version.description(), 5000);
        lengths.field("user_id", "model_versions.user_id", version.userId(), 256);
        lengths.field("current_stage", "model_versions.current_stage", version.currentStage(), 20);
        lengths.field("source", "model_versions.source", version.source(), 500);
        lengths.field("run_id", "model_versions.run_id", version.runId(), 32);
        lengths.field("status", "model_versions.status", version.status(), 20);
        lengths.field("status_message", "model_versions.status_message", version.statusMessage(), 500);
        lengths.field("run_link", "model_versions.run_link", version.runLink(), 500);
        lengths.field("storage_location", "model_versions.storage_location", version.storageLocation(), 500);
        lengths.checkAll(FileStoreLayout.TAGS, version.tags(), KEY, UNLIMITED);
        return lengths.fits;
    }

    private void checkParams(List<Param> params, int keyLength, int valueLength) {
        for (Param param : params) {
            check(FileStoreLayout.PARAMS, param.key(), param.value(), keyLength, valueLength);
        }
    }

    private void checkAll(String subfolder, List<Tag> tags, int keyLength, int valueLength) {
        for (Tag tag : tags) {
            check(subfolder, tag.key(), tag.value(), keyLength, valueLength);
        }
    }

    private void check(String subfolder, String key, @Nullable String value, int keyLength, int valueLength) {
        if (isLonger(key, keyLength) || isLonger(value, valueLength)) {
            count(subfolder + "/" + key, null);
        }
    }

    private void field(String key, String column, @Nullable String text, int length) {
        if (isLonger(text, length)) {
            count("", key);
        }
        block(key, column, text);
    }

    private void block(String key, String column, @Nullable String text) {
        if (text == null) {
            return;
        }
        texts.excess(column, text).ifPresent(excess -> {
            fits = false;
            SourcePlace place = new SourcePlace(folder.place() + (file.isEmpty() ? "" : "/" + file), 0, key);
            report.blocked(folder, place, excess.reason(), excess.remedy());
        });
    }

    private void check(String file, @Nullable String key, @Nullable String text, int length) {
        if (isLonger(text, length)) {
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

    private static boolean isLonger(@Nullable String text, int length) {
        return text != null && text.length() > length && text.codePointCount(0, text.length()) > length;
    }
}
