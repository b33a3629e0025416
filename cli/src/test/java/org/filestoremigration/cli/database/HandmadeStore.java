package org.filestoremigration.cli.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A FileStore written by hand, as MLflow's early releases wrote it. */
final class HandmadeStore {

    private HandmadeStore() {}

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void experiment(Path root, long id, String name) {
        write(root.resolve(id + "/meta.yaml"), """
                artifact_location: s3://bucket/%1$d
                experiment_id: '%1$d'
                lifecycle_stage: active
                name: %2$s
                """.formatted(id, name));
    }

    static String runId(int run) {
        return "%032x".formatted(run);
    }

    static Path runFolder(Path root, long experiment, int run) {
        return root.resolve(experiment + "/" + runId(run));
    }

    static void run(Path root, long experiment, int run, String status) {
        write(runFolder(root, experiment, run).resolve("meta.yaml"), """
                artifact_uri: s3://bucket/%1$d/%2$s/artifacts
                end_time: %3$s
                experiment_id: '%1$d'
                lifecycle_stage: active
                name: ''
                run_id: %2$s
                run_uuid: %2$s
                source_name: ''
                source_type: 4
                source_version: ''
                start_time: 1500000000000
                status: %4$d
                tags: []
                user_id: ada
                """.formatted(
                        experiment,
                        runId(run),
                        status.equals("RUNNING") ? "null" : "1500000000009",
                        status.equals("RUNNING") ? 1 : 3));
    }
}
