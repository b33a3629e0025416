package org.filestoremigration.cli.mlflow;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.filestoremigration.cli.database.DatabaseRows;
import org.filestoremigration.cli.database.DatabaseSchema;

/**
 * What the same row holds in two databases, in one column; values as {@link DatabaseRows} writes them.
 *
 * <p>A row that only one of the two has differs in the column {@code *}, and is {@value #ABSENT} in the other.
 */
record ColumnDifference(String table, String column, String row, String left, String right) {

    static final String ABSENT = "absent";

    /** How the right value differs from the left one. */
    enum Kind {
        /** A row of the right database alone. */
        ROW_ADDED,
        /** A row of the left database alone. */
        ROW_DROPPED,
        /** 0 on the left, another integer on the right. */
        ZERO_FILLED,
        /** NULL on the left, a value on the right. */
        NULL_FILLED,
        /** The JSON text {@code null} on the left, other JSON on the right. */
        JSON_NULL_FILLED,
        /** CR and CR LF of the right text are LF on the left. */
        LINE_ENDS,
        OTHER
    }

    Kind kind() {
        if (left.equals(ABSENT)) {
            return Kind.ROW_ADDED;
        }
        if (right.equals(ABSENT)) {
            return Kind.ROW_DROPPED;
        }
        if (left.equals("integer:0") && right.startsWith("integer:")) {
            return Kind.ZERO_FILLED;
        }
        if (left.equals("null:")) {
            return Kind.NULL_FILLED;
        }
        if (left.equals("text:null") && right.startsWith("text:")) {
            return Kind.JSON_NULL_FILLED;
        }
        return left.equals(right.replace("\r\n", "\n").replace('\r', '\n')) ? Kind.LINE_ENDS : Kind.OTHER;
    }

    /** All differences between the rows of two databases. Rows are the same if their primary keys are. */
    static List<ColumnDifference> between(Path left, Path right) {
        try (Connection leftDatabase = open(left);
                Connection rightDatabase = open(right)) {
            Map<String, List<Map<String, String>>> leftRows = new DatabaseRows(leftDatabase).byColumn();
            Map<String, List<Map<String, String>>> rightRows = new DatabaseRows(rightDatabase).byColumn();
            List<ColumnDifference> differences = new ArrayList<>();
            for (String table : rightRows.keySet()) {
                List<String> key = DatabaseSchema.primaryKey(rightDatabase, table);
                compare(
                        table,
                        keyed(leftRows.getOrDefault(table, List.of()), key),
                        keyed(rightRows.getOrDefault(table, List.of()), key),
                        differences);
            }
            return differences;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compare(
            String table,
            Map<String, Map<String, String>> left,
            Map<String, Map<String, String>> right,
            List<ColumnDifference> differences) {
        left.forEach((key, row) -> {
            Map<String, String> same = right.get(key);
            if (same == null) {
                differences.add(new ColumnDifference(table, "*", key, row.toString(), ABSENT));
                return;
            }
            row.forEach((column, value) -> {
                String other = same.getOrDefault(column, ABSENT);
                if (!value.equals(other)) {
                    differences.add(new ColumnDifference(table, column, key, value, other));
                }
            });
        });
        right.forEach((key, row) -> {
            if (!left.containsKey(key)) {
                differences.add(new ColumnDifference(table, "*", key, ABSENT, row.toString()));
            }
        });
    }

    private static Map<String, Map<String, String>> keyed(List<Map<String, String>> rows, List<String> key) {
        Map<String, Map<String, String>> keyed = new TreeMap<>();
        for (Map<String, String> row : rows) {
            Map<String, String> identity = new LinkedHashMap<>(row);
            identity.keySet().retainAll(key);
            if (keyed.put(key.isEmpty() ? row.toString() : identity.toString(), row) != null) {
                throw new IllegalStateException("two rows with one key: " + identity);
            }
        }
        return keyed;
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:sqlite:file:" + database.toUri().getRawPath() + "?mode=ro");
    }

    @Override
    public String toString() {
        return "%s.%s of %s: %s, %s -> %s".formatted(table, column, row, kind(), left, right);
    }
}
