package org.filestoremigration.sql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Table;

/** Which tables and columns a database has: what is asked of it, whatever its revision says. */
public final class ExistingColumns {

    private final Map<String, Set<String>> columns = new LinkedHashMap<>();

    private final Map<String, Integer> lengths;

    /** @param columns the names of each table's columns, in their order, by the table's name */
    public ExistingColumns(Map<String, ? extends Set<String>> columns) {
        this(columns, Map.of());
    }

    /** @param lengths how many characters columns hold that have a limit and keep it, by {@code table.column} */
    public ExistingColumns(Map<String, ? extends Set<String>> columns, Map<String, Integer> lengths) {
        this.lengths = Map.copyOf(lengths);
        columns.forEach((table, names) -> this.columns.put(table, new LinkedHashSet<>(names)));
    }

    Set<String> tables() {
        return columns.keySet();
    }

    /** Of a table, in their order; none if there is no such table. */
    Set<String> columns(String table) {
        return columns.getOrDefault(table, Set.of());
    }

    public boolean has(Table<?> table) {
        return columns.containsKey(table.getName());
    }

    /** Whether a column holds a text of this length. */
    boolean holds(Table<?> table, Field<?> column, String text) {
        int limit = lengths.getOrDefault(table.getName() + "." + column.getName(), Integer.MAX_VALUE);
        return text.length() <= limit || text.codePointCount(0, text.length()) <= limit;
    }

    public boolean has(Table<?> table, Field<?> column) {
        return columns(table.getName()).contains(column.getName());
    }
}
