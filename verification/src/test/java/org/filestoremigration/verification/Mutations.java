package org.filestoremigration.verification;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.SpanContent;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.jspecify.annotations.Nullable;

/** Every record that differs from a given one in one component outside its key, those of nested records included. */
final class Mutations {

    /**
     * @param entity the whole record, changed in one place
     */
    record Mutation(
            EntityKind kind,
            String component,
            @Nullable Object before,
            @Nullable Object after,
            Record entity) {}

    /** The components that make the key of each record, or are its owner's. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("Experiment", Set.of("experimentId")),
            Map.entry("Dataset", Set.of("experimentId", "name", "digest")),
            Map.entry("Run", Set.of("experimentId", "runId")),
            Map.entry("Param", Set.of("key")),
            Map.entry("Tag", Set.of("key")),
            Map.entry("DatasetInput", Set.of("datasetId")),
            Map.entry("ModelInput", Set.of("modelId")),
            Map.entry("ModelOutput", Set.of("modelId")),
            Map.entry("Metric", Set.of("key", "step", "timestamp")),
            Map.entry("LatestMetric", Set.of("key")),
            Map.entry("LoggedModel", Set.of("experimentId", "modelId")),
            Map.entry("LoggedModelMetric", Set.of("key", "step", "timestamp", "runId")),
            Map.entry("Trace", Set.of("experimentId", "traceId")),
            Map.entry("Assessment", Set.of("traceId", "assessmentId")),
            Map.entry("Span", Set.of("experimentId", "traceId", "spanId")),
            Map.entry("RegisteredModel", Set.of("name")),
            Map.entry("Alias", Set.of("alias")),
            Map.entry("ModelVersion", Set.of("name", "version")));

    private static final Map<String, EntityKind> NESTED = Map.ofEntries(
            Map.entry("Experiment.tags", EntityKind.EXPERIMENT_TAG),
            Map.entry("Run.params", EntityKind.PARAM),
            Map.entry("Run.tags", EntityKind.TAG),
            Map.entry("Run.datasetInputs", EntityKind.DATASET_INPUT),
            Map.entry("DatasetInput.tags", EntityKind.INPUT_TAG),
            Map.entry("Run.modelInputs", EntityKind.MODEL_INPUT),
            Map.entry("Run.modelOutputs", EntityKind.MODEL_OUTPUT),
            Map.entry("Run.latestMetrics", EntityKind.LATEST_METRIC),
            Map.entry("LoggedModel.params", EntityKind.LOGGED_MODEL_PARAM),
            Map.entry("LoggedModel.tags", EntityKind.LOGGED_MODEL_TAG),
            Map.entry("Trace.tags", EntityKind.TRACE_TAG),
            Map.entry("Trace.metadata", EntityKind.TRACE_METADATA),
            Map.entry("Trace.assessments", EntityKind.ASSESSMENT),
            Map.entry("RegisteredModel.tags", EntityKind.REGISTERED_MODEL_TAG),
            Map.entry("RegisteredModel.aliases", EntityKind.REGISTERED_MODEL_ALIAS),
            Map.entry("ModelVersion.tags", EntityKind.MODEL_VERSION_TAG));

    private Mutations() {}

    static List<Mutation> of(EntityKind kind, Record entity) {
        String type = entity.getClass().getSimpleName();
        Set<String> key = Objects.requireNonNull(KEYS.get(type), type);
        List<Mutation> mutations = new ArrayList<>();
        for (RecordComponent component : entity.getClass().getRecordComponents()) {
            Object value = value(entity, component);
            if (value instanceof List<?> children) {
                EntityKind childKind = Objects.requireNonNull(NESTED.get(type + "." + component.getName()));
                for (int i = 0; i < children.size(); i++) {
                    for (Mutation child : of(childKind, (Record) children.get(i))) {
                        List<Object> changed = new ArrayList<>(children);
                        changed.set(i, child.entity());
                        mutations.add(new Mutation(
                                child.kind(),
                                child.component(),
                                child.before(),
                                child.after(),
                                with(entity, component, changed)));
                    }
                }
            } else if (!key.contains(component.getName())) {
                Object other = other(component.getType(), value);
                mutations.add(new Mutation(kind, component.getName(), value, other, with(entity, component, other)));
            }
        }
        return mutations;
    }

    static @Nullable Object value(Record entity, RecordComponent component) {
        try {
            return component.getAccessor().invoke(entity);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Record with(Record entity, RecordComponent changed, @Nullable Object value) {
        RecordComponent[] components = entity.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(changed.getName()) ? value : value(entity, component))
                .toArray();
        try {
            return (Record) entity.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Another value of the type: NULL where there was one that is not the empty text, so that both kinds occur. */
    private static Object other(Class<?> type, @Nullable Object value) {
        if (type == String.class) {
            return value == null ? "" : value + " ";
        } else if (type == SpanContent.class) {
            return SpanContent.of(value + " ");
        } else if (type == long.class || type == Long.class) {
            return value == null ? 0L : (Long) value + 1;
        } else if (type == double.class || type == Double.class) {
            return value == null ? 0.0 : Math.nextUp((Double) value);
        } else if (type == boolean.class) {
            return !Boolean.TRUE.equals(value);
        } else if (type == LifecycleStage.class) {
            return new LifecycleStage(value + "?");
        } else if (type == RunStatus.class) {
            return new RunStatus(value + "?");
        } else if (type == SourceType.class) {
            return new SourceType(value + "?");
        } else if (type == TraceState.class) {
            return new TraceState(value + "?");
        } else if (type == AssessmentType.class) {
            return new AssessmentType(value + "?");
        } else if (type == LoggedModelStatus.class) {
            return new LoggedModelStatus(99);
        }
        throw new AssertionError("no other value for " + type);
    }
}
