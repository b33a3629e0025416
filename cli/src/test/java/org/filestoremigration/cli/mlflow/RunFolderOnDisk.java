package org.filestoremigration.cli.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A run as it is on disk, read as plainly as can be and without any code of the program. */
record RunFolderOnDisk(Path folder) {

    /** The runs of an experiment's folder. */
    static List<RunFolderOnDisk> of(Path experiment) {
        try (Stream<Path> children = Files.list(experiment)) {
            return children.filter(child -> Files.exists(child.resolve("meta.yaml")))
                    .map(RunFolderOnDisk::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> yaml(Path folder) {
        Map<String, Object> values = new TreeMap<>();
        ((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text(folder.resolve("meta.yaml"))))
                .forEach((key, value) -> values.put(key.toString(), String.valueOf(value)));
        return values;
    }

    Map<String, Object> meta() {
        return yaml(folder);
    }

    Map<String, String> params() {
        return texts("params");
    }

    Map<String, String> tags() {
        return texts("tags");
    }

    /** Each key's points as {@code value timestamp step}, as MLflow's SQL store gives them back. */
    Map<String, TreeSet<String>> metrics() {
        Map<String, TreeSet<String>> histories = new TreeMap<>();
        texts("metrics").forEach((key, lines) -> {
            TreeSet<String> points = new TreeSet<>();
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> points.add(point(line)));
            histories.put(key, points);
        });
        return histories;
    }

    private static String point(String line) {
        List<String> tokens = List.of(line.strip().split(" ", -1));
        return point(tokens.get(1), tokens.get(0), tokens.size() > 2 ? tokens.get(2) : "0");
    }

    /** Infinity is the greatest double, and there is no negative zero. */
    static String point(String value, String timestamp, String step) {
        double number = switch (value.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> Double.MAX_VALUE;
            case "-inf", "-infinity" -> -Double.MAX_VALUE;
            default -> Double.parseDouble(value) + 0.0;
        };
        return number + " " + timestamp + " " + step;
    }

    private Map<String, String> texts(String kind) {
        Path root = folder.resolve(kind);
        Map<String, String> texts = new TreeMap<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    texts.put(root.relativize(file).toString(), text(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
