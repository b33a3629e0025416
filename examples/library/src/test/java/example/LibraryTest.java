package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program can do with the libraries, in a few lines each. */
class LibraryTest {

    private static final Path MLRUNS = Path.of("..", "mlruns");

    @TempDir
    private Path folder;

    @Test
    void listsAllRuns() {
        List<String> names = new ArrayList<>();
        try (FileStore store = FileStore.open(MLRUNS);
                Stream<Experiment> experiments = store.experiments()) {
            experiments.forEachOrdered(experiment -> {
                try (Stream<Run> runs = store.runs(experiment)) {
                    runs.forEachOrdered(run -> names.add(experiment.name() + ": " + run.name()));
                }
            });
        }
        assertEquals(
                List.of("demand forecast: diverged", "demand forecast: baseline", "demand forecast: faster"), names);
    }

    @Test
    void streamsOneMetricHistory() {
        List<Metric> points = new ArrayList<>();
        try (FileStore store = FileStore.open(MLRUNS);
                Stream<Experiment> experiments = store.experiments()) {
            experiments.forEachOrdered(experiment -> {
                try (Stream<Run> runs = store.runs(experiment)) {
                    runs.filter(run -> "faster".equals(run.name())).forEachOrdered(run -> {
                        try (Stream<Metric> history = store.metrics(run)) {
                            history.filter(point -> point.key().equals("loss")).forEachOrdered(points::add);
                        }
                    });
                }
            });
        }
        assertEquals(
                List.of(
                        new Metric("loss", 1.0, false, 1795257939431L, 0),
                        new Metric("loss", 0.6065306597126334, false, 1795257939431L, 1),
                        new Metric("loss", 0.36787944117144233, false, 1795257939432L, 2),
                        new Metric("loss", 0.22313016014842982, false, 1795257939433L, 3)),
                points);
    }

    @Test
    void writesADatabaseFromAReaderOfItsOwnAndVerifiesIt() {
        Path database = folder.resolve("mlflow.db");
        OneRun source = new OneRun();
        try (var writer = SqliteStore.create(database, MlflowSchema.NEWEST_TESTED)) {
            var written = Migration.copy(source, writer, Progress.NONE);
            writer.commit();
            assertEquals(3, written.count(EntityKind.METRIC));
        }
        try (SqliteStore target = SqliteStore.open(database)) {
            VerificationReport report = Verification.compare(source, target);
            assertTrue(report.equal(), report.verdict());
            assertEquals(3, report.tally(EntityKind.METRIC).equal());
            assertTrue(target.checks().stream().allMatch(check -> check.complaints().isEmpty()));
        }
    }
}
