package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.HandmadeStore;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/mapping.md} against every store: each cell that is in one must be in the column it names. */
class MappingIT {

    private static final MappingDocument MAPPING = MappingDocument.read();

    private static final StoreObservation OBSERVATION = new StoreObservation(MAPPING);

    private static final Set<String> FILLED_TABLES = new TreeSet<>();

    private static Path handmade = Path.of("");

    @BeforeAll
    static void migrateAndObserveEveryStore(@TempDir Path folder) {
        for (String store : TestData.stores()) {
            Path place = folder.resolve(store);
            observe(store, TestData.store(store, place), place);
        }
        Path place = folder.resolve("handmade");
        observe("handmade", HandmadeStore.write(place.resolve("mlruns")), place);
        handmade = place.resolve("mlflow.db");
    }

    private static void observe(String store, Path mlruns, Path place) {
        Program.Result result = Program.run(place, "--source", mlruns, "--target", "mlflow.db");
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        Path database = place.resolve("mlflow.db");
        OBSERVATION.observe(store, mlruns, database);
        DatabaseQuery.rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'").stream()
                .filter(table -> DatabaseQuery.integer(database, "SELECT count(*) FROM " + table) > 0)
                .forEach(FILLED_TABLES::add);
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
        assertThat(cells()).hasSizeGreaterThan(150);
        assertThat(without(
                        without(cells(), OBSERVATION.seen()), MAPPING.waivers().keySet()))
                .as("rows of docs/mapping.md that are in no store and not among its waivers")
                .isEmpty();
    }

    @Test
    void waivesNoCellThatAStoreHolds() {
        assertThat(without(MAPPING.waivers().keySet(), without(cells(), OBSERVATION.seen())))
                .as("waivers of docs/mapping.md that a store refutes, or that are no rows of it")
                .isEmpty();
    }

    @Test
    void explainsEveryColumnOfEveryTableThatIsFilled() {
        FILLED_TABLES.removeAll(List.of("alembic_version", "workspaces"));
        assertThat(FILLED_TABLES).hasSizeGreaterThan(20);
        assertThat(FILLED_TABLES.stream()
                        .flatMap(MappingIT::columns)
                        .filter(column -> !MAPPING.derived().containsKey(column))
                        .filter(column -> MAPPING.files().stream().noneMatch(file -> file.explains(column))))
                .as("columns of which docs/mapping.md does not say where they come from")
                .isEmpty();
    }

    @Test
    void writesTheExperimentZeroThatTheHandmadeStoreLacks() {
        assertThat(DatabaseQuery.rows(
                        handmade,
                        "SELECT name, lifecycle_stage, creation_time FROM experiments WHERE experiment_id = 0"))
                .containsExactly("Default|active|null");
    }

    private static Stream<String> columns(String table) {
        return DatabaseQuery.rows(handmade, "SELECT name FROM pragma_table_info('" + table + "')").stream()
                .map(column -> table + "." + column);
    }

    private static Set<String> cells() {
        List<MappedFile> files = MAPPING.files();
        return files.stream()
                .flatMap(file -> file.entries().stream().map(entry -> StoreObservation.cell(file, entry)))
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> cells, Set<String> others) {
        Set<String> left = new TreeSet<>(cells);
        left.removeAll(others);
        return left;
    }
}
