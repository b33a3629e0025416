package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.migration.Normalization;
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
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Counts the texts that are longer than MLflow's schema declares for their columns, in characters: SQLite keeps them
 * whole, other databases refuse them. The lengths are those of MLflow 3.17 ({@code dbmodels/models.py}).
 */
final class DeclaredLengths {

    private static final int KEY = 250;
    private static final int LOGGED_MODEL_KEY = 255;
    private static final int VALUE = 8000;
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final SourceEntry folder;
    private final FolderReport report;

    private DeclaredLengths(SourceEntry folder, FolderReport report) {
        this.folder = folder;
        this.report = report;
    }

    static void check(Experiment experiment, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", experiment.name(), 256);
        lengths.check("artifact_location", experiment.artifactLocation(), 256);
        lengths.checkAll(FileStoreLayout.TAGS, experiment.tags(), KEY, UNLIMITED);
    }

    static void check(Dataset dataset, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", dataset.name(), 500);
        lengths.check("digest", dataset.digest(), 36);
        lengths.check("source_type", dataset.sourceType(), 36);
    }

    static void check(Run run, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("run_id", run.runId(), 32);
        lengths.check("run_name", run.name(), 250);
        lengths.check("source_name", run.sourceName(), 500);
        lengths.check("entry_point_name", run.entryPointName(), 50);
        lengths.check("source_version", run.sourceVersion(), 50);
        lengths.check("user_id", run.userId(), 256);
        lengths.check("artifact_uri", run.artifactUri(), 200);
        lengths.checkParams(run.params(), KEY, VALUE);
        lengths.checkAll(FileStoreLayout.TAGS, run.tags(), KEY, VALUE);
    }

    /** Of a metric that has points. */
    static void checkKey(KeyFiles.KeyFile metric, FolderReport report) {
        new DeclaredLengths(metric.file(), report).check("", null, metric.key(), KEY);
    }

    static void check(LoggedModel model, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("model_id", model.modelId(), 36);
        lengths.check("name", model.name(), 500);
        lengths.check("artifact_location", model.artifactLocation(), 1000);
        lengths.check("model_type", model.modelType(), 500);
        lengths.check("source_run_id", model.sourceRunId(), 32);
        lengths.check("status_message", model.statusMessage(), 1000);
        lengths.checkParams(model.params(), LOGGED_MODEL_KEY, UNLIMITED);
        lengths.checkAll(FileStoreLayout.TAGS, model.tags(), LOGGED_MODEL_KEY, UNLIMITED);
    }

    static void check(Trace trace, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("trace_id", trace.traceId(), 50);
        lengths.check("client_request_id", trace.clientRequestId(), 50);
        lengths.check("request_preview", trace.requestPreview(), 1000);
        lengths.check("response_preview", trace.responsePreview(), 1000);
        lengths.checkAll(FileStoreLayout.TAGS, trace.tags(), KEY, VALUE);
        lengths.checkAll(FileStoreLayout.REQUEST_METADATA, trace.metadata(), KEY, VALUE);
        trace.assessments().forEach(lengths::check);
    }

    private void check(Assessment assessment) {
        String file = FileStoreLayout.ASSESSMENTS + "/" + assessment.assessmentId() + ".yaml";
        check(file, "assessment_id", assessment.assessmentId(), 50);
        check(file, "assessment_name", assessment.name(), 250);
        check(file, "source_id", assessment.sourceId(), 250);
        check(file, "run_id", assessment.runId(), 32);
        check(file, "span_id", assessment.spanId(), 50);
        check(file, "overrides", assessment.overrides(), 50);
    }

    static void check(RegisteredModel model, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("name", model.name(), 256);
        lengths.check("description", model.description(), 5000);
        lengths.checkAll(FileStoreLayout.TAGS, model.tags(), KEY, 5000);
        for (Alias alias : model.aliases()) {
            lengths.check(FileStoreLayout.ALIASES + "/" + alias.alias(), null, alias.alias(), 256);
        }
    }

    static void check(ModelVersion version, SourceEntry folder, FolderReport report) {
        DeclaredLengths lengths = new DeclaredLengths(folder, report);
        lengths.check("description", version.description(), 5000);
        lengths.check("user_id", version.userId(), 256);
        lengths.check("current_stage", version.currentStage(), 20);
        lengths.check("source", version.source(), 500);
        lengths.check("run_id", version.runId(), 32);
        lengths.check("status", version.status(), 20);
        lengths.check("status_message", version.statusMessage(), 500);
        lengths.check("run_link", version.runLink(), 500);
        lengths.check("storage_location", version.storageLocation(), 500);
        lengths.checkAll(FileStoreLayout.TAGS, version.tags(), KEY, UNLIMITED);
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

    private void check(String key, @Nullable String text, int length) {
        if (isLonger(text, length)) {
            count("", key);
        }
    }

    private void check(String file, @Nullable String key, @Nullable String text, int length) {
        if (isLonger(text, length)) {
            count(file, key);
        }
    }

    private void count(String file, @Nullable String key) {
        String place = folder.place() + (file.isEmpty() ? "" : "/" + file);
        report.normalized(Normalization.LONG_VALUE, new SourcePlace(place, 0, key));
    }

    private static boolean isLonger(@Nullable String text, int length) {
        return text != null && text.length() > length && text.codePointCount(0, text.length()) > length;
    }
}
