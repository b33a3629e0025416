package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.store.StoreReader;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private final StoreReader source = SampleStore.create().reader();

    @Test
    void writesOwnersFirstAndLoggedModelsAfterAllRuns() {
        RecordingWriter target = new RecordingWriter();

        Migration.copy(source, target, Progress.NONE);

        assertThat(target.calls)
                .containsExactly(
                        "experiment 0",
                        "experiment 7",
                        "run 00000000000000000000000000000001",
                        "metrics of 00000000000000000000000000000001",
                        "experiment 154018651289039231",
                        "dataset 2ea10d9802374fd0ce88060de5bd6980",
                        "dataset e16003eb3bb59bd0aedbdac1af3f9a15",
                        "run 1234567890e000000000000000000000",
                        "metrics of 1234567890e000000000000000000000",
                        "run ffffffffffffffffffffffffffffffff",
                        "metrics of ffffffffffffffffffffffffffffffff",
                        "trace tr-00000000000000000000000000000001",
                        "trace tr-00000000000000000000000000000002",
                        "trace tr-00000000000000000000000000000003",
                        "experiment 794929788231750199",
                        "dataset e16003eb3bb59bd0aedbdac1af3f9a15",
                        "run 7b58d108656b43439267ee4455977cfd",
                        "metrics of 7b58d108656b43439267ee4455977cfd",
                        "trace tr-10000000000000000000000000000000",
                        "experiment 9223372036854775807",
                        "logged model m-ffffffffffffffffffffffffffffffff",
                        "metrics of m-ffffffffffffffffffffffffffffffff",
                        "logged model m-00000000000000000000000000000001",
                        "metrics of m-00000000000000000000000000000001",
                        "logged model m-00000000000000000000000000000002",
                        "metrics of m-00000000000000000000000000000002",
                        "logged model m-00000000000000000000000000000003",
                        "metrics of m-00000000000000000000000000000003",
                        "registered model chat_bot",
                        "version chat_bot 2",
                        "registered model churn model v1.0",
                        "version churn model v1.0 1",
                        "version churn model v1.0 2",
                        "version churn model v1.0 10",
                        "registered model summarise",
                        "version summarise 1",
                        "registered model \uFF21",
                        "registered model \uD835\uDEFC");
    }

    @Test
    void copiesEverything() {
        InMemoryStore target = new InMemoryStore();

        Migration.copy(source, target, Progress.NONE);
        target.commit();

        assertThat(StoreContent.of(target.reader())).isEqualTo(StoreContent.of(source));
    }

    @Test
    void countsWhatItWrote() {
        MigrationSummary summary = Migration.copy(source, new InMemoryStore(), Progress.NONE);

        Map<EntityKind, Long> expected = new EnumMap<>(EntityKind.class);
        expected.put(EntityKind.EXPERIMENT, 5L);
        expected.put(EntityKind.EXPERIMENT_TAG, 17L);
        expected.put(EntityKind.DATASET, 3L);
        expected.put(EntityKind.RUN, 4L);
        expected.put(EntityKind.PARAM, 17L);
        expected.put(EntityKind.TAG, 17L);
        expected.put(EntityKind.METRIC, 22L);
        expected.put(EntityKind.LATEST_METRIC, 11L);
        expected.put(EntityKind.DATASET_INPUT, 4L);
        expected.put(EntityKind.INPUT_TAG, 17L);
        expected.put(EntityKind.MODEL_INPUT, 2L);
        expected.put(EntityKind.MODEL_OUTPUT, 2L);
        expected.put(EntityKind.LOGGED_MODEL, 4L);
        expected.put(EntityKind.LOGGED_MODEL_PARAM, 16L);
        expected.put(EntityKind.LOGGED_MODEL_TAG, 16L);
        expected.put(EntityKind.LOGGED_MODEL_METRIC, 10L);
        expected.put(EntityKind.TRACE, 4L);
        expected.put(EntityKind.TRACE_TAG, 7L);
        expected.put(EntityKind.TRACE_METADATA, 12L);
        expected.put(EntityKind.ASSESSMENT, 6L);
        expected.put(EntityKind.REGISTERED_MODEL, 5L);
        expected.put(EntityKind.REGISTERED_MODEL_TAG, 19L);
        expected.put(EntityKind.REGISTERED_MODEL_ALIAS, 4L);
        expected.put(EntityKind.MODEL_VERSION, 5L);
        expected.put(EntityKind.MODEL_VERSION_TAG, 25L);
        assertThat(summary.written()).isEqualTo(expected);
        assertThat(summary.count(EntityKind.OTHER)).isZero();
    }

    @Test
    void tellsOfEachEntityThatAProgressDisplayShows() {
        List<Long> steps = new ArrayList<>();

        Migration.copy(source, new InMemoryStore(), steps::add);

        // 5 experiments, 4 runs, 4 logged models, 4 traces, 5 registered models, 5 versions
        assertThat(steps).hasSize(27).containsOnly(1L);
    }

    @Test
    void leavesTheCommitToTheCaller() {
        InMemoryStore target = new InMemoryStore();

        Migration.copy(source, target, Progress.NONE);

        assertThat(target.isCommitted()).isFalse();
    }
}
