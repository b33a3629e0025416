package org.filestoremigration.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables of the schema that unqualified names go to, with their columns, as the database has them. */
record Catalog(Map<String, List<Column>> tables) {

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, t.typname,
                   CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END,
                   a.attgenerated <> ''
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
            ORDER BY c.relname, a.attnum
            """;

    static Catalog of(ServerConnection connection) {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        for (List<@Nullable String> row : connection.rows(COLUMNS)) {
            String limit = row.get(3);
            tables.computeIfAbsent(text(row.get(0)), table -> new ArrayList<>())
                    .add(new Column(
                            text(row.get(1)),
                            text(row.get(2)),
                            limit == null ? Integer.MAX_VALUE : Integer.parseInt(limit),
                            "t".equals(row.get(4))));
        }
        return new Catalog(tables);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value);
    }

    Set<String> names() {
        return tables.keySet();
    }

    boolean has(String table) {
        return tables.containsKey(table);
    }

    /** The columns of a table that can be written; none if there is no such table. */
    List<Column> writable(String table) {
        return tables.getOrDefault(table, List.of()).stream()
                .filter(column -> !column.generated())
                .toList();
    }
}
