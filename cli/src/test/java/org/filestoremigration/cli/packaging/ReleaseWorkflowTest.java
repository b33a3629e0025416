package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a forge reads of this project. CI also checks these files against the published schemas of their formats. */
class ReleaseWorkflowTest {

    private static final Path WORKFLOW = Shell.PROJECT.resolve(".github/workflows/release.yml");

    @Test
    void eachFileForTheForgeIsYaml() throws IOException {
        try (Stream<Path> files = Files.walk(Shell.PROJECT.resolve(".github"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(4);
            for (Path file : all) {
                assertThat(yaml(file)).as(file.toString()).isInstanceOf(Map.class);
            }
        }
        Map<?, ?> citation = (Map<?, ?>) yaml(Shell.PROJECT.resolve("CITATION.cff"));
        assertThat(citation.get("license")).isEqualTo("Apache-2.0");
    }

    @Test
    void nothingIsPublishedBeforeItIsBuiltAndTested() throws IOException {
        Map<?, ?> jobs = Objects.requireNonNull((Map<?, ?>) ((Map<?, ?>) yaml(WORKFLOW)).get("jobs"));
        assertThat(jobs).hasSizeGreaterThan(1);
        jobs.forEach((name, job) -> {
            if (!"build".equals(name)) {
                assertThat(((Map<?, ?>) job).get("needs")).as("job %s", name).isEqualTo("build");
            }
        });
        assertThat(String.valueOf(jobs.get("build"))).contains("mvn -B -ntp verify");
    }

    @Test
    void theReleaseHoldsArchivesPackageAndBillOfMaterials() throws IOException {
        assertThat(Files.readString(WORKFLOW))
                .contains("cp migrate-filestore-*.tar.gz migrate-filestore-*.zip migrate_filestore-*.whl"
                        + " migrate-filestore.cdx.json release/");
    }

    private static Object yaml(Path file) throws IOException {
        return new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
    }
}
