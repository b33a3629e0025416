package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;

class LinkageIdTest {

    private static final String DATASET_ID = "e16003eb3bb59bd0aedbdac1af3f9a15";

    /** The expected ids are from Python's {@code uuid.uuid5} over the names joined by line feeds. */
    @Test
    void agreesWithAnotherMakerOfVersionFive() {
        assertThat(LinkageId.dataset(new ExperimentId(154018651289039231L), DATASET_ID))
                .isEqualTo("a7ee78ed-cd9a-5b37-a51d-fa199d7c1581");
        assertThat(LinkageId.dataset(ExperimentId.DEFAULT, DATASET_ID))
                .isEqualTo("deddd89c-a383-5f1f-8e14-98a863498dce");
        assertThat(LinkageId.input("RUN_INPUT", "r1", "MODEL_INPUT", "m-\u00FC\uD83D\uDE80"))
                .isEqualTo("241e9bb1-1fa9-5b09-b607-82a3f90596ef");
        assertThat(LinkageId.association("trace", "tr-1", "prompt_version", "summarise/1"))
                .isEqualTo("e914e4bb-5309-5f2a-8c71-4d870af35a05");
    }

    @Test
    void bearsVersionFiveAndTheVariantOfRfc9562() {
        for (long experiment = 0; experiment < 100; experiment++) {
            UUID id = UUID.fromString(LinkageId.dataset(new ExperimentId(experiment), DATASET_ID));

            assertThat(id.version()).isEqualTo(5);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void differsByExperimentByKindAndByEachEndOfAnEdge() {
        List<String> ids = List.of(
                LinkageId.dataset(new ExperimentId(1), "d"),
                LinkageId.dataset(new ExperimentId(2), "d"),
                LinkageId.dataset(new ExperimentId(1), "e"),
                LinkageId.input("a", "b", "c", "d"),
                LinkageId.input("a", "b", "d", "c"),
                LinkageId.input("c", "d", "a", "b"),
                LinkageId.input("a", "bb", "c", "d"),
                LinkageId.association("a", "b", "c", "d"));

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(LinkageId.input("a", "b", "c", "d")).isEqualTo(ids.get(3));
    }
}
