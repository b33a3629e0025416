package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;

class EntityKeyTest {

    private final EntityKey run = EntityKey.of(EntityKind.RUN, ExperimentId.DEFAULT, "3f2a");

    @Test
    void namesTheEntityFromItsOwnerInwards() {
        assertThat(run).hasToString("run 0/3f2a");
        assertThat(EntityKey.of(EntityKind.REGISTERED_MODEL, "churn model"))
                .hasToString("registered model churn model");
    }

    @Test
    void namesWhatIsInsideAnEntity() {
        assertThat(run.child(EntityKind.PARAM, "a/b"))
                .isEqualTo(new EntityKey(EntityKind.PARAM, List.of("0", "3f2a", "a/b")));
        assertThat(run.child(EntityKind.PARAM, "a/b")).hasToString("param 0/3f2a/a/b");
        assertThat(run.child(EntityKind.METRIC, "loss", 7, 1_700_000_000_000L))
                .hasToString("metric point 0/3f2a/loss/7/1700000000000");
    }
}
