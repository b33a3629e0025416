package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoresTest {

    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_RUN = "fedcba9876543210fedcba9876543210";

    @TempDir
    private Path folder;

    private StoreOnDisk first;
    private StoreOnDisk second;

    @BeforeEach
    void createStores() {
        first = new StoreOnDisk(folder.resolve("first")).experiment("1", "1", "one");
        second = new StoreOnDisk(folder.resolve("second"))
                .experiment("2", "2", "two")
                .run("2", RUN, "");
    }

    private FileStores open(FileStoreOptions options) {
        return FileStores.open(List.of(first.root(), second.root()), options);
    }

    private static StoreOnDisk model(StoreOnDisk store, String name) {
        return store.file("models/" + name + "/meta.yaml", """
                aliases: {}
                creation_timestamp: 1714847513510
                description: ''
                last_updated_timestamp: 1714847513831
                name: %s
                """.formatted(name));
    }

    private static StoreOnDisk version(StoreOnDisk store, String model, int number, String runId) {
        return store.file("models/" + model + "/version-" + number + "/meta.yaml", """
                aliases: []
                creation_timestamp: 1714847513673
                current_stage: None
                description: ''
                last_updated_timestamp: 1714847513674
                name: %s
                run_id: %s
                source: s3://bucket/a
                status: READY
                version: %d
                """.formatted(model, runId, number));
    }

    @Test
    void blockModelsOfOneNameInBothStores() {
        model(model(first, "alone"), "both");
        model(second, "both");
        try (FileStores stores = open(FileStoreOptions.DEFAULT)) {
            List<Object> content = StoreContent.of(stores);
            assertThat(content.stream().filter(RegisteredModel.class::isInstance))
                    .extracting(model -> ((RegisteredModel) model).name())
                    .containsExactly("alone");
            String one = first.root() + "/models/both";
            String other = second.root() + "/models/both";
            assertThat(blocked(stores.findings()))
                    .containsExactly(
                            one + ": the same name is also in " + other, other + ": the same name is also in " + one);
        }
    }

    @Test
    void blockRunsOfOneIdInBothStores() {
        first.run("1", RUN, "");
        try (FileStores stores = open(FileStoreOptions.DEFAULT)) {
            StoreContent.of(stores);
            String one = first.root() + "/1/" + RUN;
            String other = second.root() + "/2/" + RUN;
            assertThat(blocked(stores.findings()))
                    .containsExactly(
                            one + ": the same id is also in " + other, other + ": the same id is also in " + one);
        }
    }

    @Test
    void noteVersionsOfAnotherRegistryWhoseRunIsInNoneOfThem() {
        StoreOnDisk registry = model(new StoreOnDisk(folder.resolve("registry")), "forecaster");
        version(registry, "forecaster", 1, RUN);
        version(registry, "forecaster", 2, OTHER_RUN);
        try (FileStores stores = open(FileStoreOptions.DEFAULT.withRegistry(registry.root()))) {
            StoreContent.of(stores);
            assertThat(blocked(stores.findings())).isEmpty();
            assertThat(stores.findings().notes())
                    .extracting(note -> note.place() + ": " + note.reason())
                    .containsExactly(registry.root() + "/models/forecaster/version-2/meta.yaml (run_id): its run "
                            + OTHER_RUN + " is in none of the sources");
        }
    }

    private static List<String> blocked(Findings findings) {
        return findings.blocked().stream()
                .map(item -> item.place() + ": " + item.reason())
                .toList();
    }

    /** A progress display asks on a thread of its own. */
    @Test
    void sayHowMuchThereIsToReadWhileAnotherThreadReads() {
        model(first, "a");
        version(first, "a", 1, RUN);
        List<Object> alone;
        try (FileStores stores = open(FileStoreOptions.DEFAULT)) {
            alone = StoreContent.of(stores);
        }
        try (FileStores stores = open(FileStoreOptions.DEFAULT)) {
            AtomicBoolean over = new AtomicBoolean();
            Set<Long> counts = ConcurrentHashMap.newKeySet();
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    counts.add(stores.entityCount());
                    asked.countDown();
                }
            });
            List<Object> read;
            try {
                asked.await();
                read = StoreContent.of(stores);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                over.set(true);
            }
            asking.join();

            assertThat(read).isEqualTo(alone).isNotEmpty();
            assertThat(counts)
                    .as("two experiments and the default one, a run, a model and its version")
                    .containsExactly(6L);
        }
    }
}
