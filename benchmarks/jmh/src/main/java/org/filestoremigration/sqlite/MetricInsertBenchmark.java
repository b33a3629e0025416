package org.filestoremigration.sqlite;

import org.filestoremigration.sql.MlflowSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.filestoremigration.domain.tracking.Metric;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One metric point into MLflow's table with its three indexes, in the order in which a migration inserts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class MetricInsertBenchmark {

    private static final int RUNS = 20;
    private static final int KEYS = 10;
    private static final int STEPS = 1000;

    private Path folder = Path.of("");
    private NewDatabase database;

    @Setup(Level.Iteration)
    public void create() throws IOException {
        folder = Files.createTempDirectory("benchmark");
        database = NewDatabase.create(folder.resolve("new.db"), MlflowSchema.NEWEST_TESTED);
    }

    @Benchmark
    @OperationsPerInvocation(RUNS * KEYS * STEPS)
    public void insert() throws SQLException {
        MetricInsert metrics = new MetricInsert(database);
        for (int run = 0; run < RUNS; run++) {
            String runId = "%032x".formatted(run);
            for (int key = 0; key < KEYS; key++) {
                String name = "metric_" + key;
                for (int step = 0; step < STEPS; step++) {
                    metrics.add(
                            runId, new Metric(name, step * 0.1, false, 1_700_000_000_000L + run * 1000 + step, step));
                }
            }
        }
        metrics.flush();
    }

    @TearDown(Level.Iteration)
    public void delete() throws IOException {
        database.close();
        Files.deleteIfExists(folder);
    }
}
