package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a FileStore may hold, but none of the stores that MLflow's client wrote does. */
final class HandmadeStore {

    private static final String RUN = "7/00000000000000000000000000000001/";
    private static final String UNNAMED_RUN = "7/00000000000000000000000000000002/";
    private static final String MODEL = "7/models/m-00000000000000000000000000000003/";
    private static final String TRACE = "7/traces/00000000000000000000000000000004/";
    private static final String NEW_TRACE = "7/traces/tr-00000000000000000000000000000005/";
    private static final String VERSION = "models/by hand/version-1/";

    /** The dataset's id is the MD5 of its name and digest. */
    private static final String INPUT = """
            destination_id: a8b460fce636acade030f9515c9278d2
            destination_type: RUN
            source_id: a8b460fce636acade030f9515c9278d2
            source_type: DATASET
            tags:
            """;

    private final Path root;

    private HandmadeStore(Path root) {
        this.root = root;
    }

    static Path write(Path mlruns) {
        HandmadeStore store = new HandmadeStore(mlruns);
        store.experiment();
        store.runs();
        store.loggedModel();
        store.traces();
        store.registry();
        return mlruns;
    }

    private void experiment() {
        file("7/meta.yaml", """
                artifact_location: s3://bucket/7
                creation_time: 1700000000000.5
                experiment_id: 7
                name: 12e45678
                """);
    }

    private void runs() {
        file(RUN + "meta.yaml", """
                artifact_uri: s3://bucket/7/1/artifacts
                end_time: null
                entry_point_name: ''
                experiment_id: '7'
                name: an old name
                run_id: '00000000000000000000000000000001'
                run_uuid: '00000000000000000000000000000001'
                source_name: ''
                source_type: 5
                source_version: ''
                start_time: 1700000000000
                status: KILLED
                tags: []
                user_id: null
                """);
        file(RUN + "metrics/loss", """
                1700000000000 nan 1
                1700000000000 -inf 2
                1700000000000 -0.0 3

                1700000000000 0.1 4 a name with blanks 12e45678
                """);
        file(UNNAMED_RUN + "meta.yaml", """
                artifact_uri: s3://bucket/7/2/artifacts
                experiment_id: '7'
                lifecycle_stage: deleted
                run_id: '00000000000000000000000000000002'
                source_type: NOTEBOOK
                start_time: 1700000000000
                user_id: ''
                """);
        file(UNNAMED_RUN + "tags/mlflow.runName", "named by its tag");
        file("7/datasets/a8b460fce636acade030f9515c9278d2/meta.yaml", """
                digest: 12e45678
                name: a name with blanks
                profile: null
                schema: null
                source: '{}'
                source_type: local
                """);
        file(RUN + "inputs/1/meta.yaml", INPUT + "  context: train\n");
        file(RUN + "inputs/copy of 1/meta.yaml", INPUT + "  split: '1'\n");
    }

    private void loggedModel() {
        file(MODEL + "meta.yaml", """
                artifact_location: s3://bucket/7/models/3
                creation_timestamp: 1700000000000
                experiment_id: '7'
                last_updated_timestamp: 1700000000001
                model_id: m-00000000000000000000000000000003
                model_type: null
                name: by hand
                source_run_id: '00000000000000000000000000000001'
                status: 3
                status_message: out of memory
                """);
        file(MODEL + "metrics/loss", """
                1700000000000 nan 1 00000000000000000000000000000001
                1700000000000 inf 2 00000000000000000000000000000001 a name with blanks 12e45678
                """);
    }

    private void traces() {
        file(TRACE + "trace_info.yaml", """
                assessments: []
                execution_time_ms: null
                experiment_id: '7'
                request_id: '00000000000000000000000000000004'
                status: TRACE_STATUS_UNSPECIFIED
                timestamp_ms: 1700000000000
                """);
        file(TRACE + "tags/mlflow.linkedPrompts", "[{\"name\": \"greet\", \"version\": \"1\"}]");
        file(NEW_TRACE + "trace_info.yaml", """
                assessments: []
                request_time: '2024-05-04T18:30:06.029999999+02:00'
                trace_id: tr-00000000000000000000000000000005
                trace_location:
                  mlflow_experiment:
                    experiment_id: '7'
                  type: MLFLOW_EXPERIMENT
                """);
        file(NEW_TRACE + "assessments/a-1.yaml", """
                assessment_id: a-1
                assessment_name: quality
                create_time: '2024-05-04T18:30:06Z'
                feedback:
                  value:
                    steps: [1.0, 'yes', yes, null]
                last_update_time: '2024-05-04T18:30:06.5Z'
                metadata: {}
                source:
                  source_type: ai_judge
                trace_id: tr-00000000000000000000000000000005
                valid: false
                """);
    }

    private void registry() {
        file("models/by hand/meta.yaml", """
                creation_timestamp: null
                description: null
                last_updated_timestamp: null
                name: by hand
                """);
        file("models/by hand/aliases/champion", "01\n");
        file(VERSION + "meta.yaml", """
                creation_timestamp: null
                current_stage: Deleted_Internal
                description: null
                last_updated_timestamp: 1700000000002
                name: by hand
                run_link: https://example.org/run
                source: s3://bucket/x
                status: READY
                status_message: done
                storage_location: s3://bucket/y
                user_id: null
                version: 1
                """);
    }

    private void file(String path, String content) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
