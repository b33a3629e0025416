package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A store that a test puts together by hand: a healthy experiment 101, and whatever is put beside it. */
record StrangeStore(Path root) {

    static final String RUN = "11111111111111111111111111111111";

    static StrangeStore in(Path folder) {
        StrangeStore store = new StrangeStore(folder.resolve("mlruns"));
        store.experiment("0", "Default").experiment("101", "healthy");
        return store.run("101", RUN).write("101/" + RUN + "/params/p", "1");
    }

    StrangeStore experiment(String id, String name) {
        return write(
                id + "/meta.yaml",
                "artifact_location: file:///somewhere/" + id + "\ncreation_time: 1700000000000\nexperiment_id: '" + id
                        + "'\nlast_update_time: 1700000000000\nlifecycle_stage: active\nname: " + name + "\n");
    }

    /** A run with all its folders and a metric of one point. */
    StrangeStore run(String experiment, String id) {
        String folder = experiment + "/" + id;
        Stream.of("params", "metrics", "tags", "artifacts").forEach(name -> folder(folder + "/" + name));
        write(folder + "/metrics/m", "1700000000000 0.5 0\n");
        return write(
                folder + "/meta.yaml",
                "artifact_uri: file:///somewhere/" + folder + "/artifacts\nend_time: 1700000001000\n"
                        + "entry_point_name: ''\nexperiment_id: '" + experiment + "'\nlifecycle_stage: active\nrun_id: "
                        + id + "\nrun_name: a run\nrun_uuid: " + id + "\nsource_name: ''\nsource_type: 4\n"
                        + "source_version: ''\nstart_time: 1700000000000\nstatus: 3\ntags: []\nuser_id: ada\n");
    }

    StrangeStore write(String path, String text) {
        return write(path, text.getBytes(UTF_8));
    }

    StrangeStore write(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StrangeStore folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StrangeStore link(String path, String to) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.createSymbolicLink(root.resolve(path), Path.of(to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command of the system in the store's folder; false if there is none or it fails. */
    boolean shell(String... command) {
        try {
            return new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All folders below the root and the root itself, links not followed. */
    List<Path> folders() {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
