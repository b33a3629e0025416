package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/mapping.md} against every store: each cell that is in one must be in the column it names. */
class MappingIT {

    private static final MappingDocument MAPPING = MappingDocument.read();

    private static final StoreObservation OBSERVATION = new StoreObservation(MAPPING);

    @BeforeAll
    static void migrateAndObserveEveryStore(@TempDir Path folder) {
        for (String store : TestData.stores()) {
            Path place = folder.resolve(store);
            observe(store, TestData.store(store, place), place);
        }
        Path place = folder.resolve("handmade");
        observe("handmade", HandmadeStore.write(place.resolve("mlruns")), place);
    }

    private static void observe(String store, Path mlruns, Path place) {
        Program.Result result = Program.run(place, "--source", mlruns, "--target", "mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        OBSERVATION.observe(store, mlruns, place.resolve("mlflow.db"));
    }

    @Test
    void namesEveryFileAndKeyOfEveryStore() {
        assertThat(OBSERVATION.unmapped()).isEmpty();
    }

    @Test
    void findsEveryValueOfEveryStoreInItsColumn() {
        assertThat(OBSERVATION.wrong()).isEmpty();
        assertThat(OBSERVATION.looked()).isGreaterThan(10_000);
    }

    @Test
    void seesEveryCellThatIsNotWaived() {
        assertThat(cells()).isNotEmpty().allSatisfy(cell -> assertThat(
                        OBSERVATION.seen().contains(cell)
                                || MAPPING.waivers().containsKey(cell))
                .as("`%s` is in docs/mapping.md, but in no store and not among its waivers", cell)
                .isTrue());
    }

    @Test
    void waivesNoCellThatAStoreHolds() {
        assertThat(MAPPING.waivers().keySet()).allSatisfy(cell -> assertThat(
                        cells().contains(cell) && !OBSERVATION.seen().contains(cell))
                .as("the waiver of `%s` is none: a store holds it, or the mapping does not name it", cell)
                .isTrue());
    }

    private static Set<String> cells() {
        List<MappedFile> files = MAPPING.files();
        return files.stream()
                .flatMap(file -> file.entries().stream().map(entry -> StoreObservation.cell(file, entry)))
                .collect(Collectors.toSet());
    }
}
