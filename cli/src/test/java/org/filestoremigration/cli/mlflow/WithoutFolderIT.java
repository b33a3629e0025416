package org.filestoremigration.cli.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.MlflowContainer;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.testcontainers.utility.MountableFile;

/** A real MLflow server opens everything when only the database and the copied artifacts are left. */
@Tag("container")
@EnabledIf(
        value = "org.filestoremigration.cli.fixture.MlflowContainer#dockerAnswers",
        disabledReason = MlflowContainer.NO_DOCKER)
class WithoutFolderIT {

    private static final String ARTIFACTS = "artifacts";

    @RegisterExtension
    private static final MlflowContainer MLFLOW = new MlflowContainer("3.17.2");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} behind {1}")
    @CsvSource({
        "example, file:, 5001, 7, 1, '[172, 1204]'",
        "example, mlflow-artifacts:, 5002, 7, 1, '[172, 1204]'",
        "3.17.2, file:, 5003, 10, 12, ",
        "3.17.2, mlflow-artifacts:, 5004, 10, 12, "
    })
    void opensArtifactsModelsSpansAndPrompts(
            String store, String scheme, String port, int artifacts, int traces, String prediction) throws IOException {
        Path source = store.equals("example") ? example() : TestData.store(store, folder);
        String home = MlflowContainer.HOME + "/" + port;
        Map<String, Object> onDisk = artifacts(source);
        Map<String, Object> spans = spans(source);
        migrate(source, scheme.equals("file:") ? "file://" + home + "/copies" : "mlflow-artifacts:/");
        assertThat(onDisk).hasSize(artifacts);
        assertThat(spans).hasSize(traces);

        MLFLOW.put(folder.resolve("mlflow.db"), home + "/mlflow.db");
        MLFLOW.copyFileToContainer(MountableFile.forHostPath(folder.resolve("copies")), home + "/copies");
        List<String> command = new ArrayList<>(List.of("--db", "sqlite:///" + home + "/mlflow.db", "--port", port));
        if (!scheme.equals("file:")) {
            command.addAll(List.of("--artifacts", home + "/copies"));
        }
        if (prediction != null) {
            command.addAll(List.of("--model", "models:/forecaster@champion", "--inputs", "1,7"));
        }
        Program.Result result = MLFLOW.script("without_folder", command.toArray(String[]::new));

        assertThat(result.exit()).as(result.err()).isZero();
        Map<?, ?> found = json(result.out());
        assertThat(found.get("artifacts")).isEqualTo(onDisk);
        assertThat(found.get("spans")).isEqualTo(spans);
        assertThat(String.valueOf(found.get("prediction"))).isEqualTo(String.valueOf(prediction));
        if (prediction == null) {
            assertThat(found.get("prompts"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .hasSize(3);
        }
    }

    private void migrate(Path source, String artifactRoot) {
        Program.Result result = Program.run(
                folder,
                "--source",
                source,
                "--target",
                "sqlite:///mlflow.db",
                "--copy-artifacts",
                "copies",
                "--artifact-root",
                artifactRoot,
                "--spans",
                "database");
        assertThat(result.exit()).as(result.toString()).isEqualTo(ExitCode.COMPLETE.status());
    }

    private Path example() throws IOException {
        Path copy = folder.resolve("mlruns");
        try (Stream<Path> files = Files.walk(TestData.example())) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, copy.resolve(TestData.example().relativize(file).toString()));
            }
        }
        return copy;
    }

    /** Files of runs and logged models: owner and path, and their SHA-256. */
    private static Map<String, Object> artifacts(Path source) throws IOException {
        Map<String, Object> artifacts = new TreeMap<>();
        for (Path file : below(source)) {
            Path names = source.relativize(file);
            int at = names.getName(1).toString().equals("models") ? 3 : 2;
            int trash = names.startsWith(".trash") ? 1 : 0;
            if (names.getNameCount() > at + trash
                    && names.getName(at + trash).toString().equals(ARTIFACTS)) {
                Path owner = names.getName(at + trash - 1);
                artifacts.put(owner + "/" + names.subpath(at + trash + 1, names.getNameCount()), sha256(file));
            }
        }
        return artifacts;
    }

    /** Of each trace the names of its spans, sorted. */
    static Map<String, Object> spans(Path source) throws IOException {
        Map<String, Object> spans = new TreeMap<>();
        for (Path file : below(source)) {
            if (file.endsWith("artifacts/traces.json")) {
                List<?> inFile = (List<?>)
                        Objects.requireNonNull(json(Files.readString(file)).get("spans"));
                String trace = String.valueOf(file.getName(file.getNameCount() - 3));
                spans.put(
                        trace,
                        inFile.stream()
                                .map(span -> (Object) String.valueOf(((Map<?, ?>) span).get("name")))
                                .sorted()
                                .toList());
            }
        }
        return spans;
    }

    private static List<Path> below(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON is YAML. */
    static Map<?, ?> json(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
