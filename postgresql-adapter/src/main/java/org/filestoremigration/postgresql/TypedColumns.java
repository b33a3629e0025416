package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.ExistingColumns;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.TableColumns;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The tables of the schema that unqualified names go to, with their columns, as the database has them. */
record TypedColumns(Map<String, List<Column>> tables) {

    private static final String COLUMNS = """
            SELECT c.relname, a.attname, t.typname,
                   CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4 THEN a.atttypmod - 4 END
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
            ORDER BY c.relname, a.attnum
            """;

    static TypedColumns of(ServerConnection connection) {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        for (List<@Nullable String> row : connection.rows(COLUMNS)) {
            String limit = row.get(3);
            tables.computeIfAbsent(text(row.get(0)), table -> new ArrayList<>())
                    .add(new Column(
                            text(row.get(1)),
                            text(row.get(2)),
                            limit == null ? Integer.MAX_VALUE : Integer.parseInt(limit)));
        }
        return new TypedColumns(tables);
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

    /** The same without types. */
    ExistingColumns existingColumns() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        tables.forEach((table, columns) -> names.put(
                table, new LinkedHashSet<>(columns.stream().map(Column::name).toList())));
        return new ExistingColumns(names, lengths());
    }

    private Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new HashMap<>();
        tables.forEach((table, columns) -> columns.stream()
                .filter(column -> column.limit() < Integer.MAX_VALUE)
                .forEach(column -> lengths.put(table + "." + column.name(), column.limit())));
        return lengths;
    }

    /** What the database cannot hold, at a schema. */
    TargetLimits limits(MlflowSchema schema) {
        boolean wide = tables.getOrDefault(EXPERIMENTS.getName(), List.of()).stream()
                .anyMatch(column -> column.name().equals(EXPERIMENTS.EXPERIMENT_ID.getName())
                        && column.type().equals("int8"));
        return new TargetLimits(
                wide ? Long.MAX_VALUE : Integer.MAX_VALUE,
                lengths(),
                Set.of('\0'),
                narrow(),
                schema.unsupported(),
                schema.spanForm());
    }

    private Set<String> narrow() {
        Set<String> narrow = new HashSet<>();
        tables.forEach((table, columns) -> columns.stream()
                .filter(column -> column.type().equals("int4"))
                .forEach(column -> narrow.add(table + "." + column.name())));
        return narrow;
    }

    /** The columns of a table that MLflow's newest known schema has too, in the order of {@link TableColumns}. */
    List<Column> known(Table<?> table) {
        Map<String, Column> byName = new LinkedHashMap<>();
        tables.getOrDefault(table.getName(), List.of()).forEach(column -> byName.put(column.name(), column));
        return TableColumns.of(existingColumns(), table).fields().stream()
                .map(field -> Objects.requireNonNull(byName.get(field.getName())))
                .toList();
    }
}
