package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.Finding;
import org.filestoremigration.domain.migration.Normalization;
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
