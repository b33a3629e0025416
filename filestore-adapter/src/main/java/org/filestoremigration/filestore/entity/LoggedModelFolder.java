package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.filestoremigration.domain.migration.LifecycleRule;
import org.filestoremigration.domain.migration.LoggedModelPoint;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.filestoremigration.filestore.metric.LoggedModelHistory;
import org.filestoremigration.filestore.metric.LoggedModelMetricFile;
import org.filestoremigration.filestore.metric.MetricRepairs;
import org.filestoremigration.filestore.metric.RunPresence;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <experiment_id>/models/<model_id>/}: a logged model with its params and tags, and its metric files.
 *
 * <p>Mirrors {@code FileStore._get_model_info_from_dir} and {@code LoggedModel.from_dictionary}.
 */
public final class LoggedModelFolder {

    /** Points of one model that are held until they are asked for; the other files are read again then. */
    private static final int POINTS_HELD = 100_000;

    private static final int MAX_STATUS = 3;

    private final ExperimentFolder experiment;
    private final SourceEntry folder;
    private final EntityOptions options;
    private final FolderReport report;
    private final List<Tag> repairs = new ArrayList<>();
    private @Nullable SourceEntry meta;
    private @Nullable SourceEntry params;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry metrics;

    private LoggedModelFolder(
            ExperimentFolder experiment, SourceEntry folder, EntityOptions options, FolderReport report) {
        this.experiment = experiment;
        this.folder = folder;
        this.options = options;
        this.report = report;
    }

    /**
     * The logged model, or null: blocked, or no model.
     *
     * @param runs which runs there are in the whole store: metrics of others cannot be in the database
     */
    public static @Nullable LoadedModel read(
            ExperimentFolder experiment,
            SourceEntry folder,
            Function<String, RunPresence> runs,
            EntityOptions options,
            FolderReport report) {
        LoggedModelFolder model = new LoggedModelFolder(experiment, folder, options, report);
        report.reader().list(folder).forEach(model::sort);
        SourceEntry meta = model.meta;
        if (meta == null) {
            model.withoutMeta(runs);
            return null;
        }
        LoadedModel read = model.read(meta, runs);
        if (read == null) {
            report.ownerBlocked(folder);
        }
        return read;
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.META -> meta = entry;
            case FileStoreLayout.PARAMS -> params = report.checked(entry);
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            case FileStoreLayout.METRICS -> metrics = report.checked(entry);
            case FileStoreLayout.ARTIFACTS -> report.artifacts(entry);
            default -> report.unknown(entry);
        }
    }

    private void withoutMeta(Function<String, RunPresence> runs) {
        if (EntityTraces.inRun(folder, report.tree())) {
            readParams();
            readTags();
            readMetrics(runs);
            report.blocked(
                    folder,
                    "it has the contents of a logged model, but no meta.yaml",
                    "restore its meta.yaml, or move the directory out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is not a logged model: it has no meta.yaml");
        }
    }

    private @Nullable LoadedModel read(SourceEntry metaFile, Function<String, RunPresence> runs) {
        if (options.lacks(Feature.LOGGED_MODELS)) {
            String since = Feature.LOGGED_MODELS.since();
            report.blocked(
                    folder,
                    "MLflow before " + since + " has no logged models",
                    "migrate to MLflow " + since + " or newer");
            return null;
        }
        List<Param> readParams = readParams();
        List<Tag> readTags = new ArrayList<>(readTags());
        List<LoggedModelHistory> histories = readMetrics(runs);
        MetaFields fields = MetaFields.read(metaFile, report);
        LoggedModel model = fields == null ? null : model(fields, readParams, readTags);
        if (model == null || !DeclaredLengths.fits(model, folder, report, options)) {
            return null;
        }
        return new LoadedModel(model, histories);
    }

    private List<Param> readParams() {
        return KeyFiles.params(
                params,
                report,
                MendedText.inFiles(
                        "logged_model_params.param_key", "logged_model_params.param_value", report, options, repairs));
    }

    private List<Tag> readTags() {
        return KeyFiles.tags(
                tags,
                report,
                MendedText.inFiles(
                        "logged_model_tags.tag_key", "logged_model_tags.tag_value", report, options, repairs));
    }

    private @Nullable LoggedModel model(MetaFields fields, List<Param> readParams, List<Tag> readTags) {
        fields.mustBeOrBecome("model_id", folder.name(), "its directory", options, repairs);
        fields.mustBeIn(experiment, options, repairs);
        String name = fields.require("name");
        String artifactLocation = fields.require("artifact_location");
        TimesReader.Times times = new TimesReader(
                        fields,
                        options,
                        "the model's",
                        fields::integer,
                        (key, time) -> fields.repaired(key, "", time.toString(), repairs))
                .read("creation_timestamp", "last_updated_timestamp");
        LoggedModelStatus status = status(fields);
        LifecycleStage stage = lifecycleStage(fields);
        String modelType = fields.text("model_type");
        String sourceRunId = fields.text("source_run_id");
        String statusMessage = MendedText.of(
                "status_message",
                fields.text("status_message"),
                TextColumn.LOGGED_MODEL_STATUS_MESSAGE,
                fields,
                options,
                repairs);
        if (!fields.finish()) {
            return null;
        }
        readTags.addAll(repairs);
        return new LoggedModel(
                folder.name(),
                experiment.id(),
                name,
                artifactLocation,
                times.created(),
                times.updated(),
                status,
                stage,
                modelType,
                sourceRunId,
                statusMessage,
                readParams,
                readTags.stream().sorted().toList());
    }

    /** Absent, MLflow takes the model for ready; a name instead of the number it cannot read. */
    private static LoggedModelStatus status(MetaFields fields) {
        long code = fields.has("status") ? fields.requireWhole("status") : LoggedModelStatus.READY.code();
        if (code < 0 || code > MAX_STATUS) {
            fields.blocked("status", "its status is unknown to MLflow: " + code, "write a number from 0 to 3");
        }
        return new LoggedModelStatus((int) code);
    }

    /** MLflow drops the key when it finalizes a model, which then is active. */
    private LifecycleStage lifecycleStage(MetaFields fields) {
        String text = fields.text("lifecycle_stage");
        if (text == null) {
            return LifecycleStage.ACTIVE;
        }
        Optional<LifecycleStage> known = LifecycleRule.known(text);
        if (known.isPresent()) {
            return known.get();
        }
        LifecycleStage byPlace = LifecycleRule.byPlace(experiment.deleted());
        if (options.repair()) {
            fields.repaired("lifecycle_stage", text, byPlace.name(), repairs);
        } else {
            fields.blocked(
                    "lifecycle_stage",
                    "it is unknown to MLflow: " + FolderReport.shown(text),
                    "write active or deleted, or let --repair take " + byPlace);
        }
        return byPlace;
    }

    private List<LoggedModelHistory> readMetrics(Function<String, RunPresence> runs) {
        List<LoggedModelHistory> histories = new ArrayList<>();
        MetricRepairs made = options.repair() ? new MetricRepairs() : null;
        int left = POINTS_HELD;
        for (KeyFiles.KeyFile key : KeyFiles.in(metrics, report)) {
            LoggedModelHistory history = LoggedModelMetricFile.read(key, runs, made, report, left);
            if (history != null && DeclaredLengths.fitsKey("logged_model_metrics.metric_name", key, report, options)) {
                histories.add(history);
                List<LoggedModelPoint> held = history.lines();
                left -= held == null ? 0 : held.size();
            }
        }
        if (made != null) {
            repairs.addAll(made.tags(MetaFields.REPAIRED_TAG));
        }
        return histories;
    }
}
