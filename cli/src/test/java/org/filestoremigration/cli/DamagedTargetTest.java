package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.InMemoryTarget;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command with a target that does not keep what it is given. */
class DamagedTargetTest {

    private static final String SOURCE = Path.of("..", "examples", "mlruns").toString();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int migrate(InMemoryTarget target) {
        MigrateCommand command = new MigrateCommand(
                Terminal.of(new PrintWriter(out), new PrintWriter(err)), new Interruption(), place -> {
                    place.close();
                    return target;
                });
        return new CommandLine(command)
                .execute(
                        "--source",
                        SOURCE,
                        "--target",
                        folder.resolve("mlflow.db").toString());
    }

    private static void loseARun(InMemoryStore store) {
        List<Run> runs =
                store.reader().experiments().flatMap(store.reader()::runs).toList();
        store.remove(runs.get(0));
    }

    private static void renameAnExperiment(InMemoryStore store) {
        Experiment experiment = store.reader().experiments().toList().get(0);
        store.put(new Experiment(
                experiment.experimentId(),
                experiment.name() + "?",
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                experiment.tags()));
    }

    @Test
    void publishesATargetThatKeepsAll() {
        InMemoryTarget target = new InMemoryTarget(store -> {});

        assertThat(migrate(target)).isEqualTo(ExitCode.COMPLETE.status());
        assertThat(target.isPublished()).isTrue();
    }

    @Test
    void endsWithDifferencesAndPublishesNothingWhereARunIsLost() {
        InMemoryTarget target = new InMemoryTarget(DamagedTargetTest::loseARun);

        assertThat(migrate(target)).isEqualTo(ExitCode.DIFFERENT.status()).isEqualTo(1);

        assertThat(target.isPublished()).isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThat(out.toString()).contains("missing: 1 only in the source").doesNotContain("--limit");
        assertThat(err.toString()).contains("differs from the source and was discarded");
    }

    @Test
    void endsWithDifferencesAndPublishesNothingWhereAFieldIsChanged() {
        InMemoryTarget target = new InMemoryTarget(DamagedTargetTest::renameAnExperiment);

        assertThat(migrate(target)).isEqualTo(ExitCode.DIFFERENT.status());

        assertThat(target.isPublished()).isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThat(out.toString()).contains("changed: 1 in both, but different");
    }
}
