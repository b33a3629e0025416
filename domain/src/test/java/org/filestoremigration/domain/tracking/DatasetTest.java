package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatasetTest {

    /** The expected ids are from Python's {@code hashlib.md5}, as MLflow calls it. */
    @Test
    void hasTheIdThatMlflowGivesIt() {
        assertThat(Dataset.idOf("customers", "a1b2c3d4")).isEqualTo("be543f2d44da4ae1635f0cd7c865d200");
        assertThat(Dataset.idOf("\u00E9v\u00E9nements", "ffff0000")).isEqualTo("2ea10d9802374fd0ce88060de5bd6980");
        assertThat(Dataset.idOf("", "")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void takesTheIdFromNameAndDigestAlone() {
        Dataset dataset = new Dataset(new ExperimentId(1), "customers", "a1b2c3d4", "s3", "{}", null, null);
        Dataset elsewhere = new Dataset(new ExperimentId(2), "customers", "a1b2c3d4", "local", "{}", "{}", "{}");

        assertThat(dataset.datasetId()).isEqualTo(elsewhere.datasetId()).isEqualTo("be543f2d44da4ae1635f0cd7c865d200");
    }
}
