package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.store.SampleRuns;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.junit.jupiter.api.Test;

class InputEdgeTest {

    @Test
    void givesADatasetThatIsGoneTheIdOfItsInput() {
        DatasetInput gone = new DatasetInput("0123", false, List.of());

        assertThat(InputEdge.of(SampleRuns.FULL, gone, "4567"))
                .isEqualTo(new InputEdge("DATASET", "0123", "RUN", SampleRuns.FULL.runId(), 0));
    }
}
