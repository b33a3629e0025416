package org.filestoremigration.cli.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks a store, looks each cell of it up in the database that it was migrated to, and keeps what it saw. */
final class StoreObservation {

    private final MappingDocument mapping;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> unmapped = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int looked;

    StoreObservation(MappingDocument mapping) {
        this.mapping = mapping;
    }

    /** The cells of the mapping that were in a store, as {@link #cell} writes them. */
    Set<String> seen() {
        return seen;
    }

    /** A sentence for each file and each key that the mapping does not name. */
    List<String> unmapped() {
        return unmapped;
    }

    /** A sentence for each cell that is not where the mapping says. */
    List<String> wrong() {
        return wrong;
    }

    /** How many values were looked up. */
    int looked() {
        return looked;
    }

    static String cell(MappedFile file, MappedEntry entry) {
        return file.heading() + " " + entry.name();
    }

    void observe(String store, Path mlruns, Path database) {
        try (ColumnLookup lookup = ColumnLookup.in(database);
                Stream<Path> files = Files.walk(mlruns)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                observe(store, mlruns, file, lookup);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void observe(String store, Path mlruns, Path file, ColumnLookup lookup) {
        String path = mlruns.relativize(file).toString().replace('\\', '/');
        String place = store + ": " + path;
        Map<String, String> names = new HashMap<>();
        if (path.startsWith(".trash/")) {
            names.put(".trash", ".trash");
            path = path.substring(".trash/".length());
        }
        MappedFile kind = kind(path, file);
        if (kind == null) {
            unmapped.add(place + " is a file that docs/mapping.md has no heading for");
            return;
        }
        boolean opaque = kind.heading().contains("artifacts/");
        names.putAll(opaque ? Map.of() : ObservedFile.fields(file));
        names.putAll(kind.parts(path));
        names.put("path", path);
        addNameTag(file, names);
        lookup.addDatasetId(names);
        List<ObservedCell> cells = ObservedFile.cells(kind, file, names);
        cells.forEach(cell -> check(place, kind, cell, lookup));
        absentColumns(kind, cells)
                .forEach(entry -> check(place, kind, entry, new ObservedCell(entry.name(), null, null, names), lookup));
    }

    private @Nullable MappedFile kind(String path, Path file) {
        return mapping.files().stream()
                .sorted(Comparator.comparing(MappedFile::literalFirst))
                .filter(kind -> !kind.parts(path).isEmpty())
                .filter(kind -> kind.heading().contains("artifacts/") || kind.fits(ObservedFile.fields(file)))
                .findFirst()
                .orElse(null);
    }

    /** A run's name may be in a tag beside its file. */
    private static void addNameTag(Path file, Map<String, String> names) {
        Path tag = file.resolveSibling("tags").resolve("mlflow.runName");
        if (Files.exists(tag)) {
            names.put("mlflow.runName", ObservedFile.text(tag));
        }
    }

    /** The first entry of each column that nothing in the file speaks of: the column must say so. */
    private static List<MappedEntry> absentColumns(MappedFile kind, List<ObservedCell> cells) {
        Set<String> present = cells.stream()
                .flatMap(cell -> kind.entriesNamed(cell.entry()).stream())
                .map(MappedEntry::column)
                .collect(Collectors.toSet());
        return kind.heading().contains(".yaml")
                ? kind.entries().stream()
                        .filter(entry -> entry.hasColumn() && !entry.name().contains("<"))
                        .filter(entry -> present.add(entry.column()))
                        .toList()
                : List.of();
    }

    private void check(String place, MappedFile kind, ObservedCell cell, ColumnLookup lookup) {
        List<MappedEntry> entries = kind.entriesNamed(cell.entry());
        if (entries.isEmpty() && !cell.entry().startsWith("<")) {
            unmapped.add(place + " has `" + cell.entry() + "`, which docs/mapping.md does not name");
        }
        for (MappedEntry entry : entries) {
            seen.add(cell(kind, entry));
            if (entry.hasColumn()) {
                check(place, kind, entry, cell, lookup);
            }
        }
    }

    private void check(String place, MappedFile kind, MappedEntry entry, ObservedCell cell, ColumnLookup lookup) {
        looked++;
        String condition = kind.rows().get(entry.table());
        if (condition == null) {
            throw new IllegalStateException(
                    "docs/mapping.md does not say which row of " + entry.table() + " " + kind.heading() + " has");
        }
        List<@Nullable Object> found = lookup.values(entry, condition, cell.names());
        if (found.stream().noneMatch(value -> MappingRules.hold(entry, cell, value))) {
            wrong.add("%s says %s = %s; by %s, %s where %s should hold %s, but holds %s"
                    .formatted(
                            place,
                            entry.name(),
                            cell.text(),
                            entry.rules(),
                            entry.column(),
                            condition,
                            entry.rules().contains("ASSESSMENT_JSON") ? "that" : MappingRules.expected(entry, cell),
                            found));
        }
    }
}
