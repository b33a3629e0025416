package org.filestoremigration.cli.documents;

import java.util.List;

/**
 * A row of the mapping.
 *
 * @param name a key of a YAML file, a token of a metric line, a part of the path in angle brackets, or {@code content}
 * @param column {@code table.column}, or a dash for none
 * @param rules the rules that turn what is on disk into what is in the column, in order
 * @param test {@code class#method}
 */
record MappedEntry(String name, String column, List<String> rules, String test) {

    static MappedEntry of(List<String> cells) {
        return new MappedEntry(cells.get(0), cells.get(1), List.of(cells.get(2).split(", ", -1)), cells.get(3));
    }

    boolean hasColumn() {
        return column.contains(".");
    }

    String table() {
        return column.substring(0, column.indexOf('.'));
    }

    String columnName() {
        return column.substring(column.indexOf('.') + 1);
    }
}
