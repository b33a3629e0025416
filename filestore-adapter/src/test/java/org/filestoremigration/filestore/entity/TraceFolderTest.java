package org.filestoremigration.filestore.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.StoreOnDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFolderTest {

    private static final String FOLDER = "7/traces/tr-01";
    private static final String INFO = FOLDER + "/trace_info.yaml";
    private static final String THIRD = """
            execution_duration_ms: 0
            request_preview: ''
            request_time: '2024-05-04T18:30:06.029Z'
            response_preview: 1e5
            state: OK
            trace_id: tr-01
            trace_location:
              mlflow_experiment:
                experiment_id: '7'
              type: MLFLOW_EXPERIMENT
            """;

    @TempDir
    Path root;

    private StoreOnDisk store;
    private FolderReading reading;

    @BeforeEach
    void open() {
        store = new StoreOnDisk(root);
        reading = new FolderReading(root, FolderReading.EXACT);
    }

    @Test
    void readsTracesOfMlflow3() {
        store.file(INFO, THIRD)
                .file(FOLDER + "/tags/mlflow.traceName", "predict")
                .file(FOLDER + "/tags/a/b", "line\r\n")
                .file(FOLDER + "/request_metadata/mlflow.trace.session", "s1")
                .file(FOLDER + "/request_metadata/mlflow.trace.tokenUsage", "{}")
                .file(FOLDER + "/artifacts/traces.json", "{}");
        assertThat(reading.trace(FOLDER))
                .isEqualTo(new Trace(
                        "tr-01",
                        new ExperimentId(7),
                        1714847406029L,
                        0L,
                        TraceState.OK,
                        null,
                        "",
                        "1e5",
                        List.of(new Tag("a/b", "line\r\n"), new Tag("mlflow.traceName", "predict")),
                        List.of(new Tag("mlflow.trace.session", "s1"), new Tag("mlflow.trace.tokenUsage", "{}")),
                        List.of()));
        assertThat(reading.normalizations())
                .isEqualTo(Map.of(Normalization.TRACE_COLUMN, 2L, Normalization.TOKEN_USAGE, 1L));
        assertThat(reading.accounting()).isEqualTo(new Accounting(2, 3, 1, 0));
        assertThat(reading.blocked()).isEmpty();
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void readsTracesOfMlflow2() {
        store.file("7/traces/00ff/trace_info.yaml", """
                assessments: []
                execution_time_ms: null
                experiment_id: '7'
                request_id: 00ff
                status: TRACE_STATUS_UNSPECIFIED
                timestamp_ms: 1714557600123
                """);
        assertThat(reading.trace("7/traces/00ff"))
                .isEqualTo(new Trace(
                        "00ff",
                        new ExperimentId(7),
                        1714557600123L,
                        null,
                        TraceState.STATE_UNSPECIFIED,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.TRACE_STATUS, 1L));
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void takesAnAbsentStateForUnspecified() {
        store.file(INFO, THIRD.replace("state: OK\n", ""));
        assertThat(reading.trace(FOLDER))
                .isNotNull()
                .satisfies(trace -> assertThat(trace.state()).isEqualTo(TraceState.STATE_UNSPECIFIED));
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.TRACE_STATUS, 1L));
    }

    @Test
    void roundsFineTimesDown() {
        store.file(INFO, THIRD.replace(".029Z", ".029999Z"));
        assertThat(reading.trace(FOLDER))
                .isNotNull()
                .satisfies(trace -> assertThat(trace.timestampMs()).isEqualTo(1714847406029L));
        assertThat(reading.normalizations()).isEqualTo(Map.of(Normalization.TRACE_TIME, 1L));
    }

    @Test
    void blocksWhatContradictsItsFolder() {
        store.file(INFO, THIRD.replace("trace_id: tr-01", "trace_id: tr-02"));
        assertThat(reading.trace(FOLDER)).isNull();
        store.file(INFO, THIRD.replace("experiment_id: '7'", "experiment_id: '8'"));
        assertThat(reading.trace(FOLDER)).isNull();
        assertThat(reading.blocked())
                .containsExactly(
                        INFO + ":6 (trace_id): it says 'tr-02', its directory 'tr-01'",
                        INFO + ":9 (trace_location.mlflow_experiment.experiment_id): it says '8', its directory '7'");
    }

    @Test
    void takesMissingIdsFromTheFoldersByRepair() {
        String without = THIRD.replace("trace_id: tr-01\n", "").replace("experiment_id: '7'", "experiment_id: null");
        store.file(INFO, without).file("7/traces/00ff/trace_info.yaml", """
                execution_time_ms: 5
                status: OK
                timestamp_ms: 1714557600123
                """);
        assertThat(reading.trace(FOLDER)).isNull();
        assertThat(reading.trace("7/traces/00ff")).isNull();
        assertThat(reading.blocked())
                .containsExactly(
                        "7/traces/00ff/trace_info.yaml (experiment_id): it is missing",
                        "7/traces/00ff/trace_info.yaml (request_id): it is missing",
                        INFO + " (trace_id): it is missing",
                        INFO + ":8 (trace_location.mlflow_experiment.experiment_id): it is null");

        reading = new FolderReading(root, FolderReading.repairing());
        assertThat(Objects.requireNonNull(reading.trace(FOLDER)).traceId()).isEqualTo("tr-01");
        assertThat(Objects.requireNonNull(reading.trace("7/traces/00ff")).tags())
                .containsExactly(
                        new Tag("filestoremigration.repaired.experiment_id", ""),
                        new Tag("filestoremigration.repaired.request_id", ""));
        assertThat(reading.blocked()).isEmpty();
        assertThat(reading.repairs()).contains(INFO + ": trace_id \"\" -> tr-01", INFO + ": experiment_id \"\" -> 7");
    }

    @Test
    void blocksWhatMlflowCannotRead() {
        for (String broken : List.of(
                "",
                THIRD.replace("request_time: '2024-05-04T18:30:06.029Z'\n", ""),
                THIRD.replace("'2024-05-04T18:30:06.029Z'", "yesterday"),
                THIRD.replace("state: OK", "state: FINE"),
                THIRD.replace("type: MLFLOW_EXPERIMENT", "type: UC_SCHEMA"))) {
            store.file(INFO, broken);
            assertThat(reading.trace(FOLDER)).isNull();
        }
        assertThat(reading.blocked())
                .containsExactlyInAnyOrder(
                        INFO + ": it is empty",
                        INFO + " (request_time): it is missing",
                        INFO + ":3 (request_time): it is not a time as MLflow writes it: 'yesterday'",
                        INFO + ":5 (state): its state is unknown to MLflow: 'FINE'",
                        INFO + ":10 (trace_location.type): it says 'UC_SCHEMA', which a FileStore never has");
    }

    @Test
    void blocksFoldersWithoutInfoThatHoldData() {
        store.file(FOLDER + "/tags/mlflow.traceName", "t").file(FOLDER + "/artifacts/traces.json", "{}");
        assertThat(reading.trace(FOLDER)).isNull();
        assertThat(reading.blocked())
                .containsExactly(FOLDER + ": it has the contents of a trace, but no trace_info.yaml");
        assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 0, 2));
    }

    @Test
    void notesFoldersWithoutInfoThatHoldArtifactsOnly() {
        store.folder(FOLDER + "/tags").file(FOLDER + "/artifacts/traces.json", "{}");
        assertThat(reading.trace(FOLDER)).isNull();
        assertThat(reading.blocked()).isEmpty();
        assertThat(reading.notes()).containsExactly(FOLDER + ": it is not a trace: it has no trace_info.yaml");
        assertThat(reading.accounting()).isEqualTo(new Accounting(0, 0, 1, 0));
    }

    @Test
    void notesUnknownKeysAndFiles() {
        store.file(INFO, THIRD + "color: red\n").file(FOLDER + "/notes.txt", "x");
        assertThat(reading.trace(FOLDER)).isNotNull();
        assertThat(reading.notes())
                .containsExactlyInAnyOrder(
                        INFO + ":11 (color): MLflow does not know this key",
                        FOLDER + "/notes.txt: MLflow does not read it");
        assertThat(reading.accounting()).isEqualTo(new Accounting(1, 0, 1, 0));
    }

    @Test
    void leavesOutATagThatCannotBeRead() {
        store.file(INFO, THIRD).file(FOLDER + "/tags/good", "g").file(FOLDER + "/tags/bad", new byte[] {'c', (byte) 0xE9
        });
        assertThat(reading.trace(FOLDER))
                .isNotNull()
                .satisfies(trace -> assertThat(trace.tags()).containsExactly(new Tag("good", "g")));
        assertThat(reading.blocked()).containsExactly(FOLDER + "/tags/bad: it is not UTF-8");
        assertThat(reading.accounting()).isEqualTo(new Accounting(2, 0, 0, 1));
    }

    @Test
    void blocksPreviewsThatTheTargetCannotHold() {
        store.file(INFO, THIRD);
        FolderReading old = new FolderReading(
                root, new EntityOptions(false, Set.of(Feature.TRACE_PREVIEWS), TextLimits.NONE, null));
        assertThat(old.trace(FOLDER)).isNull();
        assertThat(old.blocked())
                .containsExactly(
                        INFO + ":2 (request_preview): MLflow before 3.2.0 has no column for it",
                        INFO + ":4 (response_preview): MLflow before 3.2.0 has no column for it");
    }
}
