package org.filestoremigration.cli.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares two MLflow SQLite databases without any code of the program: the schema, and every row of every table with
 * the storage class of every value, doubles bit by bit.
 *
 * <p>Not compared are the order of rows and the ids that every migration has to invent, {@code datasets.dataset_uuid} and
 * {@code inputs.input_uuid}: wherever they stand they count as what they stand for.
 */
public final class DatabaseComparison {

    private DatabaseComparison() {}

    /** One line for each difference, none for equal databases. */
    public static List<String> differences(Path expected, Path found) {
        try (Connection left = open(expected);
                Connection right = open(found)) {
            List<String> differences = new ArrayList<>();
            compare("schema", DatabaseSchema.of(left), DatabaseSchema.of(right), differences);
            Map<String, List<String>> expectedRows = new DatabaseRows(left).all();
            Map<String, List<String>> foundRows = new DatabaseRows(right).all();
            for (String table : union(expectedRows, foundRows)) {
                compareRows(
                        table,
                        expectedRows.getOrDefault(table, List.of()),
                        foundRows.getOrDefault(table, List.of()),
                        differences);
            }
            return differences;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:file:" + database.toUri().getRawPath() + "?mode=ro");
    }

    private static Set<String> union(Map<String, ?> left, Map<String, ?> right) {
        TreeSet<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys;
    }

    private static void compare(
            String title, Map<String, String> expected, Map<String, String> found, List<String> differences) {
        for (String key : union(expected, found)) {
            String left = expected.getOrDefault(key, "(none)");
            String right = found.getOrDefault(key, "(none)");
            if (!left.equals(right)) {
                differences.add("%s, %s: expected %s, found %s".formatted(title, key, left, right));
            }
        }
    }

    private static void compareRows(String table, List<String> expected, List<String> found, List<String> differences) {
        Map<String, Integer> surplus = new TreeMap<>();
        expected.forEach(row -> surplus.merge(row, 1, Integer::sum));
        found.forEach(row -> surplus.merge(row, -1, Integer::sum));
        surplus.forEach(
                (row, count) -> Stream.generate(() -> table + (count > 0 ? ", missing: " : ", unexpected: ") + row)
                        .limit(Math.abs(count))
                        .forEach(differences::add));
    }
}
