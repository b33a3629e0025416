package org.filestoremigration.filestore;

import org.filestoremigration.filestore.metric.MetricLine;
import org.filestoremigration.filestore.metric.MetricLines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** One line of a metric file, from bytes in memory to numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class MetricLineBenchmark {

    private static final int LINES = 10_000;

    private byte[] file = {};

    @Setup
    public void write() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int step = 0; step < LINES; step++) {
            text.append(1_700_000_000_000L + step).append(' ').append(random.nextDouble());
            text.append(' ').append(step).append('\n');
        }
        file = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public double line() throws IOException {
        double sum = 0;
        try (MetricLines lines = new MetricLines(Channels.newChannel(new ByteArrayInputStream(file)), file.length)) {
            MetricLine line = new MetricLine();
            while (lines.advance()) {
                if (line.read(lines) == MetricLine.Kind.POINT) {
                    sum += line.stored() + line.step() + line.timestamp();
                }
            }
        }
        return sum;
    }
}
