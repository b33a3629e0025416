package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.model.LoggedModelStatus;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.trace.TraceState;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Test;

/** Computes the digest once more, from bytes written out as {@code docs/content-digest.md} says. */
final class ContentDigestTest {

    private static final ExperimentId SEVEN = new ExperimentId(7);
    private static final List<Tag> TAGS = List.of(new Tag("k", "v"), new Tag("n", null));
    private static final List<Param> PARAMS = List.of(new Param("lr", "0.1"));
    private static final LifecycleStage ACTIVE = LifecycleStage.ACTIVE;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream data = new DataOutputStream(bytes);

    private String sha256() throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }

    /** One field each: null, a text, a long, a double, a boolean, or an int as the size of a list; a char a letter. */
    private void write(Object... fields) throws IOException {
        for (Object field : fields) {
            if (field instanceof Character letter) {
                data.writeByte(letter);
            } else if (field instanceof String text) {
                data.writeByte(1);
                data.writeInt(text.getBytes(StandardCharsets.UTF_8).length);
                data.write(text.getBytes(StandardCharsets.UTF_8));
            } else if (field instanceof Long number) {
                data.writeByte(2);
                data.writeLong(number);
            } else if (field instanceof Double number) {
                data.writeByte(3);
                data.writeDouble(number);
            } else if (field instanceof Boolean truth) {
                data.writeByte(truth ? 5 : 4);
            } else if (field instanceof Integer size) {
                data.writeByte(6);
                data.writeInt(size);
            } else {
                data.writeByte(0);
            }
        }
    }

    private static Object none() {
        return Void.class;
    }

    private static InMemoryStore storeWithOneOfEach() {
        InMemoryStore store = new InMemoryStore();
        store.write(new Experiment(SEVEN, "ex 🚀", "/a", ACTIVE, 1L, 2L, TAGS));
        Dataset dataset = new Dataset(SEVEN, "data", "d1g", "local", "{}", "s", null);
        store.write(dataset);
        Metric point = Metric.of("loss", 0.1, 100, -1);
        Metric nan = Metric.of("loss", Double.NaN, 101, 0);
        Run run = new Run(
                "r1",
                SEVEN,
                null,
                SourceType.LOCAL,
                "src",
                "main",
                "v1",
                "ada",
                RunStatus.FINISHED,
                10L,
                20L,
                null,
                ACTIVE,
                "/a/r1",
                PARAMS,
                TAGS,
                List.of(new DatasetInput(dataset.datasetId(), true, TAGS)),
                List.of(new ModelInput("m-0")),
                List.of(new ModelOutput("m-1", 3)),
                List.of(LatestMetric.of(nan)));
        store.write(run);
        store.write(run, List.of(point, nan).iterator());
        LoggedModel model = new LoggedModel(
                "m-1", SEVEN, "model", "/m", 5, 6, LoggedModelStatus.READY, ACTIVE, "agent", "r1", null, PARAMS, TAGS);
        store.write(model);
        store.write(
                model,
                List.of(new LoggedModelMetric("acc", null, 7, 8, "r1", "data", null))
                        .iterator());
        Assessment assessment = new Assessment(
                "a-1",
                "tr-1",
                "verdict",
                AssessmentType.FEEDBACK,
                "true",
                null,
                11,
                12,
                "HUMAN",
                "ada",
                null,
                null,
                "because",
                null,
                true,
                "{\"a\": 1}");
        store.write(new Trace(
                "tr-1", SEVEN, 30, 40L, TraceState.OK, null, "in", "out", TAGS, List.of(), List.of(assessment)));
        store.write(new RegisteredModel("reg", 50L, null, "text", TAGS, List.of(new Alias("champion", 1))));
        store.write(
                new ModelVersion("reg", 1, 51L, 52L, "d", "u", "None", "s", "r1", "READY", null, null, "/loc", TAGS));
        store.commit();
        return store;
    }

    private void writeTags() throws IOException {
        write(2, "k", "v", "n", none());
    }

    @Test
    void isTheHashOfTheDocumentedBytes() throws Exception {
        data.writeBytes("filestoremigration content digest 1\n");
        write('E', 7L, "ex 🚀", "/a", "active", 1L, 2L);
        writeTags();
        write('D', 7L, "data", "d1g", "local", "{}", "s", none());
        write('R', "r1", 7L, none(), "LOCAL", "src", "main", "v1", "ada", "FINISHED", 10L, 20L, none(), "active");
        write("/a/r1", 1, "lr", "0.1");
        writeTags();
        write(1, Dataset.idOf("data", "d1g"), true);
        writeTags();
        write(1, "m-0", 1, "m-1", 3L);
        write(1, "loss", 0.0, true, 101L, 0L);
        write('M', "loss", 0.1, false, 100L, -1L);
        write('M', "loss", 0.0, true, 101L, 0L);
        write('T', "tr-1", 7L, 30L, 40L, "OK", none(), "in", "out");
        writeTags();
        write(0, 1, "a-1", "tr-1", "verdict", "feedback", "true", none(), 11L, 12L, "HUMAN", "ada");
        write(none(), none(), "because", none(), true, "{\"a\": 1}");
        write('G', "m-1", 7L, "model", "/m", 5L, 6L, 2L, "active", "agent", "r1", none(), 1, "lr", "0.1");
        writeTags();
        write('P', "acc", none(), 7L, 8L, "r1", "data", none());
        write('N', "reg", 50L, none(), "text");
        writeTags();
        write(1, "champion", 1L);
        write('V', "reg", 1L, 51L, 52L, "d", "u", "None", "s", "r1", "READY", none(), none(), "/loc");
        writeTags();

        assertThat(ContentDigest.of(storeWithOneOfEach().reader())).isEqualTo(sha256());
    }

    @Test
    void isThatOfTheDocumentsExample() {
        InMemoryStore store = new InMemoryStore();
        store.write(new Experiment(ExperimentId.DEFAULT, "Default", "/0", ACTIVE, null, null, List.of()));
        store.commit();

        assertThat(ContentDigest.of(store.reader()))
                .isEqualTo("sha256:0fc0783bab7ba60a754c051ca4cc4d8ca3b26ef1ac2787faf8d8f8fbc02376ab");
    }

    @Test
    void takesTextsThatAreLongerThanItsBuffer() throws Exception {
        String text = "é".repeat(200_000);
        InMemoryStore store = new InMemoryStore();
        store.write(new Experiment(ExperimentId.DEFAULT, text, "/0", ACTIVE, null, null, List.of(new Tag("a", text))));
        store.commit();
        data.writeBytes("filestoremigration content digest 1\n");
        write('E', 0L, text, "/0", "active", none(), none(), 1, "a", text);

        assertThat(ContentDigest.of(store.reader())).isEqualTo(sha256());
    }

    @Test
    void isThatOfTheTargetInAComparison() {
        InMemoryStore store = storeWithOneOfEach();

        assertThat(Verification.compare(SampleStore.create().reader(), store.reader())
                        .contentDigest())
                .isEqualTo(ContentDigest.of(store.reader()));
    }
}
