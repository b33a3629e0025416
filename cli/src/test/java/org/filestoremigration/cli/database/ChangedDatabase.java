package org.filestoremigration.cli.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.filestoremigration.cli.database.DatabaseColumns.Column;
import org.jspecify.annotations.Nullable;

/** A database, and copies of it that differ from it in one thing. */
final class ChangedDatabase {

    private static final boolean EVERY_ROW = Boolean.getBoolean("sharpness.everyRow");

    /** In one table, rows from which others follow and rows from which none do. */
    private static final Map<String, String> KINDS = Map.of(
            "assessments",
            "SELECT min(rowid) FROM assessments GROUP BY is_numeric_value, aggregate_value IS NULL",
            "inputs",
            "SELECT min(rowid) FROM inputs GROUP BY source_type",
            "spans",
            "SELECT min(rowid) FROM spans GROUP BY dimension_attributes = 'null'",
            "trace_info",
            "SELECT min(rowid) FROM trace_info WHERE request_id IN (SELECT trace_id FROM assessments)",
            "trace_tags",
            "SELECT min(rowid) FROM trace_tags WHERE key = 'mlflow.linkedPrompts'",
            "trace_request_metadata",
            "SELECT min(rowid) FROM trace_request_metadata WHERE key IN ('mlflow.trace.tokenUsage', 'mlflow.trace.cost')"
                    + " GROUP BY key");

    /** SQL with the values to bind. */
    record Change(String sql, List<@Nullable Object> values) {

        static Change of(String sql, @Nullable Object... values) {
            return new Change(sql, Arrays.asList(values));
        }
    }

    private final Path file;
    private final Path copy;
    private final List<Column> columns;

    /** @param copy where each changed copy is written, over the one before */
    ChangedDatabase(Path file, Path copy) {
        this.file = file;
        this.copy = copy;
        this.columns = DatabaseColumns.of(file);
    }

    Path file() {
        return file;
    }

    List<String> tables() {
        return columns.stream().map(Column::table).distinct().toList();
    }

    List<Column> columns(String table) {
        return columns.stream().filter(column -> column.table().equals(table)).toList();
    }

    long count(String table) {
        return (Integer) rows("SELECT count(*) FROM \"" + table + "\"").get(0);
    }

    /** The first and the last row, and one of each kind. */
    Set<Long> someRows(String table) {
        return rowIds(
                EVERY_ROW
                        ? "SELECT rowid FROM " + table
                        : "SELECT min(rowid) FROM %1$s UNION SELECT max(rowid) FROM %1$s UNION %2$s"
                                .formatted(table, KINDS.getOrDefault(table, "SELECT max(rowid) FROM " + table)));
    }

    /** The same, and a row with NULL and one with a value in the column. */
    Set<Long> someRows(Column column) {
        Set<Long> rows = new LinkedHashSet<>(someRows(column.table()));
        for (String condition : List.of("NULL", "NOT NULL")) {
            rows.addAll(rowIds("SELECT rowid FROM %s WHERE \"%s\" IS %s LIMIT 1"
                    .formatted(column.table(), column.name(), condition)));
        }
        return rows;
    }

    private Set<Long> rowIds(String sql) {
        return rows(sql).stream()
                .map(row -> ((Number) row).longValue())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Nullable
    Object value(Column column, Long row) {
        return rows("SELECT \"%s\" FROM %s WHERE rowid = %d".formatted(column.name(), column.table(), row))
                .get(0);
    }

    /** Another value that MLflow could have written. */
    static Object another(Column column, @Nullable Object value) {
        return switch (column.type()) {
            case "BOOLEAN" -> value == null ? 0 : 1 - ((Number) value).intValue();
            case "FLOAT" -> value == null ? 0.0 : Math.nextUp(((Number) value).doubleValue());
            case "INTEGER", "BIGINT" -> value == null ? 0L : ((Number) value).longValue() + 1;
            default -> value == null ? "" : value + "?";
        };
    }

    /** The first column of all rows. */
    private List<Object> rows(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Object> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getObject(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A copy with the changes; empty where a key of the database itself refuses them. */
    Optional<Path> with(Change... changes) {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                    Statement pragma = connection.createStatement()) {
                pragma.execute("PRAGMA synchronous = OFF");
                pragma.execute("PRAGMA ignore_check_constraints = ON");
                for (Change change : changes) {
                    try (PreparedStatement statement = connection.prepareStatement(change.sql())) {
                        for (int i = 0; i < change.values().size(); i++) {
                            statement.setObject(i + 1, change.values().get(i));
                        }
                        statement.executeUpdate();
                    }
                }
            }
            return Optional.of(copy);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("UNIQUE constraint failed")) {
                return Optional.empty();
            }
            throw new IllegalStateException(List.of(changes).toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in which a row comes again with another value in one column. */
    Optional<Path> withCopy(Long row, Column changed) {
        String names = columns(changed.table()).stream()
                .map(column -> "\"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
        String values = columns(changed.table()).stream()
                .map(column -> copied(column, changed))
                .collect(Collectors.joining(", "));
        return with(Change.of(
                "INSERT INTO %1$s (%2$s) SELECT %3$s FROM %1$s WHERE rowid = ?"
                        .formatted(changed.table(), names, values),
                another(changed, value(changed, row)),
                row));
    }

    private static String copied(Column column, Column changed) {
        if (column.equals(changed)) {
            return "?";
        }
        boolean ofItsOwn = Set.of("dataset_uuid", "association_id").contains(column.name())
                || column.toString().equals("inputs.input_uuid")
                || column.toString().equals("experiments.name");
        return ofItsOwn ? "'another ' || \"" + column.name() + "\"" : "\"" + column.name() + "\"";
    }

    /** A copy in which a table has one more row, whatever it says. */
    Path withAnyRow(String table) {
        List<Column> all = columns(table);
        Object[] values = all.stream().map(ChangedDatabase::any).toArray();
        String names = all.stream().map(column -> "\"" + column.name() + "\"").collect(Collectors.joining(", "));
        String marks = all.stream().map(column -> "?").collect(Collectors.joining(", "));
        return with(Change.of("INSERT INTO %s (%s) VALUES (%s)".formatted(table, names, marks), values))
                .orElseThrow();
    }

    private static Object any(Column column) {
        return switch (column.type()) {
            case "BOOLEAN", "INTEGER", "BIGINT" -> 1;
            case "FLOAT" -> 0.5;
            default -> "x";
        };
    }
}
