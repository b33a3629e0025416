package org.filestoremigration.filestore.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.AssessmentType;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.StoreOnDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessmentFileTest {

    private static final String TRACE = "7/traces/tr-01";
    private static final String FILE = TRACE + "/assessments/a-1.yaml";
    private static final String REST = """
            assessment_id: a-1
            assessment_name: score
            create_time: '2024-05-04T18:30:35.989Z'
            last_update_time: '2024-05-04T18:30:36.000000001Z'
            source:
              source_id: alice
              source_type: HUMAN
            trace_id: tr-01
            valid: true
            """;

    @TempDir
    Path root;

    private StoreOnDisk store;
    private FolderReading reading;

    @BeforeEach
    void writeTrace() {
        store = new StoreOnDisk(root).file(TRACE + "/trace_info.yaml", """
                request_time: '2024-05-04T18:30:06Z'
                state: OK
                trace_id: tr-01
                trace_location:
                  mlflow_experiment:
                    experiment_id: '7'
                  type: MLFLOW_EXPERIMENT
                """);
        reading = new FolderReading(root, FolderReading.EXACT);
    }

    @Test
    void readsFeedback() {
        store.file(FILE, REST + """
                feedback:
                  value:
                  - 5.0
                  - é
                  - null
                metadata:
                  mlflow.assessment.sourceRunId: run1
                  k: '1'
                overrides: a-0
                rationale: |
                  because
                span_id: 0bc1
                """);
        assertThat(only())
                .isEqualTo(new Assessment(
                        "a-1",
                        "tr-01",
                        "score",
                        AssessmentType.FEEDBACK,
                        "[5.0, \"\\u00e9\", null]",
                        null,
                        1714847435989L,
                        1714847436000L,
                        "HUMAN",
                        "alice",
                        "run1",
                        "0bc1",
                        "because\n",
                        "a-0",
                        true,
                        "{\"mlflow.assessment.sourceRunId\": \"run1\", \"k\": \"1\"}"));
        assertThat(reading.normalizations())
                .isEqualTo(Map.of(Normalization.ASSESSMENT_JSON, 1L, Normalization.TRACE_TIME, 1L));
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void readsFailedFeedbackWithAllThreeKeysOfItsError() {
        store.file(FILE, REST + """
                feedback:
                  error:
                    error_code: RATE_LIMIT
                    error_message: too many
                  value: null
                metadata: {}
                """);
        assertThat(only().value()).isEqualTo("null");
        assertThat(only().error())
                .isEqualTo("{\"error_code\": \"RATE_LIMIT\", \"error_message\": \"too many\", \"stack_trace\": null}");
        assertThat(only().metadata()).isNull();
    }

    @Test
    void unwrapsStructuredExpectations() {
        store.file(FILE, REST.replace("valid: true", "valid: false") + """
                expectation:
                  serialized_value:
                    serialization_format: JSON_FORMAT
                    value: '{"a":[1,2.50,null],"c":"é"}'
                """);
        assertThat(only().type()).isEqualTo(AssessmentType.EXPECTATION);
        assertThat(only().value()).isEqualTo("{\"a\": [1, 2.5, null], \"c\": \"\\u00e9\"}");
        assertThat(only().valid()).isFalse();
        assertThat(reading.notes()).isEmpty();
    }

    @Test
    void readsPlainExpectations() {
        store.file(FILE, REST + "expectation:\n  value: yes\n");
        assertThat(only().value()).isEqualTo("true");
        store.file(FILE, REST + "expectation:\n  value: 'yes'\n");
        assertThat(only().value()).isEqualTo("\"yes\"");
        store.file(FILE, REST + "expectation:\n  value: 1e5\n");
        assertThat(only().value()).isEqualTo("\"1e5\"");
        store.file(FILE, REST + "expectation:\n  value: 1.5e-07\n");
        assertThat(only().value()).isEqualTo("1.5e-07");
    }

    @Test
    void readsIssueReferences() {
        store.file(FILE, REST + "issue:\n  issue_name: slow\nrun_id: run2\n");
        assertThat(only().type()).isEqualTo(AssessmentType.ISSUE);
        assertThat(only().value()).isEqualTo("{\"issue_name\": \"slow\"}");
        assertThat(only().runId()).isEqualTo("run2");
    }

    @Test
    void blocksIssueReferencesThatTheTargetCannotRead() {
        store.file(FILE, REST + "issue:\n  issue_name: slow\n");
        reading = new FolderReading(
                root, new EntityOptions(false, Set.of(Feature.ISSUE_REFERENCES), TextLimits.NONE, null));
        assertThat(assessments()).isEmpty();
        assertThat(reading.blocked())
                .containsExactly(FILE + ":11 (issue): MLflow before 3.11.1 cannot read issue references");
    }

    @Test
    void takesMlflowsPresentWordsForSources() {
        store.file(
                FILE,
                REST.replace("  source_id: alice\n", "").replace("HUMAN", "ai_judge") + "feedback:\n  value: 1\n");
        assertThat(only().sourceType()).isEqualTo("LLM_JUDGE");
        assertThat(only().sourceId()).isEqualTo("default");
        assertThat(reading.normalizations()).containsEntry(Normalization.ASSESSMENT_SOURCE, 2L);
    }

    @Test
    void blocksWhatCannotBeReadAndKeepsTheRest() {
        store.file(TRACE + "/assessments/good.yaml", REST.replace("a-1", "good") + "feedback:\n  value: 1\n");
        for (String broken : List.of(
                REST,
                REST + "expectation:\n  value: null\n",
                REST + "expectation:\n  serialized_value:\n    value: '{'\n",
                REST + "feedback:\n  error: null\n",
                REST + "feedback:\n  value: 2024-05-04\n",
                REST.replace("a-1", "a-2") + "feedback:\n  value: 1\n",
                REST.replace("tr-01", "tr-02") + "feedback:\n  value: 1\n",
                REST.replace("HUMAN", "ROBOT") + "feedback:\n  value: 1\n",
                REST.replace("valid: true", "valid: maybe") + "feedback:\n  value: 1\n")) {
            store.file(FILE, broken);
            assertThat(assessments()).extracting(Assessment::assessmentId).containsExactly("good");
        }
        assertThat(reading.blocked())
                .containsExactlyInAnyOrder(
                        FILE + ":2 (assessment_name): it is neither feedback nor expectation nor issue",
                        FILE + ":11 (expectation.value): an expectation must not be null",
                        FILE + ":12 (expectation.serialized_value.value): it is not valid JSON",
                        FILE + " (feedback.value): it is missing",
                        FILE + ":11 (feedback.value): \"2024-05-04\" has no counterpart in JSON",
                        FILE + ":1 (assessment_id): it says 'a-2', its file 'a-1'",
                        FILE + ":8 (trace_id): it says 'tr-02', its directory 'tr-01'",
                        FILE + ":7 (source.source_type): it is unknown to MLflow: 'ROBOT'",
                        FILE + ":9 (valid): it is neither true nor false: 'maybe'");
    }

    @Test
    void takesTheOtherTimeOnRepair() {
        store.file(FILE, REST.replace("create_time: '2024-05-04T18:30:35.989Z'\n", "") + "feedback:\n  value: 1\n");
        assertThat(assessments()).isEmpty();
        assertThat(reading.blocked()).containsExactly(FILE + " (create_time): it is missing");

        reading = new FolderReading(root, FolderReading.repairing());
        Trace trace = Objects.requireNonNull(reading.trace(TRACE));
        assertThat(trace.assessments()).extracting(Assessment::createdTimestamp).containsExactly(1714847436000L);
        assertThat(trace.tags()).containsExactly(new Tag("filestoremigration.repaired.a-1.create_time", ""));
        assertThat(reading.repairs()).containsExactly(FILE + ": create_time \"\" -> 1714847436000");
    }

    @Test
    void takesMissingIdsFromTheFileAndItsFolderByRepair() {
        String without = REST.replace("assessment_id: a-1\n", "").replace("trace_id: tr-01\n", "");
        store.file(FILE, without + "feedback:\n  value: 1\n");
        assertThat(assessments()).isEmpty();
        assertThat(reading.blocked())
                .containsExactly(FILE + " (assessment_id): it is missing", FILE + " (trace_id): it is missing");

        reading = new FolderReading(root, FolderReading.repairing());
        Trace trace = Objects.requireNonNull(reading.trace(TRACE));
        assertThat(trace.assessments()).extracting(Assessment::assessmentId).containsExactly("a-1");
        assertThat(trace.assessments()).extracting(Assessment::traceId).containsExactly("tr-01");
        assertThat(trace.tags())
                .containsExactly(
                        new Tag("filestoremigration.repaired.a-1.assessment_id", ""),
                        new Tag("filestoremigration.repaired.a-1.trace_id", ""));
        assertThat(reading.repairs())
                .containsExactly(FILE + ": assessment_id \"\" -> a-1", FILE + ": trace_id \"\" -> tr-01");
    }

    @Test
    void notesForeignFiles() {
        store.file(TRACE + "/assessments/readme.txt", "x").file(FILE, REST + "feedback:\n  value: 1\n  color: red\n");
        assertThat(only().value()).isEqualTo("1");
        assertThat(reading.notes())
                .containsExactlyInAnyOrder(
                        FILE + ":12 (feedback.color): MLflow does not know this key",
                        TRACE + "/assessments/readme.txt: MLflow does not read it");
    }

    private Assessment only() {
        List<Assessment> assessments = assessments();
        assertThat(assessments).hasSize(1);
        return assessments.get(0);
    }

    private List<Assessment> assessments() {
        return Objects.requireNonNull(reading.trace(TRACE)).assessments();
    }
}
