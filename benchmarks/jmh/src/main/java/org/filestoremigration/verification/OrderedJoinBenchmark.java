package org.filestoremigration.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.filestoremigration.domain.tracking.Metric;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One point of two equal histories, walked side by side, and its place in the content digest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class OrderedJoinBenchmark {

    private static final int POINTS = 10_000;

    private final List<Metric> expected = new ArrayList<>();
    private final List<Metric> actual = new ArrayList<>();

    private static final class Count implements OrderedJoin.Visitor<Metric> {
        private int equal;

        @Override
        public void both(Metric left, Metric right) {
            equal++;
        }

        @Override
        public void onlyExpected(Metric left) {
            equal = Integer.MIN_VALUE;
        }

        @Override
        public void onlyActual(Metric right) {
            equal = Integer.MIN_VALUE;
        }
    }

    @Setup
    public void make() {
        for (int step = 0; step < POINTS; step++) {
            expected.add(new Metric("validation_loss", step * 0.1, false, 1_700_000_000_000L + step, step));
            actual.add(new Metric("validation_loss", step * 0.1, false, 1_700_000_000_000L + step, step));
        }
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int join() {
        Count count = new Count();
        OrderedJoin.join(expected.iterator(), actual.iterator(), Comparator.naturalOrder(), count);
        return count.equal;
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public String digest() {
        ContentDigest digest = new ContentDigest();
        actual.forEach(digest::add);
        return digest.finish();
    }
}
