package org.filestoremigration.filestore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.filestoremigration.filestore.disk.FileName;

/** A store that a test writes file by file. */
public final class StoreOnDisk {

    private final Path root;

    public StoreOnDisk(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** By UTF-8 names, whatever the locale. */
    Path path(String path) {
        Path found = root;
        for (String name : path.split("/", -1)) {
            found = FileName.resolve(found, name);
        }
        return found;
    }

    public StoreOnDisk file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public StoreOnDisk file(String path, byte[] content) {
        try {
            Path file = path(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StoreOnDisk folder(String path) {
        try {
            Files.createDirectories(path(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StoreOnDisk link(String path, String target) {
        try {
            Path link = path(path);
            Files.createDirectories(Objects.requireNonNull(link.getParent()));
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An experiment as MLflow 3 writes it. */
    StoreOnDisk experiment(String folder, String id, String name) {
        return file(folder + "/meta.yaml", """
                artifact_location: s3://bucket/%s
                creation_time: 1714557600000
                experiment_id: '%s'
                last_update_time: 1714557600001
                lifecycle_stage: active
                name: %s
                """.formatted(id, id, name));
    }

    /** A finished run as MLflow 3 writes it; {@code more} is added to its meta.yaml, where later keys win. */
    StoreOnDisk run(String experiment, String id, String more) {
        String experimentId = experiment.substring(experiment.lastIndexOf('/') + 1);
        return file(experiment + "/" + id + "/meta.yaml", """
                artifact_uri: s3://bucket/%s/%s/artifacts
                end_time: 1714557605000
                entry_point_name: ''
                experiment_id: '%s'
                lifecycle_stage: active
                run_id: %s
                run_name: a run
                source_name: ''
                source_type: 4
                source_version: ''
                start_time: 1714557600000
                status: 3
                tags: []
                user_id: alice
                %s""".formatted(experimentId, id, experimentId, id, more));
    }

    /** How many files, links and special files there are. */
    long files() {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> Files.isSymbolicLink(path) || !Files.isDirectory(path))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
