package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.migration.ExperimentNames.Named;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;

class ExperimentNamesTest {

    @Test
    void leavesNamesAloneThatAreThereOnce() {
        assertThat(ExperimentNames.renamed(List.of(active(1, "a"), active(2, "b"))))
                .isEmpty();
    }

    @Test
    void letsTheActiveOneWithTheLowestIdKeepTheName() {
        assertThat(ExperimentNames.renamed(List.of(deleted(1, "a"), active(3, "a"), active(2, "a"))))
                .isEqualTo(Map.of(new ExperimentId(1), "a (1)", new ExperimentId(3), "a (3)"));
    }

    @Test
    void takesNoNameThatAnotherHas() {
        assertThat(ExperimentNames.renamed(List.of(active(1, "a"), active(2, "a"), active(3, "a (2)"))))
                .isEqualTo(Map.of(new ExperimentId(2), "a (2) (2)"));
    }

    @Test
    void namesTheDefaultExperimentAsMlflowDoesIfItCan() {
        assertThat(ExperimentNames.ofAbsentDefault(Set.of("other"))).isEqualTo("Default");
        assertThat(ExperimentNames.ofAbsentDefault(Set.of("Default"))).isEqualTo("Default (0)");
        assertThat(ExperimentNames.ofAbsentDefault(Set.of("Default", "Default (0)")))
                .isEqualTo("Default (0) (0)");
    }

    private static Named active(long id, String name) {
        return new Named(new ExperimentId(id), false, name);
    }

    private static Named deleted(long id, String name) {
        return new Named(new ExperimentId(id), true, name);
    }
}
