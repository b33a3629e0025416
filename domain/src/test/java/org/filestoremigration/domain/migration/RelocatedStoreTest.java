package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.store.StoreReader;
import org.junit.jupiter.api.Test;

class RelocatedStoreTest {

    private static final LocationRule TO_BUCKET = (owner, location) -> LocationRewrite.first(
            List.of(LocationRewrite.of("/store/mlruns", "s3://new"), LocationRewrite.of("dummy-source", "wrong")),
            location);

    private static StoreReader sample() {
        return SampleStore.create().reader();
    }

    private static List<String> locations(StoreReader store) {
        List<String> found = new ArrayList<>();
        Migration.plan(store, Progress.NONE, entity -> found.addAll(EntityLocations.of(entity)));
        return found;
    }

    @Test
    void changesEveryLocationInThePlaceAndNoOther() {
        List<String> expected = locations(sample()).stream()
                .map(location -> location.replace("file:///store/mlruns", "s3://new"))
                .toList();
        assertThat(expected)
                .contains("s3://new/794929788231750199/7b58d108656b43439267ee4455977cfd/artifacts", "dummy-source");
        assertThat(locations(new RelocatedStore(sample(), TO_BUCKET))).isEqualTo(expected);
    }

    @Test
    void changesNothingElse() {
        LocationRule away = (owner, location) -> Optional.of("moved:" + location.text());
        LocationRule back = (owner, location) -> Optional.of(location.text().substring("moved:".length()));
        StoreReader moved = new RelocatedStore(sample(), away);
        assertThat(StoreContent.of(moved)).isNotEqualTo(StoreContent.of(sample()));
        assertThat(StoreContent.of(new RelocatedStore(moved, back))).isEqualTo(StoreContent.of(sample()));
    }

    @Test
    void countsWhatItChanges() {
        StoreReader moved = new RelocatedStore(sample(), TO_BUCKET);
        long changed = locations(moved).stream()
                .filter(location -> location.startsWith("s3://new"))
                .count();
        assertThat(changed).isGreaterThan(5);
        assertThat(moved.findings().normalizations()).containsEntry(Normalization.ARTIFACT_URI, changed);
        assertThat(moved.findings()
                        .places(Normalization.ARTIFACT_URI)
                        .get(0)
                        .place()
                        .toString())
                .startsWith("experiment ");
    }
}
