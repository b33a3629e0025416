package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.filestoremigration.domain.merge.MergeOutcome.Kept;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No field of any record gets lost between two stores without a word: each is edited in one of them, one by one. */
class EveryFieldTest {

    /** What makes an entity the one that it is; the rest of this test is about all other components. */
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
            "ModelVersion.runId");

    private final List<MergeOutcome> outcomes = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> tellsOfEachFieldThatDiffersAndTakesWhatOnlyTheSourceHas() {
        EntityKey model = EntityKey.of(EntityKind.LOGGED_MODEL, 7, "m1");
        Joining joining = new Joining(OnConflict.SOURCE, outcomes::add);
        return Stream.of(
                        of(Given.experiment(7, "e"), (left, right) -> ExperimentJoin.join(left, right, joining)),
                        of(Given.dataset(7, "d"), (left, right) -> DatasetJoin.join(left, right, joining)),
                        of(Given.run("r1", 7), (left, right) -> RunJoin.join(left, right, joining)),
                        of(Given.loggedModel("m1", 7), (left, right) -> LoggedModelJoin.join(left, right, joining)),
                        of(
                                new LoggedModelMetric("acc", 0.5, 1, 2, "r1", "train", "d1"),
                                (left, right) -> LoggedModelJoin.join(model, left, right, joining)),
                        of(Given.trace("t1", 7), (left, right) -> TraceJoin.join(left, right, joining)),
                        of(
                                Given.assessment("a1", "t1"),
                                (left, right) -> TraceJoin.join(
                                                Given.trace("t1", 7, left), Given.trace("t1", 7, right), joining)
                                        .assessments()
                                        .get(0)),
                        of(Given.model("m"), (left, right) -> RegisteredModelJoin.join(left, right, joining)),
                        of(Given.version("m", 1, "r1"), (left, right) -> ModelVersionJoin.join(left, right, joining)))
                .flatMap(tests -> tests);
    }

    private <T extends Record> Stream<DynamicTest> of(T entity, BinaryOperator<T> join) {
        List<DynamicTest> tests = new ArrayList<>();
        for (RecordComponent component : entity.getClass().getRecordComponents()) {
            String name = entity.getClass().getSimpleName() + "." + component.getName();
            Object edited = other(entity, component.getName());
            if (!KEYS.contains(name) && edited != null) {
                tests.add(DynamicTest.dynamicTest(name, () -> tells(entity, component, edited, join)));
            }
        }
        return tests.stream();
    }

    private <T extends Record> void tells(T entity, RecordComponent component, Object edited, BinaryOperator<T> join) {
        T source = Edited.with(entity, component.getName(), edited);

        outcomes.clear();
        Object joined = value(component, join.apply(entity, source));

        boolean kept = outcomes.stream().anyMatch(Kept.class::isInstance);
        assertThat(outcomes).isNotEmpty();
        assertThat(joined).isEqualTo(value(component, kept ? entity : source));

        outcomes.clear();
        assertThat(join.apply(source, source)).isEqualTo(source);
        assertThat(outcomes).isEmpty();
    }

    private static @Nullable Object value(RecordComponent component, Record entity) {
        try {
            return component.getAccessor().invoke(entity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another value; a list gets an element. A lifecycle's deletion time goes with the stage alone. */
    private static @Nullable Object other(Record entity, String component) {
        RecordComponent found = Arrays.stream(entity.getClass().getRecordComponents())
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .orElseThrow();
        if (found.getType() == List.class) {
            return element(component);
        }
        Object value = value(found, entity);
        if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Double number) {
            return number + 1;
        } else if (value instanceof LifecycleStage) {
            return LifecycleStage.DELETED;
        } else if (value instanceof RunStatus) {
            return RunStatus.FAILED;
        } else if (value instanceof SourceType) {
            return SourceType.JOB;
        } else if (value instanceof LoggedModelStatus) {
            return LoggedModelStatus.FAILED;
        } else if (value instanceof TraceState) {
            return TraceState.ERROR;
        } else if (value instanceof AssessmentType) {
            return AssessmentType.EXPECTATION;
        } else if (value instanceof String text) {
            return text + "!";
        }
        return value == null || value instanceof Long
                ? Long.valueOf(1 + Objects.requireNonNullElse((Long) value, 0L))
                : null;
    }

    private static @Nullable List<?> element(String component) {
        return switch (component) {
            case "params" -> List.of(new Param("new", "1"));
            case "tags", "metadata" -> List.of(new Tag("new", "1"));
            case "assessments" -> List.of(Given.assessment("new", "t1"));
            case "aliases" -> List.of(new Alias("new", 1));
            case "datasetInputs" -> List.of(new DatasetInput("new", true, List.of()));
            case "modelInputs" -> List.of(new ModelInput("new"));
            case "modelOutputs" -> List.of(new ModelOutput("new", 1));
            // What a run's latest metrics become follows from its points, and only a change is told.
            case "latestMetrics" -> null;
            default -> throw new IllegalArgumentException(component);
        };
    }
}
