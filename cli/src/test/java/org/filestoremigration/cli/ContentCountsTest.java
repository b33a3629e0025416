package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.filestore.FileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentCountsTest {

    @TempDir
    private Path folder;

    @Test
    void countsWhatPeopleCount() {
        assertThat(lines("3.17.2"))
                .containsExactly(
                        "        7 experiments, 1 of them deleted",
                        "       16 runs, 3 of them deleted",
                        "        6 logged models, 1 of them deleted",
                        "       12 traces",
                        "        4 registered models with 7 versions, 1 of them deleted",
                        "        2 prompts with 3 versions");
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        assertThat(lines("0.8.2"))
                .containsExactly("        3 experiments, 1 of them deleted", "        2 runs, 1 of them deleted");
    }

    private List<String> lines(String release) {
        ContentCounts counts = new ContentCounts();
        try (FileStore store = FileStore.open(TestData.store(release, folder))) {
            StoreWalk.walk(store, counts);
        }
        return counts.lines();
    }
}
