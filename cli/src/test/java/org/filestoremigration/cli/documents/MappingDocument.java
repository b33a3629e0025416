package org.filestoremigration.cli.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.TestData;

/**
 * The tables of {@code docs/mapping.md}.
 *
 * @param files one for each heading that is a path
 * @param derived columns that follow from others, with the test of each
 * @param normalizations the names of the rules, with the test of each
 * @param repairs the keys that {@code --repair} fixes, with the test of each
 * @param waivers cells that no store holds, with the reason
 */
record MappingDocument(
        List<MappedFile> files,
        Map<String, String> derived,
        Map<String, String> normalizations,
        Map<String, String> repairs,
        Map<String, String> waivers) {

    private static final Pattern FILE = Pattern.compile("### `([^`]+)`");
    private static final Pattern ROW_OF = Pattern.compile("Row of `(\\w+)`: `([^`]+)`");

    static MappingDocument read() {
        String section = "";
        List<MappedFile> files = new ArrayList<>();
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        for (String line : TestData.document("mapping.md").lines().toList()) {
            Matcher file = FILE.matcher(line);
            Matcher row = ROW_OF.matcher(line);
            if (file.matches()) {
                files.add(MappedFile.named(file.group(1)));
            } else if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (row.matches()) {
                files.get(files.size() - 1).rows().put(row.group(1), row.group(2));
            } else if (line.startsWith("| `") && tables.isEmpty() && cells(line).size() == 4) {
                files.get(files.size() - 1).entries().add(MappedEntry.of(cells(line)));
            } else if (line.startsWith("| `")) {
                List<String> cells = cells(line);
                tables.computeIfAbsent(section, any -> new LinkedHashMap<>())
                        .put(cells.get(0), cells.get(cells.size() - 1));
            }
        }
        return new MappingDocument(
                files,
                tables.getOrDefault("Columns without a file", Map.of()),
                tables.getOrDefault("Normalizations", Map.of()),
                tables.getOrDefault("Repairs", Map.of()),
                tables.getOrDefault("Waivers", Map.of()));
    }

    /** Every test that the document names. */
    Stream<String> tests() {
        return Stream.of(
                        files.stream().flatMap(file -> file.entries().stream()).map(MappedEntry::test),
                        derived.values().stream(),
                        normalizations.values().stream(),
                        repairs.values().stream())
                .flatMap(tests -> tests);
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1).split("\\|", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .limit(line.chars().filter(c -> c == '|').count() - 1)
                .toList();
    }
}
