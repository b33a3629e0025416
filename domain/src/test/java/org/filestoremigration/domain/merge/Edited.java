package org.filestoremigration.domain.merge;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;
import org.jspecify.annotations.Nullable;

/** Records that differ from another one in a component. */
final class Edited {

    /** What makes an entity the one that it is. */
    private static final Set<String> KEYS = Set.of(
            "Experiment.experimentId",
            "Experiment.name",
            "Dataset.experimentId",
            "Dataset.name",
            "Dataset.digest",
            "Run.runId",
            "Run.experimentId",
            "LoggedModel.modelId",
            "LoggedModel.experimentId",
            "LoggedModelMetric.key",
            "LoggedModelMetric.timestamp",
            "LoggedModelMetric.step",
            "LoggedModelMetric.runId",
            "Trace.traceId",
            "Trace.experimentId",
            "Assessment.assessmentId",
            "Assessment.traceId",
            "RegisteredModel.name",
            "ModelVersion.name",
            "ModelVersion.version",
            "ModelVersion.creationTime",
            "ModelVersion.source",
            "ModelVersion.runId",
            "Param.key",
            "Tag.key",
            "Alias.alias",
            "DatasetInput.datasetId",
            "ModelInput.modelId",
            "ModelOutput.modelId");

    private Edited() {}

    static boolean isKey(Record entity, RecordComponent component) {
        return KEYS.contains(entity.getClass().getSimpleName() + "." + component.getName());
    }

    /** The record with another value in one component. */
    @SuppressWarnings("unchecked") // the record's own class is what its constructor makes
    static <T extends Record> T with(T entity, String component, @Nullable Object value) {
        try {
            RecordComponent[] components = entity.getClass().getRecordComponents();
            @Nullable Object[] values = new @Nullable Object[components.length];
            boolean found = false;
            for (int i = 0; i < components.length; i++) {
                boolean edited = components[i].getName().equals(component);
                found |= edited;
                values[i] = edited ? value : value(entity, components[i]);
            }
            if (!found) {
                throw new IllegalArgumentException(entity.getClass() + " has no " + component);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (T) entity.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static @Nullable Object value(Record entity, RecordComponent component) {
        try {
            return component.getAccessor().invoke(entity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another value than a component has now; a list is one of a new element. */
    static Object other(Record entity, RecordComponent component) {
        Object value = value(entity, component);
        Class<?> type = component.getType();
        if (type == List.class) {
            return List.of(element(component.getName()));
        } else if (type == boolean.class) {
            return !Boolean.TRUE.equals(value);
        } else if (type == Double.class || type == double.class) {
            return value == null ? 1.0 : (Double) value / 2 + 1;
        } else if (type == Long.class || type == long.class) {
            return value == null ? 1L : (Long) value / 2 + 1;
        } else if (type == String.class) {
            return value == null ? "new" : value + "!";
        } else if (type == LifecycleStage.class) {
            return LifecycleStage.DELETED.equals(value) ? LifecycleStage.ACTIVE : LifecycleStage.DELETED;
        } else if (type == RunStatus.class) {
            return RunStatus.FAILED.equals(value) ? RunStatus.KILLED : RunStatus.FAILED;
        } else if (type == SourceType.class) {
            return SourceType.JOB.equals(value) ? SourceType.LOCAL : SourceType.JOB;
        } else if (type == LoggedModelStatus.class) {
            return LoggedModelStatus.FAILED.equals(value) ? LoggedModelStatus.READY : LoggedModelStatus.FAILED;
        } else if (type == TraceState.class) {
            return TraceState.ERROR.equals(value) ? TraceState.OK : TraceState.ERROR;
        } else if (type == AssessmentType.class) {
            return AssessmentType.EXPECTATION.equals(value) ? AssessmentType.FEEDBACK : AssessmentType.EXPECTATION;
        }
        throw new IllegalArgumentException("no other value of " + component);
    }

    private static Record element(String list) {
        return switch (list) {
            case "params" -> new Param("new", "1");
            case "tags", "metadata" -> new Tag("new", "1");
            case "assessments" -> Given.assessment("new", "t1");
            case "aliases" -> new Alias("new", 1);
            case "datasetInputs" -> new DatasetInput("new", false, List.of());
            case "modelInputs" -> new ModelInput("new");
            case "modelOutputs" -> new ModelOutput("new", 1);
            default -> throw new IllegalArgumentException(list);
        };
    }
}
