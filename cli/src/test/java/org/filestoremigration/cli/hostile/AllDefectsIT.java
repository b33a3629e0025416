package org.filestoremigration.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Captured;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** However many defects a store has, and wherever they are, one reading lists them all. */
class AllDefectsIT {

    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @Test
    void listsHundredsOfDefectsOfEveryKindAtOnce() throws IOException {
        StrangeStore store = StrangeStore.in(folder);
        ManyDefects defects = new ManyDefects(store);
        for (int i = 0; i < ROUNDS; i++) {
            defects.addOneOfEachKind();
        }
        List<String> places = defects.places();
        assertThat(places).hasSizeGreaterThan(200);
        Path report = folder.resolve("report.json");

        Captured plan = Captured.of("plan", "--source", store.root(), "--report", report);

        assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.BLOCKED.status());
        List<Map<?, ?>> items = blocked(report);
        assertThat(items.stream().map(AllDefectsIT::place).sorted()).containsExactlyElementsOf(places);
        assertThat(items).allSatisfy(item -> {
            assertThat((String) item.get("reason")).isNotBlank();
            assertThat((String) item.get("remedy")).isNotBlank();
        });
        assertThat(items.stream().map(item -> (String) item.get("path"))).isSorted();
        assertThat(plan.out())
                .contains("Blocked, because it cannot be migrated exactly: " + places.size() + "\n")
                .contains("  and " + (places.size() - 20) + " more, see --report\n");
    }

    @Test
    void migratesWhatIsHealthyBesideThem() {
        StrangeStore store = StrangeStore.in(folder);
        ManyDefects defects = new ManyDefects(store);
        defects.addOneOfEachKind();
        Path target = folder.resolve("mlflow.db");

        HostileOutcome outcome = HostileOutcome.of(store.root(), target, HostilePolicy.SKIP.options());

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.exit()).isEqualTo(ExitCode.INCOMPLETE.status());
        assertThat(outcome.blocked())
                .startsWith(Integer.toString(defects.places().size()));
        assertThat(DatabaseQuery.rows(target, "SELECT run_uuid, key, value FROM params"))
                .containsExactly(StrangeStore.RUN + "|p|1");
    }

    /** JSON is YAML. */
    private static List<Map<?, ?>> blocked(Path report) throws IOException {
        Map<?, ?> root = (Map<?, ?>)
                new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build())
                        .loadFromString(Files.readString(report));
        Map<?, ?> blocked = (Map<?, ?>) Objects.requireNonNull(root.get("blocked"));
        List<?> items = (List<?>) Objects.requireNonNull(blocked.get("items"));
        return items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }

    private static String place(Map<?, ?> item) {
        return item.get("path") + (item.containsKey("key") ? " (" + item.get("key") + ")" : "");
    }
}
