package org.filestoremigration.cli.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of the differences that two databases may have: a table of Markdown whose rows are table, column, kind, whether
 * it occurs {@code always} or {@code rarely}, and who is right and why.
 */
record DeclaredDifferences(List<Entry> entries) {

    record Entry(String table, String column, ColumnDifference.Kind kind, boolean always, String reason) {

        boolean covers(ColumnDifference difference) {
            return table.equals(difference.table()) && column.equals(difference.column()) && kind == difference.kind();
        }
    }

    static DeclaredDifferences read(Path file) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file, UTF_8)) {
                if (line.startsWith("| `")) {
                    String[] cells = line.substring(2, line.length() - 2)
                            .replace("`", "")
                            .split(" \\| ", -1);
                    boolean always = cells[3].equals("always");
                    if (cells.length != 5 || cells[4].isBlank() || !(always || cells[3].equals("rarely"))) {
                        throw new IllegalStateException(file + " has a bad row: " + line);
                    }
                    entries.add(
                            new Entry(cells[0], cells[1], ColumnDifference.Kind.valueOf(cells[2]), always, cells[4]));
                }
            }
            return new DeclaredDifferences(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each difference that no entry, or more than one, covers. */
    List<String> undeclared(List<ColumnDifference> differences) {
        return differences.stream()
                .filter(difference -> entries.stream()
                                .filter(entry -> entry.covers(difference))
                                .count()
                        != 1)
                .map(ColumnDifference::toString)
                .toList();
    }

    /** The entries that should always occur and do not. */
    List<Entry> unused(List<ColumnDifference> differences) {
        return entries.stream()
                .filter(Entry::always)
                .filter(entry -> differences.stream().noneMatch(entry::covers))
                .toList();
    }
}
