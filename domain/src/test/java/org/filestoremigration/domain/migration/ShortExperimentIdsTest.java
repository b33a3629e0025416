package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.migration.ShortExperimentIds.Known;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShortExperimentIdsTest {

    @Test
    void keepsTheIdsThatLeaveRoom() {
        ShortExperimentIds ids = ShortExperimentIds.of(
                List.of(known(0, 1L), known(7, 2L), known(2_000_000_000L, 3L), known(2_000_000_001L, 4L)));
        assertThat(ids.newIds()).isEqualTo(Map.of(id(2_000_000_001L), id(2_000_000_001L)));
        assertThat(ids.next()).isEqualTo(id(2_000_000_002L));
    }

    @Test
    void numbersTheOthersByAge() {
        ShortExperimentIds ids = ShortExperimentIds.of(List.of(
                known(0, 9L),
                known(3, 9L),
                known(300_000_000_000_000_000L, 20L),
                known(200_000_000_000_000_000L, 20L),
                known(100_000_000_000_000_000L, 30L),
                known(900_000_000_000_000_000L, null)));
        assertThat(ids.newIds())
                .isEqualTo(Map.of(
                        id(900_000_000_000_000_000L), id(4),
                        id(200_000_000_000_000_000L), id(5),
                        id(300_000_000_000_000_000L), id(6),
                        id(100_000_000_000_000_000L), id(7)));
        assertThat(ids.next()).isEqualTo(id(8));
    }

    @Test
    void countsExperimentZeroAsKeptWhereThereIsNone() {
        assertThat(ShortExperimentIds.of(List.of(known(Long.MAX_VALUE, 1L))).newIds())
                .isEqualTo(Map.of(id(Long.MAX_VALUE), id(1)));
    }

    @Test
    void keepsTheNumbersOfEarlierExperiments() {
        List<Known> before = List.of(known(10_000_000_000L, 1L), known(9_000_000_000L, 2L));
        List<Known> after = List.of(known(8_000_000_000L, 3L), known(10_000_000_000L, 1L), known(9_000_000_000L, 2L));
        assertThat(ShortExperimentIds.of(after).newIds())
                .containsAllEntriesOf(ShortExperimentIds.of(before).newIds())
                .containsEntry(id(8_000_000_000L), id(3));
    }

    @Test
    void numbersAnIdThatComesTwiceOnce() {
        ShortExperimentIds ids = ShortExperimentIds.of(
                List.of(known(9_000_000_000L, 5L), known(8_000_000_000L, 4L), known(9_000_000_000L, 1L)));
        assertThat(ids.newIds()).isEqualTo(Map.of(id(9_000_000_000L), id(1), id(8_000_000_000L), id(2)));
    }

    private static Known known(long id, @Nullable Long creationTime) {
        return new Known(id(id), creationTime);
    }

    private static ExperimentId id(long id) {
        return new ExperimentId(id);
    }
}
