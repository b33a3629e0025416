package org.filestoremigration.cli.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of file, as a heading of the mapping names it.
 *
 * @param heading the path with its parts in angle brackets, and in round ones the YAML key, or key and value, that tells
 *     two kinds at one path apart
 * @param rows for each table the condition that finds the row of such a file, {@code :name} being a part of the path, a
 *     field of the file or a token of a line
 * @param entries what such a file may hold
 */
record MappedFile(String heading, Map<String, String> rows, List<MappedEntry> entries) {

    private static final Pattern PART = Pattern.compile("<(\\w+)>");

    static MappedFile named(String heading) {
        return new MappedFile(heading, new LinkedHashMap<>(), new ArrayList<>());
    }

    private String path() {
        return heading.replaceAll(" \\(.*", "");
    }

    /** The parts of a path of this kind by name; none for any other path. */
    Map<String, String> parts(String file) {
        List<String> names = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(path());
        int end = 0;
        while (part.find()) {
            names.add(part.group(1));
            regex.append(Pattern.quote(path().substring(end, part.start())))
                    .append(part.group(1).equals("key") ? "(.+)" : "([^/]+)");
            end = part.end();
        }
        regex.append(Pattern.quote(path().substring(end)));
        Matcher match = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(file);
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; match.matches() && i < names.size(); i++) {
            parts.put(names.get(i), match.group(i + 1));
        }
        return parts;
    }

    /** Sorts the more literal of two headings first: {@code tags/<key>} before {@code <run>/meta.yaml}. */
    String literalFirst() {
        return PART.matcher(path()).replaceAll("\uffff");
    }

    /** Whether the fields of a file are those of this kind. */
    boolean fits(Map<String, String> fields) {
        if (!heading.contains(" (")) {
            return true;
        }
        String[] mark = heading.replaceAll(".* \\((.*)\\)", "$1").split(": ", -1);
        String value = fields.get(mark[0]);
        return value != null && (mark.length == 1 || mark[1].equals(value));
    }

    List<MappedEntry> entriesNamed(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).toList();
    }

    boolean hasEntriesBelow(String name) {
        return entries.stream().anyMatch(entry -> entry.name().startsWith(name + "."));
    }

    /** Whether an entry fills a column, or the condition for its rows names it. */
    boolean explains(String column) {
        String[] name = column.split("\\.", -1);
        return entries.stream().anyMatch(entry -> entry.column().equals(column))
                || rows.getOrDefault(name[0], "").matches("(.* )?" + name[1] + " = .*");
    }
}
