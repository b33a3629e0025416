package org.filestoremigration.cli.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Takes a file of a store apart into the cells that the mapping speaks of. */
final class ObservedFile {

    private final MappedFile kind;
    private final Map<String, String> names;
    private final List<ObservedCell> cells = new ArrayList<>();

    private ObservedFile(MappedFile kind, Map<String, String> names) {
        this.kind = kind;
        this.names = names;
    }

    /** The cells of a file; the names take its fields beside the parts of its path. */
    static List<ObservedCell> cells(MappedFile kind, Path file, Map<String, String> names) {
        ObservedFile observed = new ObservedFile(kind, names);
        String heading = kind.heading();
        if (!heading.contains("/metrics/")) {
            observed.parts(Map.of());
        }
        if (heading.contains("artifacts/")) {
            observed.add("content", null, null, Map.of());
        } else if (heading.contains(".yaml")) {
            observed.yaml("", PlainYaml.tree(text(file)));
        } else if (heading.contains("/metrics/")) {
            text(file).lines().forEach(observed::metricLine);
        } else {
            observed.add("content", text(file), null, Map.of());
        }
        return observed.cells;
    }

    /** The scalars of a YAML file by key; none for any other file. */
    static Map<String, String> fields(Path file) {
        Map<String, String> fields = new HashMap<>();
        if (file.toString().endsWith(".yaml")) {
            PlainYaml.members(PlainYaml.tree(text(file))).forEach((key, node) -> {
                String text = PlainYaml.text(node);
                if (text != null) {
                    fields.put(key, text);
                }
            });
        }
        return fields;
    }

    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parts(Map<String, String> more) {
        kind.parts(names.getOrDefault("path", "")).forEach((part, text) -> add("<" + part + ">", text, null, more));
    }

    private void yaml(String prefix, Node map) {
        PlainYaml.members(map).forEach((key, node) -> {
            String name = prefix + key;
            if (!kind.entriesNamed(name).isEmpty()) {
                add(name, PlainYaml.text(node), node, Map.of());
            } else if (!kind.entriesNamed(name + ".<name>").isEmpty()) {
                PlainYaml.members(node)
                        .forEach((member, value) ->
                                add(name + ".<name>", PlainYaml.text(value), value, Map.of("name", member)));
            } else if (kind.hasEntriesBelow(name)) {
                yaml(name + ".", node);
            } else {
                add(name, PlainYaml.text(node), node, Map.of());
            }
        });
    }

    private void metricLine(String line) {
        if (line.isBlank()) {
            add("blank line", line, null, Map.of());
            return;
        }
        List<String> tokens = List.of(line.split(" ", -1));
        boolean ofModel = names.containsKey("model");
        int count = tokens.size();
        int before = ofModel ? 4 : 3;
        Map<String, String> found = new HashMap<>();
        found.put("timestamp", tokens.get(0));
        found.put("value", tokens.get(1));
        if (count > 2) {
            found.put("step", tokens.get(2));
        }
        if (ofModel) {
            found.put("run", tokens.get(3));
        }
        if (count > before) {
            found.put("dataset name", String.join(" ", tokens.subList(before, count - 1)));
            found.put("dataset digest", tokens.get(count - 1));
        }
        Map<String, String> place = new HashMap<>(found);
        place.putIfAbsent("step", "0");
        parts(place);
        int most = before + 3;
        String prefix = (count < most ? count : most + "+") + " tokens: ";
        found.forEach((token, text) -> add(prefix + token, text, null, place));
    }

    private void add(String entry, @Nullable String text, @Nullable Node node, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(more);
        cells.add(new ObservedCell(entry, text, node, all));
    }
}
