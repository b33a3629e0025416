package org.filestoremigration.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** A container with a real MLflow release, for its client and its commands. */
final class MlflowContainer extends GenericContainer<MlflowContainer> {

    /** Why a test is skipped where {@link #dockerAnswers()} is false. */
    static final String NO_DOCKER = "no Docker daemon answers: start one, or set DOCKER_HOST";

    /** The folder for all that a test puts into a container. */
    static final String HOME = "/srv/mlflow";

    private static final int PORT = 5000;

    /** Idle until it is told to run something. */
    MlflowContainer(String release) {
        super("ghcr.io/mlflow/mlflow:v" + release);
        withEnv("MLFLOW_DISABLE_TELEMETRY", "true");
        withEnv("MLFLOW_ALLOW_FILE_STORE", "true");
        withEnv("PYTHONUTF8", "1");
        withCommand("sleep", "infinity");
        for (String script : List.of("write_store", "compare_client", "open_artifacts", "open_database")) {
            withCopyFileToContainer(
                    MountableFile.forHostPath(TestData.live(script + ".py")), HOME + "/" + script + ".py");
        }
    }

    /** Serves a database instead, beside the store that holds its artifacts. */
    MlflowContainer serving(Path database, Path mlruns) {
        withCopyFileToContainer(MountableFile.forHostPath(database, 0666), HOME + "/mlflow.db");
        withCopyFileToContainer(MountableFile.forHostPath(mlruns), HOME + "/mlruns");
        withCommand(("mlflow server --backend-store-uri sqlite:///" + HOME + "/mlflow.db --host 0.0.0.0 --port " + PORT
                        + " --workers 1 --allowed-hosts * --cors-allowed-origins *")
                .split(" "));
        withExposedPorts(PORT);
        return waitingFor(Wait.forHttp("/health").withStartupTimeout(Duration.ofMinutes(3)));
    }

    /** Where the server answers. */
    String address() {
        return "http://" + getHost() + ":" + getMappedPort(PORT);
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Runs a command to its end, in {@link #HOME}. */
    Program.Result run(String... command) {
        try {
            Container.ExecResult result = execInContainer(
                    ExecConfig.builder().command(command).workDir(HOME).build());
            return new Program.Result(result.getExitCode(), result.getStdout(), result.getStderr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script of {@code testdata/live}. */
    Program.Result script(String name, String... arguments) {
        return run(Stream.concat(Stream.of("python3", name + ".py"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    void put(Path file, String place) {
        copyFileToContainer(MountableFile.forHostPath(file, 0666), place);
    }

    /** Copies a file out. */
    Path fetch(String place, Path file) {
        copyFileFromContainer(place, file.toString());
        return file;
    }
}
