package org.filestoremigration.verification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;

/** Every kind of entity, with the names of MLflow's SQL columns. */
final class EntityTypes {

    static final EntityType<Experiment> EXPERIMENT = EntityType.of(
            EntityKind.EXPERIMENT,
            Experiment.class,
            experiment -> names(experiment.experimentId()),
            List.of("experimentId"),
            Map.of(),
            List.of(part(tag(EntityKind.EXPERIMENT_TAG, "value"), Experiment::tags)));

    static final EntityType<Dataset> DATASET = EntityType.of(
            EntityKind.DATASET,
            Dataset.class,
            dataset -> names(dataset.datasetId()),
            List.of("experimentId"),
            Map.of(
                    "sourceType", "dataset_source_type",
                    "source", "dataset_source",
                    "schema", "dataset_schema",
                    "profile", "dataset_profile"),
            List.of());

    private static final EntityType<DatasetInput> DATASET_INPUT = EntityType.of(
            EntityKind.DATASET_INPUT,
            DatasetInput.class,
            input -> names(input.datasetId()),
            List.of("datasetId"),
            Map.of(),
            List.of(part(tag(EntityKind.INPUT_TAG, "value"), DatasetInput::tags)));

    private static final EntityType<ModelInput> MODEL_INPUT = EntityType.of(
            EntityKind.MODEL_INPUT,
            ModelInput.class,
            input -> names(input.modelId()),
            List.of("modelId"),
            Map.of(),
            List.of());

    private static final EntityType<ModelOutput> MODEL_OUTPUT = EntityType.of(
            EntityKind.MODEL_OUTPUT,
            ModelOutput.class,
            output -> names(output.modelId()),
            List.of("modelId"),
            Map.of(),
            List.of());

    private static final EntityType<LatestMetric> LATEST_METRIC = EntityType.of(
            EntityKind.LATEST_METRIC,
            LatestMetric.class,
            metric -> names(metric.key()),
            List.of("key"),
            Map.of(),
            List.of());

    static final EntityType<Run> RUN = EntityType.of(
            EntityKind.RUN,
            Run.class,
            run -> names(run.runId()),
            List.of("runId", "experimentId"),
            Map.of("runId", "run_uuid"),
            List.of(
                    part(param(EntityKind.PARAM, "value"), Run::params),
                    part(tag(EntityKind.TAG, "value"), Run::tags),
                    part(DATASET_INPUT, Run::datasetInputs),
                    part(MODEL_INPUT, Run::modelInputs),
                    part(MODEL_OUTPUT, Run::modelOutputs),
                    part(LATEST_METRIC, Run::latestMetrics)));

    static final EntityType<Metric> METRIC = EntityType.of(
            EntityKind.METRIC,
            Metric.class,
            metric -> names(metric.key(), metric.step(), metric.timestamp()),
            List.of("key", "step", "timestamp"),
            Map.of(),
            List.of());

    static final EntityType<LoggedModel> LOGGED_MODEL = EntityType.of(
            EntityKind.LOGGED_MODEL,
            LoggedModel.class,
            model -> names(model.modelId()),
            List.of("modelId", "experimentId"),
            Map.of(
                    "creationTimestamp", "creation_timestamp_ms",
                    "lastUpdatedTimestamp", "last_updated_timestamp_ms"),
            List.of(
                    part(param(EntityKind.LOGGED_MODEL_PARAM, "param_value"), LoggedModel::params),
                    part(tag(EntityKind.LOGGED_MODEL_TAG, "tag_value"), LoggedModel::tags)));

    static final EntityType<LoggedModelMetric> LOGGED_MODEL_METRIC = EntityType.of(
            EntityKind.LOGGED_MODEL_METRIC,
            LoggedModelMetric.class,
            metric -> names(metric.key(), metric.timestamp(), metric.step(), metric.runId()),
            List.of("key", "runId", "step", "timestamp"),
            Map.of("value", "metric_value"),
            List.of());

    private static final EntityType<Assessment> ASSESSMENT = EntityType.of(
            EntityKind.ASSESSMENT,
            Assessment.class,
            assessment -> names(assessment.assessmentId()),
            List.of("assessmentId", "traceId"),
            Map.of("type", "assessment_type", "metadata", "assessment_metadata"),
            List.of());

    static final EntityType<Trace> TRACE = EntityType.of(
            EntityKind.TRACE,
            Trace.class,
            trace -> names(trace.traceId()),
            List.of("traceId", "experimentId"),
            Map.of("traceId", "request_id", "state", "status"),
            List.of(
                    part(tag(EntityKind.TRACE_TAG, "value"), Trace::tags),
                    part(tag(EntityKind.TRACE_METADATA, "value"), Trace::metadata),
                    part(ASSESSMENT, Trace::assessments)));

    static final EntityType<Span> SPAN = EntityType.of(
            EntityKind.SPAN,
            Span.class,
            span -> names(span.spanId()),
            List.of("traceId", "experimentId", "spanId"),
            Map.of(),
            List.of());

    private static final EntityType<Alias> ALIAS = EntityType.of(
            EntityKind.REGISTERED_MODEL_ALIAS,
            Alias.class,
            alias -> names(alias.alias()),
            List.of("alias"),
            Map.of(),
            List.of());

    static final EntityType<RegisteredModel> REGISTERED_MODEL = EntityType.of(
            EntityKind.REGISTERED_MODEL,
            RegisteredModel.class,
            model -> names(model.name()),
            List.of("name"),
            Map.of(),
            List.of(
                    part(tag(EntityKind.REGISTERED_MODEL_TAG, "value"), RegisteredModel::tags),
                    part(ALIAS, RegisteredModel::aliases)));

    static final EntityType<ModelVersion> MODEL_VERSION = EntityType.of(
            EntityKind.MODEL_VERSION,
            ModelVersion.class,
            version -> names(version.version()),
            List.of("name", "version"),
            Map.of(),
            List.of(part(tag(EntityKind.MODEL_VERSION_TAG, "value"), ModelVersion::tags)));

    private static final Map<Class<? extends Entity>, EntityType<?>> IN_A_WALK = Map.of(
            Experiment.class, EXPERIMENT,
            Dataset.class, DATASET,
            Run.class, RUN,
            Metric.class, METRIC,
            LoggedModel.class, LOGGED_MODEL,
            LoggedModelMetric.class, LOGGED_MODEL_METRIC,
            Trace.class, TRACE,
            Span.class, SPAN,
            RegisteredModel.class, REGISTERED_MODEL,
            ModelVersion.class, MODEL_VERSION);

    private EntityTypes() {}

    /** The type of a record that comes in a {@link StoreWalk}. */
    @SuppressWarnings("unchecked") // the map pairs each class with its own type
    static EntityType<Record> of(Entity entity) {
        return (EntityType<Record>) Objects.requireNonNull(IN_A_WALK.get(entity.getClass()));
    }

    private static EntityType<Tag> tag(EntityKind kind, String valueColumn) {
        return EntityType.of(
                kind, Tag.class, tag -> names(tag.key()), List.of("key"), Map.of("value", valueColumn), List.of());
    }

    private static EntityType<Param> param(EntityKind kind, String valueColumn) {
        return EntityType.of(
                kind,
                Param.class,
                param -> names(param.key()),
                List.of("key"),
                Map.of("value", valueColumn),
                List.of());
    }

    private static <T extends Record, C extends Record & Comparable<? super C>> EntityType.Part<T, C> part(
            EntityType<C> type, Function<T, List<C>> list) {
        return new EntityType.Part<>(type, list);
    }

    private static Object[] names(Object... names) {
        return names;
    }
}
