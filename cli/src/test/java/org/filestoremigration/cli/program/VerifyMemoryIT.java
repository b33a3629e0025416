package org.filestoremigration.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.StrangeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification holds neither the points of a store nor what it knows of them. */
class VerifyMemoryIT {

    private static final int POINTS = 600_000;

    /** As objects, the points of the source alone would take more. */
    private static final String HEAP = "-Xmx28m";

    @Test
    void comparesMorePointsThanItsMemoryHolds(@TempDir Path folder) throws Exception {
        Path mlruns = StrangeStore.in(folder).root();
        Path metric = mlruns.resolve("101").resolve(StrangeStore.RUN).resolve("metrics/long");
        try (BufferedWriter lines = Files.newBufferedWriter(metric, UTF_8)) {
            for (int step = 0; step < POINTS; step++) {
                lines.write(1_700_000_000_000L + step + " " + Math.sin(step) + " " + step + "\n");
            }
        }
        Program.Result migrated =
                Program.run(folder, "--source", mlruns, "--target", "sqlite:///mlflow.db", "--no-verify");
        assertThat(migrated.exit()).as(migrated.err()).isZero();

        List<String> command = new ArrayList<>(Program.command());
        command.set(1, HEAP);
        command.addAll(List.of("verify", "--source", mlruns.toString(), "--target", "mlflow.db", "--verbose"));
        Program.Result verified = Program.execute(folder, command);

        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("metric point                    600,001      600,001      600,001");
    }
}
