package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.InMemoryTarget;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleModels;
import org.filestoremigration.domain.store.SampleRegistry;
import org.filestoremigration.domain.store.SampleRuns;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.SampleTraces;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That a changed field is not published either, {@link SharpnessTest} shows of each. */
class ProofTest {

    private final StoreReader source = SampleStore.create().reader();

    /** What a migration does, up to the publishing. */
    static Proof proven(StoreReader source, StoreTarget target) {
        try (StoreWriter writer = target.writer()) {
            Migration.copy(source, writer, Progress.NONE);
            writer.commit();
        }
        try (Verification verification = Verification.begin(source)) {
            return Proof.of(verification, target, Verification.DEFAULT_LIMIT, Progress.NONE);
        }
    }

    @Test
    void publishesWhatIsEqual() {
        InMemoryTarget target = new InMemoryTarget(store -> {}, new Check("quick_check", List.of()));

        Proof proof = proven(source, target);

        assertThat(target.isPublished()).isFalse();
        assertThat(proof.holds()).isTrue();
        assertThat(proof.publish(target)).isTrue();
        assertThat(target.isPublished()).isTrue();
    }

    @Test
    void publishesNoTargetThatComplainsAboutItself() {
        InMemoryTarget target = new InMemoryTarget(store -> {}, new Check("quick_check", List.of("a page is torn")));

        Proof proof = proven(source, target);

        assertThat(proof.comparison().equal()).isTrue();
        assertThat(proof.publish(target)).isFalse();
        assertThat(target.isPublished()).isFalse();
    }

    static Stream<Arguments> lost() {
        return Stream.of(
                loss(EntityKind.EXPERIMENT, store -> store.remove(SampleExperiments.DEFAULT)),
                loss(EntityKind.DATASET, store -> store.remove(SampleExperiments.CUSTOMERS)),
                loss(EntityKind.RUN, store -> store.remove(SampleRuns.RUNNING)),
                loss(EntityKind.METRIC, store -> store.put(SampleRuns.OLD, List.of())),
                loss(EntityKind.LATEST_METRIC, store -> store.put(SampleRuns.with(SampleRuns.OLD, List.of()))),
                loss(EntityKind.LOGGED_MODEL, store -> store.remove(SampleModels.PENDING)),
                loss(EntityKind.LOGGED_MODEL_METRIC, store -> store.put(SampleModels.ELSEWHERE, List.of())),
                loss(EntityKind.TRACE, store -> store.remove(SampleTraces.FULL)),
                loss(EntityKind.REGISTERED_MODEL, store -> store.remove(SampleRegistry.FULL)),
                loss(
                        EntityKind.MODEL_VERSION,
                        store -> store.remove(SampleRegistry.modelVersions(SampleRegistry.FULL)
                                .get(0))));
    }

    private static Arguments loss(EntityKind kind, Consumer<InMemoryStore> damage) {
        return Arguments.of(kind, damage);
    }

    @ParameterizedTest
    @MethodSource("lost")
    void publishesNoTargetThatLostAnEntity(EntityKind kind, Consumer<InMemoryStore> damage) {
        InMemoryTarget target = new InMemoryTarget(damage);

        Proof proof = proven(source, target);

        assertThat(proof.comparison().tally(kind).missing()).isPositive();
        assertThat(proof.publish(target)).isFalse();
        assertThat(target.isPublished()).isFalse();
    }
}
