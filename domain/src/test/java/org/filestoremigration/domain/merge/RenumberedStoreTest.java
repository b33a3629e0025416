package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Test;

class RenumberedStoreTest {

    private static final ExperimentId FULL = SampleExperiments.FULL.experimentId();
    private static final Map<ExperimentId, ExperimentId> NEW_IDS =
            Map.of(FULL, new ExperimentId(9), new ExperimentId(Long.MAX_VALUE), new ExperimentId(8));

    @Test
    void isTheStoreItselfWhereNothingChanges() {
        StoreReader store = SampleStore.create().reader();
        assertThat(RenumberedStore.of(store, Map.of())).isSameAs(store);
    }

    @Test
    void bringsTheExperimentsIntoTheOrderOfTheirNewIds() {
        StoreReader store = renumbered();
        assertThat(store.experiments()
                        .map(experiment -> experiment.experimentId().value()))
                .containsExactly(0L, 7L, 8L, 9L, 794929788231750199L);
    }

    @Test
    void recordsTheOldIdInATagAndAsFinding() {
        StoreReader store = renumbered();
        Experiment last = store.experiments().toList().get(2);
        assertThat(last.name()).isEqualTo(SampleExperiments.LAST.name());
        assertThat(last.artifactLocation()).isEqualTo(SampleExperiments.LAST.artifactLocation());
        assertThat(last.tags()).containsExactly(new Tag("filestoremigration.experiment_id", "9223372036854775807"));
        assertThat(store.experiments()).hasSize(5);
        assertThat(store.findings().places(Normalization.EXPERIMENT_ID))
                .extracting(Finding.Normalized::place)
                .containsExactlyInAnyOrder(
                        new SourcePlace("154018651289039231", 0, "experiment_id is now 9"),
                        new SourcePlace("9223372036854775807", 0, "experiment_id is now 8"));
    }

    @Test
    void keepsATagThatIsInTheWay() {
        InMemoryStore sample = SampleStore.create();
        Experiment last = SampleExperiments.LAST;
        sample.put(new Experiment(
                last.experimentId(),
                last.name(),
                last.artifactLocation(),
                last.lifecycleStage(),
                last.creationTime(),
                last.lastUpdateTime(),
                List.of(
                        new Tag("filestoremigration.experiment_id", "5"),
                        new Tag("filestoremigration.experiment_id.1", "4"))));
        Experiment renumbered = RenumberedStore.of(sample.reader(), NEW_IDS)
                .experiments()
                .toList()
                .get(2);
        assertThat(renumbered.tags())
                .containsExactly(
                        new Tag("filestoremigration.experiment_id", "9223372036854775807"),
                        new Tag("filestoremigration.experiment_id.1", "4"),
                        new Tag("filestoremigration.experiment_id.2", "5"));
    }

    /** What an experiment of the sample has by its old id, the renumbered store has by its new one, and nothing else changes. */
    @Test
    void changesTheIdOfEverythingInAnExperimentAndNothingElse() {
        StoreReader plain = SampleStore.create().reader();
        StoreReader store = renumbered();
        Experiment full = store.experiments().toList().get(3);
        Experiment old = SampleExperiments.FULL;
        expectSame(store.datasets(full), plain.datasets(old));
        expectSame(store.runs(full), plain.runs(old));
        expectSame(store.loggedModels(full), plain.loggedModels(old));
        expectSame(store.traces(full), plain.traces(old));
        assertThat(store.runs(full).flatMap(store::metrics).toList())
                .isEqualTo(plain.runs(SampleExperiments.FULL)
                        .flatMap(plain::metrics)
                        .toList())
                .isNotEmpty();
        assertThat(store.loggedModels(full).flatMap(store::metrics).toList())
                .isEqualTo(plain.loggedModels(SampleExperiments.FULL)
                        .flatMap(plain::metrics)
                        .toList())
                .isNotEmpty();
    }

    @Test
    void letsThePromptsFollow() {
        List<RegisteredModel> plain =
                SampleStore.create().reader().registeredModels().toList();
        List<RegisteredModel> models = renumbered().registeredModels().toList();
        assertThat(models).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(models.get(i).toString())
                    .isEqualTo(plain.get(i).toString().replace(",154018651289039231,", ",9,"));
        }
        assertThat(models).anyMatch(model -> model.tags().contains(new Tag("_mlflow_experiment_ids", ",9,")));
    }

    private static StoreReader renumbered() {
        return RenumberedStore.of(SampleStore.create().reader(), NEW_IDS);
    }

    private static void expectSame(Stream<?> renumbered, Stream<?> plain) {
        assertThat(renumbered.map(Object::toString))
                .containsExactlyElementsOf(
                        plain.map(text -> text.toString().replace("experimentId=" + FULL + ",", "experimentId=9,"))
                                .toList())
                .isNotEmpty();
    }
}
