package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.junit.jupiter.api.Test;

class LifecycleRuleTest {

    @Test
    void knowsMlflowsTwoStages() {
        assertThat(LifecycleRule.known("active")).hasValue(LifecycleStage.ACTIVE);
        assertThat(LifecycleRule.known("deleted")).hasValue(LifecycleStage.DELETED);
        assertThat(LifecycleRule.known("Active")).isEmpty();
        assertThat(LifecycleRule.known("")).isEmpty();
    }

    @Test
    void takesAnAbsentStageFromThePlace() {
        assertThat(LifecycleRule.absent(false))
                .isEqualTo(new Ruling<>(LifecycleStage.ACTIVE, Normalization.LIFECYCLE_STAGE_ABSENT));
        assertThat(LifecycleRule.absent(true))
                .isEqualTo(new Ruling<>(LifecycleStage.DELETED, Normalization.LIFECYCLE_STAGE_ABSENT));
    }

    @Test
    void deletesAnActiveExperimentInTheTrash() {
        assertThat(LifecycleRule.ofExperiment(LifecycleStage.ACTIVE, true))
                .isEqualTo(new Ruling<>(LifecycleStage.DELETED, Normalization.LOCATION_DECIDES));
    }

    @Test
    void leavesEveryOtherExperimentAsItSays() {
        assertThat(LifecycleRule.ofExperiment(LifecycleStage.DELETED, true))
                .isEqualTo(new Ruling<>(LifecycleStage.DELETED, null));
        assertThat(LifecycleRule.ofExperiment(LifecycleStage.DELETED, false))
                .isEqualTo(new Ruling<>(LifecycleStage.DELETED, null));
        assertThat(LifecycleRule.ofExperiment(LifecycleStage.ACTIVE, false))
                .isEqualTo(new Ruling<>(LifecycleStage.ACTIVE, null));
    }
}
