package org.filestoremigration.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class JsonReportTest {

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(Path.of("..", "docs", "report-schema.json")), InputFormat.JSON);

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Report report) throws IOException {
        StringWriter writer = new StringWriter();
        JsonReport.write(report, writer);
        return writer.toString();
    }

    @Test
    void writesWhatTheSchemaDescribes() throws IOException {
        assertThat(schema.validate(json(SampleReports.equal()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(json(SampleReports.differing()), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void tellsWhatAMergeDid() throws IOException {
        String json = json(SampleReports.merged());

        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        JsonNode merge = new ObjectMapper().readTree(json).at("/merge");
        assertThat(merge.at("/changed/count").asInt()).isEqualTo(1);
        assertThat(merge.at("/changed/items/0/before").isNull()).isTrue();
        assertThat(merge.at("/renumbered/items/0/original/names/0").asString()).isEqualTo("1");
        assertThat(merge.at("/joined/items/0/name").asString()).isEqualTo("same name");
        assertThat(merge.at("/kept/items/0/source").asString()).isEqualTo("2");
        assertThat(merge.at("/conflicts/count").asInt()).isEqualTo(4);
        assertThat(merge.at("/conflicts/items/0/decision").asString()).isEqualTo("open");
    }

    @Test
    void hasASchemaThatRefusesAnythingElse() throws IOException {
        String json = json(SampleReports.equal());

        assertThat(schema.validate(json.replace("\"durationMs\"", "\"duration\""), InputFormat.JSON))
                .hasSize(2);
        assertThat(schema.validate(json.replace("\"kind\" : \"RUN\"", "\"kind\" : \"run\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void tellsNullFromTheTextOfThatName() throws IOException {
        JsonNode differences =
                new ObjectMapper().readTree(json(SampleReports.differing())).at("/verification/differences");

        assertThat(differences.at("/2/expected").asString()).isEqualTo(SampleReports.HOSTILE);
        assertThat(differences.at("/2/found").asString()).isEqualTo("NULL");
        assertThat(differences.at("/3/found").isNull()).isTrue();
        assertThat(differences.at("/3/place/path").asString()).isEqualTo("154018651289039231/meta.yaml");
        assertThat(differences.at("/3/place/key").asString()).isEqualTo("name");
        assertThat(differences.at("/4/place").isMissingNode()).isTrue();
    }

    @Test
    void listsFindingsWithTheirPlaces() throws IOException {
        JsonNode json = new ObjectMapper().readTree(json(SampleReports.differing()));

        assertThat(json.at("/normalizations/0/rule").asString()).isEqualTo("METRIC_NAN");
        assertThat(json.at("/normalizations/0/count").asInt()).isEqualTo(465);
        assertThat(json.at("/normalizations/0/places").size()).isEqualTo(30);
        assertThat(json.at("/blocked/count").asInt()).isEqualTo(1);
        assertThat(json.at("/blocked/items/0/line").asInt()).isEqualTo(17);
        assertThat(json.at("/files/total").asInt()).isEqualTo(125_005);
        assertThat(json.at("/timelines/0/months/0/month").asString()).isEqualTo("2021-03");
    }

    @Test
    void writesAFileInUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");

        JsonReport.write(SampleReports.equal(), file);

        assertThat(Files.readString(file))
                .isEqualTo(json(SampleReports.equal()))
                .contains("Größe 漢字")
                .endsWith("}\n");
    }

    @Test
    void survivesTextThatNoEncodingHolds() throws IOException {
        Report report = SampleReports.equal();
        Report broken = new Report(
                report.invocation(),
                report.outcome(),
                "a\uD800b\u0000",
                report.target(),
                report.accounting(),
                report.counts(),
                report.findings(),
                report.verification(),
                report.checks(),
                report.timelines(),
                report.staysBehind());

        assertThat(schema.validate(json(broken), InputFormat.JSON)).isEmpty();
    }
}
