package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.MergeOutcome.Kept;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No field of any record gets lost between two stores without a word: each is edited in one of them, one by one. */
class EveryFieldTest {

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
            // What a run's latest metrics become follows from its points, and only a change is told.
            if (!Edited.isKey(entity, component) && !component.getName().equals("latestMetrics")) {
                String name = entity.getClass().getSimpleName() + "." + component.getName();
                tests.add(DynamicTest.dynamicTest(name, () -> tells(entity, component, join)));
            }
        }
        return tests.stream();
    }

    private <T extends Record> void tells(T entity, RecordComponent component, BinaryOperator<T> join) {
        T source = Edited.with(entity, component.getName(), Edited.other(entity, component));

        outcomes.clear();
        Object joined = Edited.value(join.apply(entity, source), component);

        boolean kept = outcomes.stream().anyMatch(Kept.class::isInstance);
        assertThat(outcomes).isNotEmpty();
        assertThat(joined).isEqualTo(Edited.value(kept ? entity : source, component));

        outcomes.clear();
        assertThat(join.apply(source, source)).isEqualTo(source);
        assertThat(outcomes).isEmpty();
    }
}
