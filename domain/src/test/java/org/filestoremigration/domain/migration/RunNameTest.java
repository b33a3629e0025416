package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.junit.jupiter.api.Test;

class RunNameTest {

    @Test
    void prefersTheNameInTheFile() {
        assertThat(RunName.of("in file", "old", "in tag")).isEqualTo(new Ruling<>(Optional.of("in file"), null));
    }

    @Test
    void takesTheTagWhereTheFileHasNoName() {
        assertThat(RunName.of("", "old", "in tag"))
                .isEqualTo(new Ruling<>(Optional.of("in tag"), Normalization.RUN_NAME));
        assertThat(RunName.of(null, null, "in tag"))
                .isEqualTo(new Ruling<>(Optional.of("in tag"), Normalization.RUN_NAME));
    }

    @Test
    void takesTheOldKeyLast() {
        assertThat(RunName.of(null, "old", ""))
                .isEqualTo(new Ruling<>(Optional.of("old"), Normalization.LEGACY_RUN_NAME));
        assertThat(RunName.of("", "old", null))
                .isEqualTo(new Ruling<>(Optional.of("old"), Normalization.LEGACY_RUN_NAME));
    }

    @Test
    void hasNoNameWhereNothingSaysOne() {
        assertThat(RunName.of("", null, null)).isEqualTo(new Ruling<>(Optional.empty(), Normalization.RUN_NAME));
        assertThat(RunName.of(null, "", "")).isEqualTo(new Ruling<>(Optional.empty(), null));
    }
}
