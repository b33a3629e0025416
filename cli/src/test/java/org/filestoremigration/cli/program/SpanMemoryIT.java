package org.filestoremigration.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans become rows in little memory, however many there are and however long one is. */
class SpanMemoryIT {

    /** Holds the long text once, and not twice. */
    private static final String HEAP = "-Xmx72m";

    private static final int LENGTH = 24_000_000;
    private static final int SPANS = 60_000;

    @Test
    void writesMoreThanItsMemoryHolds(@TempDir Path folder) throws Exception {
        Path mlruns = StrangeStore.in(folder).root();
        String text = "{\\\"t\\\": \\\"" + "x".repeat(LENGTH) + " \u20ac\\\"}";
        trace(mlruns, "tr-long", spans -> spans.write(span("tr-long", 1, text)));
        trace(mlruns, "tr-many", spans -> {
            for (int i = 1; i <= SPANS; i++) {
                spans.write(span("tr-many", i, "{}"));
                spans.write(i < SPANS ? ", " : "");
            }
        });

        List<String> command = new ArrayList<>(Program.command());
        command.set(1, HEAP);
        command.addAll(List.of("--source", mlruns.toString(), "--target", "sqlite:///mlflow.db"));
        command.addAll(List.of("--spans", "database", "--verify", "full"));
        Program.Result migrated = Program.execute(folder, command);

        assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isZero();
        Path database = folder.resolve("mlflow.db");
        assertThat(DatabaseQuery.rows(database, "SELECT trace_id, count(*) FROM spans GROUP BY trace_id ORDER BY 1"))
                .containsExactly("tr-long|1", "tr-many|" + SPANS);
        assertThat(
                        DatabaseQuery.rows(
                                database,
                                "SELECT length(content), length(replace(content, 'x', '')) FROM spans WHERE trace_id = 'tr-long'"))
                .containsExactly(span("tr-long", 1, text).length() + "|"
                        + span("tr-long", 1, text).replace("x", "").length());
    }

    @FunctionalInterface
    private interface Spans {
        void writeTo(Writer spans) throws IOException;
    }

    private static void trace(Path mlruns, String id, Spans spans) throws IOException {
        Path trace = Files.createDirectories(mlruns.resolve("101/traces").resolve(id));
        Files.writeString(trace.resolve("trace_info.yaml"), info(id));
        Path file = Files.createDirectories(trace.resolve("artifacts")).resolve("traces.json");
        try (BufferedWriter json = Files.newBufferedWriter(file, UTF_8)) {
            json.write("{\"spans\": [");
            spans.writeTo(json);
            json.write("]}");
        }
    }

    private static String info(String id) {
        return """
                execution_duration_ms: 1
                request_time: '2023-11-14T22:13:20Z'
                state: OK
                trace_id: %s
                trace_location:
                  mlflow_experiment:
                    experiment_id: '101'
                  type: MLFLOW_EXPERIMENT
                """.formatted(id);
    }

    /** As MLflow 3.17.2 writes it, so that the row has the same text. */
    private static String span(String trace, int id, String inputs) {
        return "{\"trace_id\": \"q6urq6urq6urq6urq6urqw==\", \"span_id\": \""
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(8).putLong(id).array())
                + "\", \"parent_span_id\": null, \"name\": \"s\", \"start_time_unix_nano\": 5, \"end_time_unix_nano\": 9,"
                + " \"events\": [], \"status\": {\"code\": \"STATUS_CODE_OK\", \"message\": \"\"}, \"attributes\":"
                + " {\"mlflow.traceRequestId\": \"\\\"" + trace + "\\\"\", \"mlflow.spanInputs\": \"" + inputs
                + "\"}, \"links\": []}";
    }
}
