package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A real MLflow server on a migrated database answers with what is in the files. */
@Tag("container")
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker daemon answers: start one, or set DOCKER_HOST")
class MlflowServerIT {

    private static final int PORT = 5000;

    @TempDir
    private static Path folder;

    private static Path mlruns = Path.of("");

    private static final GenericContainer<?> SERVER = new GenericContainer<>("ghcr.io/mlflow/mlflow:v3.17.2")
            .withEnv("MLFLOW_DISABLE_TELEMETRY", "true")
            .withCommand(
                    "mlflow",
                    "server",
                    "--backend-store-uri",
                    "sqlite:////mlflow/mlflow.db",
                    "--host",
                    "0.0.0.0",
                    "--port",
                    Integer.toString(PORT),
                    "--workers",
                    "1",
                    "--allowed-hosts",
                    "*")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/health").withStartupTimeout(Duration.ofMinutes(3)));

    private final MlflowRest mlflow = new MlflowRest(SERVER.getHost(), SERVER.getMappedPort(PORT));

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void startOnAMigratedDatabase() {
        mlruns = TestData.store("3.17.2", folder);
        Program.Result result = Program.run(folder, "--source", mlruns, "--target", "sqlite:///mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        SERVER.withCopyFileToContainer(
                MountableFile.forHostPath(folder.resolve("mlflow.db"), 0666), "/mlflow/mlflow.db");
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void answersWithEveryExperiment() throws IOException {
        Map<String, String> answered = new TreeMap<>();
        for (Map<String, Object> experiment : mlflow.experiments()) {
            answered.put(
                    String.valueOf(experiment.get("experiment_id")),
                    experiment.get("name") + " " + experiment.get("lifecycle_stage") + " "
                            + experiment.get("artifact_location"));
        }
        Map<String, String> expected = new TreeMap<>();
        for (Path experiment : experiments()) {
            Map<String, Object> meta = RunFolderOnDisk.yaml(experiment);
            boolean deleted = experiment.startsWith(mlruns.resolve(".trash"));
            expected.put(
                    experiment.getFileName().toString(),
                    meta.get("name") + " " + (deleted ? "deleted" : "active") + " " + meta.get("artifact_location"));
        }
        assertThat(answered).isEqualTo(expected).hasSize(7);
    }

    @Test
    void answersWithEveryRunItsParamsAndItsTags() throws IOException {
        int compared = 0;
        for (Path experiment : experiments()) {
            List<Map<String, Object>> answered =
                    mlflow.runs(experiment.getFileName().toString());
            List<RunFolderOnDisk> expected = RunFolderOnDisk.of(experiment);
            assertThat(answered).hasSameSizeAs(expected);
            for (RunFolderOnDisk run : expected) {
                Map<String, Object> same = answered.stream()
                        .filter(candidate -> id(candidate).equals(run.meta().get("run_id")))
                        .findFirst()
                        .orElseThrow();
                assertSameRun(run, same);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(16);
    }

    private static void assertSameRun(RunFolderOnDisk run, Map<String, Object> answered) {
        Map<String, Object> info = MlflowRest.object(answered, "info");
        Map<String, Object> data = MlflowRest.object(answered, "data");
        for (String field : List.of("run_name", "start_time", "end_time", "lifecycle_stage", "artifact_uri")) {
            assertThat(String.valueOf(info.get(field)))
                    .as(run.folder() + " " + field)
                    .isEqualTo(String.valueOf(run.meta().get(field)));
        }
        assertThat(texts(data, "params")).as(run.folder() + " params").isEqualTo(run.params());
        assertThat(texts(data, "tags")).as(run.folder() + " tags").isEqualTo(run.tags());
    }

    @Test
    void answersWithEveryMetricHistory() throws IOException {
        int points = 0;
        for (Path experiment : experiments()) {
            for (RunFolderOnDisk run : RunFolderOnDisk.of(experiment)) {
                for (Map.Entry<String, TreeSet<String>> history : run.metrics().entrySet()) {
                    TreeSet<String> answered = new TreeSet<>();
                    for (Map<String, Object> point :
                            mlflow.history(String.valueOf(run.meta().get("run_id")), history.getKey())) {
                        answered.add(RunFolderOnDisk.point(
                                String.valueOf(point.get("value")),
                                String.valueOf(point.get("timestamp")),
                                String.valueOf(point.getOrDefault("step", "0"))));
                    }
                    assertThat(answered)
                            .as(run.folder() + " " + history.getKey())
                            .isEqualTo(history.getValue());
                    points += answered.size();
                }
            }
        }
        assertThat(points).isEqualTo(141);
    }

    private static String id(Map<String, Object> run) {
        return String.valueOf(MlflowRest.object(run, "info").get("run_id"));
    }

    private static Map<String, String> texts(Map<String, Object> data, String kind) {
        Map<String, String> texts = new TreeMap<>();
        for (Map<String, Object> entry : MlflowRest.list(data, kind)) {
            texts.put(String.valueOf(entry.get("key")), String.valueOf(entry.getOrDefault("value", "")));
        }
        return texts;
    }

    private static List<Path> experiments() throws IOException {
        try (Stream<Path> active = Files.list(mlruns);
                Stream<Path> deleted = Files.list(mlruns.resolve(".trash"))) {
            return Stream.concat(active, deleted)
                    .filter(folder -> Files.exists(folder.resolve("meta.yaml")))
                    .toList();
        }
    }
}
