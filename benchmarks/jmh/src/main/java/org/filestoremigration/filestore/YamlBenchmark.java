package org.filestoremigration.filestore;

import org.filestoremigration.filestore.yaml.YamlParser;
import org.filestoremigration.filestore.yaml.YamlSyntaxException;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A run's {@code meta.yaml}, by the short way and by the general one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class YamlBenchmark {

    private final String meta = """
            artifact_uri: file:///srv/mlruns/123/00625bdddf0d3ec841a4f76e58d62fca/artifacts
            end_time: 1700000426999
            entry_point_name: ''
            experiment_id: '123'
            lifecycle_stage: active
            run_id: 00625bdddf0d3ec841a4f76e58d62fca
            run_name: swift-fox-426
            source_name: ''
            source_type: 4
            source_version: ''
            start_time: 1700000426000
            status: 3
            tags: []
            user_id: user6
            """;

    @Benchmark
    public Object asMlflowWritesIt() throws YamlSyntaxException {
        return YamlParser.read(meta);
    }

    @Benchmark
    public Object anyYaml() throws YamlSyntaxException {
        return YamlParser.general(meta);
    }
}
