package org.filestoremigration.postgresql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.filestoremigration.sql.LocationColumn;

/**
 * Whether two states of a database differ in artifact locations alone. The server condenses each table to its number of
 * rows and sums of their MD5, which do not depend on the order of rows.
 */
final class LocationComparison {

    private final ServerConnection before;
    private final ServerConnection after;
    private final TypedColumns columns;

    LocationComparison(ServerConnection before, ServerConnection after, TypedColumns columns) {
        this.before = before;
        this.after = after;
        this.columns = columns;
    }

    /**
     * A few words for each difference that there should not be.
     *
     * @param present the columns that the database has
     * @param changed how many locations are to differ
     */
    List<String> differences(List<LocationColumn> present, long changed) {
        List<String> differences = new ArrayList<>();
        for (String table : columns.names()) {
            String condensed = condensed(table);
            if (!before.rows(condensed).equals(after.rows(condensed))) {
                differences.add("the table " + table);
            }
        }
        long found = 0;
        for (LocationColumn location : present) {
            found += found(location);
        }
        if (found != changed) {
            differences.add(found + " locations instead of " + changed);
        }
        return differences;
    }

    private String condensed(String table) {
        String row = columns.tables().getOrDefault(table, List.of()).stream()
                .map(column -> value(table, column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT count(*), sum(('x' || substr(h, 1, 15))::bit(60)::bigint),"
                + " sum(('x' || substr(h, 16, 15))::bit(60)::bigint)"
                + " FROM (SELECT md5(ROW(" + row + ")::text) AS h FROM " + Names.quoted(table) + ") AS r";
    }

    private static String value(String table, String column) {
        LocationColumn location = LocationColumn.of(table, column).orElse(null);
        if (location == null) {
            return Names.quoted(column);
        }
        return location.isOneOfMany()
                ? "CASE WHEN " + location.condition() + " THEN NULL ELSE " + Names.quoted(column) + " END"
                : Names.quoted(column) + " IS NULL";
    }

    /** How many locations of one column differ: both states are walked side by side. */
    private long found(LocationColumn location) {
        String select = "SELECT " + key(location.table()) + ", md5(" + location.name() + ")"
                + (location.isOneOfMany() ? location.rows() : " FROM " + location.table() + " t") + " ORDER BY 1";
        try (Statement first = before.jdbc().createStatement();
                ResultSet then = first.executeQuery(select);
                Statement second = after.jdbc().createStatement();
                ResultSet now = second.executeQuery(select)) {
            long found = 0;
            while (true) {
                boolean more = then.next();
                if (more != now.next()) {
                    // Rows came or went, which the condensed table says too.
                    return -1;
                }
                if (!more) {
                    return found;
                }
                if (!Objects.equals(then.getString(1), now.getString(1))
                        || !Objects.equals(then.getString(2), now.getString(2))) {
                    found++;
                }
            }
        } catch (SQLException e) {
            throw after.failure(e);
        }
    }

    private String key(String table) {
        List<String> key = after
                .rows(
                        "SELECT a.attname FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid"
                                + " AND a.attnum = ANY (x.indkey) WHERE x.indisprimary AND x.indrelid = to_regclass(?)"
                                + " ORDER BY a.attnum",
                        Names.quoted(table))
                .stream()
                .map(row -> "t." + Names.quoted(String.valueOf(row.get(0))))
                .toList();
        return "md5(ROW(" + String.join(", ", key) + ")::text)";
    }
}
