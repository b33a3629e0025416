package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.InMemoryTarget;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.Test;

/** That it finds every changed field, {@link SharpnessTest} shows of each. */
class DigestProofTest {

    private final StoreReader source = SampleStore.create().reader();

    /** What a migration does, up to the publishing. */
    static Optional<Proof> proven(StoreReader source, StoreTarget target) {
        ContentDigest digest = new ContentDigest();
        MigrationSummary written;
        try (StoreWriter writer = target.writer()) {
            written = Migration.copy(source, writer, Progress.NONE, entity -> {}, digest::add);
            writer.commit();
        }
        return Proof.byDigest(digest.finish(), written, source, target, Verification.DEFAULT_LIMIT, Progress.NONE);
    }

    @Test
    void countsAsAComparisonOfEveryFieldDoes() {
        Proof byDigest = proven(source, new InMemoryTarget(store -> {})).orElseThrow();

        assertThat(byDigest).isEqualTo(ProofTest.proven(source, new InMemoryTarget(store -> {})));
        assertThat(byDigest.comparison().tallies()).hasSizeGreaterThan(20);
        assertThat(byDigest.comparison().contentDigest()).isEqualTo(ContentDigest.of(source));
    }

    @Test
    void publishesWhatIsEqual() {
        InMemoryTarget target = new InMemoryTarget(store -> {}, new Check("quick_check", List.of()));

        Proof proof = proven(source, target).orElseThrow();

        assertThat(target.isPublished()).isFalse();
        assertThat(proof.publish(target)).isTrue();
        assertThat(target.isPublished()).isTrue();
    }

    @Test
    void publishesNoTargetThatComplainsAboutItself() {
        InMemoryTarget target = new InMemoryTarget(store -> {}, new Check("quick_check", List.of("a page is torn")));

        Proof proof = proven(source, target).orElseThrow();

        assertThat(proof.comparison().equal()).isTrue();
        assertThat(proof.publish(target)).isFalse();
        assertThat(target.isPublished()).isFalse();
    }

    @Test
    void doesNotHoldWhereARunIsLost() {
        assertThat(proven(source, new InMemoryTarget(store -> store.remove(firstRun()))))
                .isEmpty();
    }

    private Run firstRun() {
        return source.experiments().flatMap(source::runs).findFirst().orElseThrow();
    }
}
