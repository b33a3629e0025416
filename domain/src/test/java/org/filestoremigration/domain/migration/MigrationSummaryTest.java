package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;
import org.junit.jupiter.api.Test;

class MigrationSummaryTest {

    @Test
    void leavesOutKindsWithNone() {
        Map<EntityKind, Long> written = new HashMap<>(Map.of(EntityKind.RUN, 2L, EntityKind.TAG, 0L));
        MigrationSummary summary = new MigrationSummary(written);
        written.put(EntityKind.PARAM, 9L);

        assertThat(summary.written()).containsExactly(entry(EntityKind.RUN, 2L));
        assertThat(summary.count(EntityKind.RUN)).isEqualTo(2);
        assertThat(summary.count(EntityKind.TAG)).isZero();
    }

    @Test
    void mayBeEmpty() {
        assertThat(new MigrationSummary(Map.of()).written()).isEmpty();
    }
}
