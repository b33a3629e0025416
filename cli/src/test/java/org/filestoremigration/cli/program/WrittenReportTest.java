package org.filestoremigration.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.fixture.Captured;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command's {@code --report x.json} is what {@code docs/report-schema.json} describes, however it ends. */
final class WrittenReportTest {

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TestData.document("report-schema.json"), InputFormat.JSON);

    @TempDir
    private Path folder;

    private int reports;

    @Test
    void ofAHealthyStoreFollowsTheSchema() throws IOException {
        Path source = TestData.store("3.17.2", folder);
        Path target = folder.resolve("mlflow.db");

        valid(ExitCode.COMPLETE, "plan", "--source", source);
        valid(ExitCode.COMPLETE, "migrate", "--source", source, "--target", target);
        valid(ExitCode.COMPLETE, "verify", "--source", source, "--target", target);
    }

    @Test
    void ofADatabaseThatLostSomethingFollowsTheSchema() throws IOException {
        Path source = TestData.store("3.17.2", folder);
        Path target = TestData.officialDatabase("3.17.2", folder);

        valid(ExitCode.DIFFERENT, "verify", "--source", source, "--target", target);
    }

    @Test
    void ofABadStoreFollowsTheSchema() throws IOException {
        Path source = TestData.hostileStore("exp-same-name", folder);
        Path target = folder.resolve("mlflow.db");

        valid(ExitCode.BLOCKED, "plan", "--source", source);
        valid(ExitCode.BLOCKED, "migrate", "--source", source, "--target", target);
        valid(ExitCode.COMPLETE, "migrate", "--source", source, "--target", target, "--repair");
        valid(
                ExitCode.INCOMPLETE,
                "migrate",
                "--source",
                source,
                "--target",
                target,
                "--on-bad",
                "skip",
                "--overwrite",
                "--discard-target");
    }

    private void valid(ExitCode expected, Object... args) throws IOException {
        Path report = folder.resolve("report" + reports++ + ".json");
        Object[] all = new Object[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--report";
        all[args.length + 1] = report;

        assertThat(Captured.of(all).exit()).isEqualTo(expected.status());
        assertThat(schema.validate(Files.readString(report), InputFormat.JSON)).isEmpty();
    }
}
