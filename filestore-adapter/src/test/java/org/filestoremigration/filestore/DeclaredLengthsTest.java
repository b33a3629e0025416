package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.tracking.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredLengthsTest {

    private static final String RUN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path root;

    private FileStore read(StoreOnDisk onDisk) {
        FileStore store = FileStore.open(onDisk.root());
        for (Experiment experiment : store.experiments().toList()) {
            store.runs(experiment).forEach(run -> store.metrics(run).close());
            store.traces(experiment).forEach(trace -> {});
            store.loggedModels(experiment).forEach(model -> {});
        }
        store.registeredModels().forEach(model -> store.modelVersions(model).forEach(version -> {}));
        return store;
    }

    @Test
    void countsTextsThatOtherDatabasesRefuseAndKeepsThem() {
        try (FileStore store = read(new StoreOnDisk(root)
                .experiment("0", "0", "x".repeat(257))
                .run("0", RUN, "run_name: " + "r".repeat(251) + "\n")
                .file("0/" + RUN + "/params/p", "v".repeat(8001))
                .file("0/" + RUN + "/tags/t", "v".repeat(8000))
                .file("models/m/meta.yaml", """
                        creation_timestamp: 1
                        description: %s
                        last_updated_timestamp: 1
                        name: m
                        """.formatted("d".repeat(5001))))) {
            assertThat(store.findings().places(Normalization.LONG_VALUE))
                    .extracting(Finding.Normalized::place)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                            "0 (name)", "0/" + RUN + " (run_name)", "0/" + RUN + "/params/p", "models/m (description)");
            assertThat(store.findings().blocked()).isEmpty();
            assertThat(store.accounting()).isEqualTo(new Accounting(5, 0, 0, 0));
        }
    }

    @Test
    void countsWhatARunReadAndWrote() {
        String run = "0/" + RUN;
        StoreOnDisk onDisk = new StoreOnDisk(root)
                .experiment("0", "0", "e")
                .run("0", RUN, "")
                .file(run + "/inputs/a/meta.yaml", """
                        destination_id: r
                        destination_type: RUN
                        source_id: gone
                        source_type: DATASET
                        tags:
                          long: %s
                          %s: v
                          short: %s
                        """.formatted("v".repeat(501), "n".repeat(256), "v".repeat(500)))
                .file(run + "/inputs/b/meta.yaml", """
                        destination_id: r
                        destination_type: RUN
                        source_id: %s
                        source_type: MODEL
                        tags: {}
                        """.formatted("m".repeat(37)))
                .file(run + "/outputs/c/meta.yaml", """
                        destination_id: %s
                        destination_type: MODEL_OUTPUT
                        source_id: r
                        source_type: RUN_OUTPUT
                        step: 0
                        tags: {}
                        """.formatted("m".repeat(37)));

        assertThat(longValues(onDisk))
                .containsExactlyInAnyOrder(
                        run + "/inputs/a/meta.yaml (tags)",
                        run + "/inputs/a/meta.yaml (tags)",
                        run + "/inputs/b/meta.yaml (source_id)",
                        run + "/outputs/c/meta.yaml (destination_id)");
    }

    @Test
    void countsAMetricOfALoggedModelOnceForItsNameAndItsDatasets() {
        String line = "1700000000000 0.5 %d " + RUN + "%s\n";
        StoreOnDisk onDisk = new StoreOnDisk(root)
                .experiment("0", "0", "e")
                .run("0", RUN, "")
                .file("0/models/m/meta.yaml", """
                        artifact_location: file:///a
                        creation_timestamp: 1
                        experiment_id: '0'
                        last_updated_timestamp: 1
                        model_id: m
                        name: n
                        """)
                .file(
                        "0/models/m/metrics/name",
                        line.formatted(0, " " + "n".repeat(501) + " d") + line.formatted(1, " n " + "d".repeat(37)))
                .file("0/models/m/metrics/short", line.formatted(0, " " + "n".repeat(500) + " " + "d".repeat(36)));

        assertThat(longValues(onDisk)).containsExactly("0/models/m/metrics/name");
    }

    @Test
    void countsWhatATraceHasInColumnsOrRowsOfTheirOwn() {
        String trace = "0/traces/tr-" + "0".repeat(34);
        StoreOnDisk onDisk = new StoreOnDisk(root)
                .experiment("0", "0", "e")
                .file(trace + "/trace_info.yaml", """
                        request_time: '2024-05-01T00:00:00Z'
                        state: OK
                        trace_id: %s
                        trace_location:
                          mlflow_experiment:
                            experiment_id: '0'
                          type: MLFLOW_EXPERIMENT
                        """.formatted(trace.substring("0/traces/".length())))
                .file(trace + "/tags/mlflow.traceName", "n".repeat(4097))
                .file(
                        trace + "/tags/mlflow.linkedPrompts",
                        "[{\"name\": \"%s\", \"version\": \"1\"}]".formatted("p".repeat(35)))
                .file(trace + "/request_metadata/mlflow.trace.session", "s".repeat(251))
                .file(trace + "/request_metadata/other", "s".repeat(251));

        assertThat(longValues(onDisk))
                .containsExactlyInAnyOrder(
                        trace + " (trace_id)",
                        trace + "/tags/mlflow.traceName",
                        trace + "/tags/mlflow.linkedPrompts",
                        trace + "/request_metadata/mlflow.trace.session");
    }

    private List<String> longValues(StoreOnDisk onDisk) {
        try (FileStore store = read(onDisk)) {
            assertThat(store.findings().blocked()).isEmpty();
            return store.findings().places(Normalization.LONG_VALUE).stream()
                    .map(one -> one.place().toString())
                    .toList();
        }
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        try (FileStore store = read(
                new StoreOnDisk(root).experiment("0", "0", "😀".repeat(256)).experiment("1", "1", "😀".repeat(257)))) {
            assertThat(store.findings().places(Normalization.LONG_VALUE))
                    .extracting(Finding.Normalized::place)
                    .extracting(Object::toString)
                    .isEqualTo(List.of("1 (name)"));
        }
    }
}
