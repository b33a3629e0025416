package org.filestoremigration.filestore;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** Writes records as MLflow 3.17 lays them out in files, so that a test can read any store back. */
final class StoreWrittenAsFiles implements StoreWriter {

    private static final List<String> STATUSES = List.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED");
    private static final List<String> SOURCE_TYPES = List.of("NOTEBOOK", "JOB", "PROJECT", "LOCAL", "UNKNOWN");

    /** YAML that is written as it is. */
    private record Raw(String yaml) {}

    private final StoreOnDisk store;
    private final Map<ExperimentId, String> folders = new LinkedHashMap<>();

    StoreWrittenAsFiles(Path root) {
        this.store = new StoreOnDisk(root);
    }

    @Override
    public void write(Experiment experiment) {
        boolean deleted = LifecycleStage.DELETED.equals(experiment.lifecycleStage());
        String folder = (deleted ? ".trash/" : "") + experiment.experimentId();
        folders.put(experiment.experimentId(), folder);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("artifact_location", experiment.artifactLocation());
        meta.put("creation_time", experiment.creationTime());
        meta.put("experiment_id", experiment.experimentId().toString());
        meta.put("last_update_time", experiment.lastUpdateTime());
        meta.put("lifecycle_stage", deleted ? "deleted" : "active");
        meta.put("name", experiment.name());
        store.file(folder + "/meta.yaml", yaml(meta));
        tags(folder + "/tags/", experiment.tags());
    }

