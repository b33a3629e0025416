package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.junit.jupiter.api.Test;

final class KeySetTest {

    @Test
    void tellsHundredsOfThousandsOfFieldsApart() {
        KeySet keys = new KeySet();

        for (int step = 0; step < 100_000; step++) {
            EntityKey point = EntityKey.of(EntityKind.METRIC, "0", "run", "loss", step, 1_700_000_000_000L);
            assertThat(keys.add(point, "value")).isTrue();
            assertThat(keys.add(point, "is_nan")).isTrue();
            assertThat(keys.add(point, "value")).isFalse();
        }
    }

    @Test
    void doesNotTakeOnePartingOfNamesForAnother() {
        KeySet keys = new KeySet();
        keys.add(EntityKey.of(EntityKind.TAG, "0", "ab", "c"), "value");

        assertThat(keys.contains(EntityKey.of(EntityKind.TAG, "0", "a", "bc"), "value"))
                .isFalse();
        assertThat(keys.contains(EntityKey.of(EntityKind.PARAM, "0", "ab", "c"), "value"))
                .isFalse();
        assertThat(keys.contains(EntityKey.of(EntityKind.TAG, "0", "ab", "c"), ""))
                .isFalse();
        assertThat(keys.contains(EntityKey.of(EntityKind.TAG, "0", "ab", "c"), "value"))
                .isTrue();
    }
}
