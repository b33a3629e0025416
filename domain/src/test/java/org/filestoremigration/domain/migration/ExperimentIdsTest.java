package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;

class ExperimentIdsTest {

    @Test
    void countsOnFromTheGreatestInTheOrderOfTheFolders() {
        assertThat(ExperimentIds.next(List.of(id(3), id(41), id(0)), List.of("my-exp", "007", "b")))
                .containsExactly(entry("007", id(42)), entry("b", id(43)), entry("my-exp", id(44)));
    }

    @Test
    void leavesTheDefaultExperimentsIdFree() {
        assertThat(ExperimentIds.next(List.of(), List.of("a"))).containsExactly(entry("a", id(1)));
    }

    @Test
    void givesNoneWhereNoneIsLeft() {
        assertThat(ExperimentIds.next(List.of(id(Long.MAX_VALUE - 1)), List.of("a", "b")))
                .containsExactly(entry("a", id(Long.MAX_VALUE)));
    }

    private static ExperimentId id(long value) {
        return new ExperimentId(value);
    }
}