    @Override
    public void write(Dataset dataset) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("digest", dataset.digest());
        meta.put("name", dataset.name());
        meta.put("profile", dataset.profile());
        meta.put("schema", dataset.schema());
        meta.put("source", dataset.source());
        meta.put("source_type", dataset.sourceType());
        store.file(folders.get(dataset.experimentId()) + "/datasets/" + dataset.datasetId() + "/meta.yaml", yaml(meta));
    }

    @Override
    public void write(Run run) {
        String folder = folder(run);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("artifact_uri", run.artifactUri());
        meta.put("deleted_time", run.deletedTime());
        meta.put("end_time", run.endTime());
        meta.put("entry_point_name", run.entryPointName());
        meta.put("experiment_id", run.experimentId().toString());
        meta.put("lifecycle_stage", String.valueOf(run.lifecycleStage()));
        meta.put("run_id", run.runId());
        meta.put("run_name", run.name());
        meta.put("source_name", run.sourceName());
        meta.put("source_type", SOURCE_TYPES.indexOf(String.valueOf(run.sourceType())) + 1L);
        meta.put("source_version", run.sourceVersion());
        meta.put("start_time", run.startTime());
        meta.put("status", STATUSES.indexOf(String.valueOf(run.status())) + 1L);
        meta.put("tags", new Raw("[]"));
        meta.put("user_id", run.userId());
        store.file(folder + "/meta.yaml", yaml(meta));
        params(folder + "/params/", run.params());
        tags(folder + "/tags/", run.tags());
        for (DatasetInput input : run.datasetInputs()) {
            input(folder, "DATASET", input.datasetId(), input.tags());
        }
        for (ModelInput input : run.modelInputs()) {
            input(folder, "MODEL", input.modelId(), List.of());
        }
        for (ModelOutput output : run.modelOutputs()) {
            Map<String, @Nullable Object> edge = new LinkedHashMap<>();
            edge.put("destination_id", output.modelId());
            edge.put("destination_type", "MODEL_OUTPUT");
            edge.put("source_id", output.modelId());
            edge.put("source_type", "RUN_OUTPUT");
            edge.put("step", output.step());
            edge.put("tags", new Raw("{}"));
            store.file(folder + "/outputs/" + output.modelId() + "/meta.yaml", yaml(edge));
        }
    }

    private void input(String run, String type, String id, List<Tag> tags) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        tags.forEach(tag -> texts.put(tag.key(), tag.value()));
        Map<String, @Nullable Object> edge = new LinkedHashMap<>();
        edge.put("destination_id", id);
        edge.put("destination_type", "RUN");
        edge.put("source_id", id);
        edge.put("source_type", type);
        edge.put("tags", new Raw(flow(texts)));
        store.file(run + "/inputs/input-" + type + id + "/meta.yaml", yaml(edge));
    }

    /** The lines are in the order of the latest first, and one of them twice, as FileStore allows. */
    @Override
    public long write(Run run, Iterator<Metric> history) {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        for (LatestMetric point : run.latestMetrics()) {
            files.put(
                    point.key(),
                    new StringBuilder(line(point.timestamp(), value(point.value(), point.isNan()), point.step())));
        }
        long[] count = {0};
        history.forEachRemaining(point -> {
            count[0]++;
            files.computeIfAbsent(point.key(), key -> new StringBuilder())
                    .append(line(point.timestamp(), value(point.value(), point.isNan()), point.step()));
        });
        files.forEach((key, lines) -> store.file(folder(run) + "/metrics/" + key, lines.toString()));
        return count[0];
    }

    private static String line(@Nullable Long timestamp, String value, long step) {
        return timestamp + " " + value + " " + step + "\n";
    }

    private static String value(double stored, boolean isNan) {
        if (isNan) {
            return "nan";
        }
        if (Math.abs(stored) == Double.MAX_VALUE) {
            return stored > 0 ? "inf" : "-inf";
        }
        return Double.toString(stored).replace("E", "e");
    }

    @Override
    public void write(LoggedModel model) {
        String folder = folder(model);
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("artifact_location", model.artifactLocation());
        meta.put("creation_timestamp", model.creationTimestamp());
        meta.put("experiment_id", model.experimentId().toString());
        meta.put("last_updated_timestamp", model.lastUpdatedTimestamp());
        if (!LifecycleStage.ACTIVE.equals(model.lifecycleStage())) {
            meta.put("lifecycle_stage", String.valueOf(model.lifecycleStage()));
        }
        meta.put("model_id", model.modelId());
        meta.put("model_type", model.modelType());
        meta.put("name", model.name());
        meta.put("source_run_id", model.sourceRunId());
        meta.put("status", (long) model.status().code());
        meta.put("status_message", model.statusMessage());
        store.file(folder + "/meta.yaml", yaml(meta));
        params(folder + "/params/", model.params());
        tags(folder + "/tags/", model.tags());
    }

    @Override
    public long write(LoggedModel model, Iterator<LoggedModelMetric> history) {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        history.forEachRemaining(point -> {
            String value = point.value() == null ? "nan" : value(point.value(), false);
            String dataset = point.datasetName() == null ? "" : " " + point.datasetName() + " " + point.datasetDigest();
            files.computeIfAbsent(point.key(), key -> new StringBuilder())
                    .append(point.timestamp() + " " + value + " " + point.step() + " " + point.runId() + dataset
                            + "\n");
        });
        files.forEach((key, lines) -> store.file(folder(model) + "/metrics/" + key, lines.toString()));
        return 0;
    }

    @Override
    public void write(Trace trace) {
        String folder = folders.get(trace.experimentId()) + "/traces/" + trace.traceId();
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("trace_id", trace.traceId());
        info.put(
                "trace_location",
                new Raw("{type: MLFLOW_EXPERIMENT, mlflow_experiment: {experiment_id: '" + trace.experimentId()
                        + "'}}"));
        info.put("request_time", time(trace.timestampMs()));
        info.put("state", trace.state().name());
        putIfPresent(info, "execution_duration_ms", trace.executionTimeMs());
        putIfPresent(info, "client_request_id", trace.clientRequestId());
        putIfPresent(info, "request_preview", trace.requestPreview());
        putIfPresent(info, "response_preview", trace.responsePreview());
        store.file(folder + "/trace_info.yaml", yaml(info));
        tags(folder + "/tags/", trace.tags());
        tags(folder + "/request_metadata/", trace.metadata());
        trace.assessments().forEach(assessment -> assessment(folder, assessment));
    }

    private void assessment(String trace, Assessment assessment) {
        Map<String, @Nullable Object> yaml = new LinkedHashMap<>();
        yaml.put("assessment_id", assessment.assessmentId());
        yaml.put("assessment_name", assessment.name());
        yaml.put("trace_id", assessment.traceId());
        yaml.put(
                "source",
                new Raw("{source_type: " + assessment.sourceType() + ", source_id: " + quoted(assessment.sourceId())
                        + "}"));
        yaml.put("create_time", time(assessment.createdTimestamp()));
        yaml.put("last_update_time", time(assessment.lastUpdatedTimestamp()));
        yaml.put(assessment.type().name(), new Raw(judged(assessment)));
        putIfPresent(yaml, "rationale", assessment.rationale());
        putIfPresent(yaml, "span_id", assessment.spanId());
        putIfPresent(yaml, "overrides", assessment.overrides());
        if (assessment.metadata() != null) {
            yaml.put("metadata", new Raw(assessment.metadata()));
        }
        yaml.put("valid", new Raw(String.valueOf(assessment.valid())));
        store.file(trace + "/assessments/" + assessment.assessmentId() + ".yaml", yaml(yaml));
    }

    private static String judged(Assessment assessment) {
        if (assessment.type().equals(AssessmentType.EXPECTATION)) {
            return "{serialized_value: {serialization_format: JSON_FORMAT, value: " + quoted(assessment.value()) + "}}";
        }
        if (assessment.type().equals(AssessmentType.ISSUE)) {
            return assessment.value();
        }
        String error = assessment.error();
        return "{value: " + assessment.value() + (error == null ? "" : ", error: " + error) + "}";
    }

    @Override
    public void write(Span span) {
        throw new UnsupportedOperationException("spans are among the artifacts");
    }

    @Override
    public void write(RegisteredModel model) {
        String folder = "models/" + model.name();
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("creation_timestamp", model.creationTime());
        meta.put("description", model.description());
        meta.put("last_updated_timestamp", model.lastUpdatedTime());
        meta.put("name", model.name());
        store.file(folder + "/meta.yaml", yaml(meta));
        tags(folder + "/tags/", model.tags());
        for (Alias alias : model.aliases()) {
            store.file(folder + "/aliases/" + alias.alias(), Long.toString(alias.version()));
        }
    }

    @Override
    public void write(ModelVersion version) {
        String folder = "models/" + version.name() + "/version-" + version.version();
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("creation_timestamp", version.creationTime());
        meta.put("current_stage", version.currentStage());
        meta.put("description", version.description());
        meta.put("last_updated_timestamp", version.lastUpdatedTime());
        meta.put("name", version.name());
        meta.put("run_id", version.runId());
        meta.put("run_link", version.runLink());
        meta.put("source", version.source());
        meta.put("status", version.status());
        meta.put("status_message", version.statusMessage());
        meta.put("storage_location", version.storageLocation());
        meta.put("user_id", version.userId());
        meta.put("version", version.version());
        store.file(folder + "/meta.yaml", yaml(meta));
        tags(folder + "/tags/", version.tags());
    }

    @Override
    public void commit() {
        // The files are there already.
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private String folder(Run run) {
        return folders.get(run.experimentId()) + "/" + run.runId();
    }

    private String folder(LoggedModel model) {
        return folders.get(model.experimentId()) + "/models/" + model.modelId();
    }

    private void tags(String folder, List<Tag> tags) {
        tags.forEach(tag -> store.file(folder + tag.key(), String.valueOf(tag.value())));
    }

    private void params(String folder, List<Param> params) {
        params.forEach(param -> store.file(folder + param.key(), param.value()));
    }

    private static void putIfPresent(Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static String time(long milliseconds) {
        return java.time.Instant.ofEpochMilli(milliseconds).toString();
    }

    private static String yaml(Map<String, @Nullable Object> map) {
        StringBuilder yaml = new StringBuilder();
        map.forEach((key, value) ->
                yaml.append(key).append(": ").append(scalar(value)).append('\n'));
        return yaml.toString();
    }

    private static String flow(Map<String, @Nullable Object> map) {
        StringBuilder yaml = new StringBuilder("{");
        map.forEach((key, value) -> yaml.append(yaml.length() == 1 ? "" : ", ")
                .append(quoted(key))
                .append(": ")
                .append(scalar(value)));
        return yaml.append('}').toString();
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof Raw raw) {
            return raw.yaml;
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(@Nullable String text) {
        StringBuilder quoted = new StringBuilder("\"");
        String.valueOf(text).codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c >= 0x20 && c < 0x7F) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }
}
