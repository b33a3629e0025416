package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.MissingTime;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.domain.migration.RunName;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * A run's meta.yaml, of every generation, by the rules of {@code _read_persisted_run_info_dict} and our own.
 */
final class RunMeta {

    /** {@code mlflow.entities.RunStatus}; the protocol buffer's numbers. */
    private static final Map<String, RunStatus> STATUS_BY_NUMBER = Map.of(
            "1", RunStatus.RUNNING,
            "2", RunStatus.SCHEDULED,
            "3", RunStatus.FINISHED,
            "4", RunStatus.FAILED,
            "5", RunStatus.KILLED);

    private final ExperimentFolder experiment;
    private final MetaFields fields;
    private final EntityOptions options;
    private final List<Tag> tags;

    private String runId = "";
    private @Nullable String name;
    private @Nullable RunStatus status;
    private final RunOrigin origin;
    private @Nullable LifecycleStage lifecycleStage;
    private @Nullable String userId;
    private @Nullable Long startTime;
    private @Nullable Long endTime;
    private @Nullable Long deletedTime;
    private @Nullable String artifactUri;

    private RunMeta(ExperimentFolder experiment, MetaFields fields, EntityOptions options, List<Tag> tags) {
        this.experiment = experiment;
        this.fields = fields;
        this.options = options;
        this.tags = new ArrayList<>(tags);
        this.origin = RunOrigin.read(fields, this::mended);
    }

    /** The file's content, or null: then the run is blocked, and the report says why. */
    static @Nullable RunMeta read(
            ExperimentFolder experiment,
            SourceEntry folder,
            SourceEntry meta,
            List<Tag> tags,
            EntityOptions options,
            FolderReport report) {
        MetaFields fields = MetaFields.read(meta, report);
        if (fields == null) {
            return null;
        }
        RunMeta run = new RunMeta(experiment, fields, options, tags);
        run.readIds(folder.name());
        run.readName();
        run.readKinds();
        run.readTimes();
        return fields.finish() ? run : null;
    }

    /** MLflow before 1.0 wrote {@code run_uuid} alone; where both are there, it reads {@code run_id}. */
    private void readIds(String folderName) {
        String key = fields.has("run_uuid") && !fields.has("run_id") ? "run_uuid" : "run_id";
        fields.mustBeOrBecome(key, folderName, "but its directory", options, tags);
        runId = folderName;
        fields.ignore("run_uuid");
        fields.mustBeIn(experiment, options, tags);
    }

    private void readName() {
        String tag = tags.stream()
                .filter(candidate -> candidate.key().equals(RunName.TAG))
                .map(Tag::value)
                .findFirst()
                .orElse("");
        Ruling<Optional<String>> ruling = RunName.of(fields.text("run_name"), fields.text("name"), tag);
        name = fields.taken(ruling.normalization() == Normalization.LEGACY_RUN_NAME ? "name" : "run_name", ruling)
                .orElse(null);
        name = mended("run_name", name, TextColumn.RUN_NAME);
    }

    private @Nullable String mended(String key, @Nullable String text, TextColumn column) {
        return MendedText.of(key, text, column, fields, options, tags);
    }

    private void readKinds() {
        readStatus();
        lifecycleStage = Lifecycle.read(fields, experiment.deleted(), options.repair(), tags);
        userId = mended("user_id", fields.text("user_id"), TextColumn.RUN_USER);
        if (userId == null) {
            userId = "";
            fields.normalized(Normalization.RUN_USER, "user_id");
        }
        artifactUri = fields.text("artifact_uri");
        fields.ignoreEmpty("tags");
    }

    private void readStatus() {
        if (fields.isCutOff("status") && !fields.has("user_id")) {
            fields.missing("status");
            return;
        }
        if (!fields.has("status")) {
            status = RunStatus.RUNNING;
            fields.normalized(Normalization.RUN_STATUS_ABSENT, "status");
            return;
        }
        String text = fields.text("status");
        RunStatus byNumber = text == null || !fields.isWhole("status") ? null : STATUS_BY_NUMBER.get(text);
        if (byNumber != null) {
            status = byNumber;
        } else if (text != null && STATUS_BY_NUMBER.containsValue(new RunStatus(text))) {
            status = new RunStatus(text);
            fields.normalized(Normalization.RUN_STATUS_TEXT, "status");
        } else {
            fields.blocked(
                    "status",
                    "its status is unknown to MLflow: " + FolderReport.shown(String.valueOf(text)),
                    "write a number from 1 to 5");
        }
    }

    private void readTimes() {
        startTime = fields.integer("start_time");
        endTime = fields.integer("end_time");
        deletedTime = fields.integer("deleted_time");
        if (startTime == null && fields.isUsable("start_time")) {
            Long nearest = MissingTime.nearest(endTime, deletedTime).orElse(null);
            if (options.repair() && nearest != null && !fields.isCutOff("start_time")) {
                startTime = nearest;
                fields.repaired("start_time", "", nearest.toString(), tags);
            } else {
                fields.blocked(
                        "start_time",
                        "it has no start_time, without which MLflow cannot list the run",
                        nearest != null ? "write one, or let --repair take the nearest time" : "write one");
            }
        }
    }

    Run run(List<Param> params, RunLinks links, List<LatestMetric> latestMetrics) {
        return new Run(
                runId,
                experiment.id(),
                name,
                origin.type(),
                origin.name(),
                origin.entryPoint(),
                origin.version(),
                userId,
                status,
                startTime,
                endTime,
                deletedTime,
                lifecycleStage,
                artifactUri,
                params,
                tags.stream().sorted().toList(),
                links.datasetInputs(),
                links.modelInputs(),
                links.modelOutputs(),
                latestMetrics);
    }
}
