package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of owners that are asked for in the order of {@link OwnersAhead}, read with one query for several owners: where a
 * network is between, the way to the server and back takes longer than the rows of one. Owners that are asked for in
 * another order get a query each.
 */
public final class GroupedRows {

    /** As many rows a server sorts in its memory. */
    private static final int ROWS = 10_000;

    private final Database database;
    private final String sql;
    private final int ownerColumn;
    private final OwnersAhead ahead;
    private final int fetchSize;
    private int limit = 1;
    private @Nullable Group group;

    /**
     * @param sql that selects the rows of the owners in an array, the last of its parameters, in the order of the owners
     * @param ownerColumn where it selects the owner, from 1
     * @param fetchSize how many rows come at a time; 0 for the usual number
     */
    GroupedRows(Database database, String sql, int ownerColumn, OwnersAhead ahead, int fetchSize) {
        this.database = database;
        this.sql = sql;
        this.ownerColumn = ownerColumn;
        this.ahead = ahead;
        this.fetchSize = fetchSize;
    }

    /**
     * The rows of one owner.
     *
     * @param values of the query's parameters, with the owner in the place of the array
     */
    public Rows of(Object... values) {
        List<Object> others = List.of(values).subList(0, values.length - 1);
        String owner = String.valueOf(values[values.length - 1]);
        Group open = group;
        if (open != null && open.isStillToCome(owner, others)) {
            return open.part(owner);
        }
        if (!ahead.has(owner) || (open != null && open.isBusy())) {
            return cursor(others, List.of(owner));
        }
        if (open != null) {
            limit = (int) Math.max(1, Math.min(OwnersAhead.COUNT, ROWS * (long) open.owners.size() / (open.rows + 1)));
            open.cursor.close();
        }
        Group next = new Group(others, List.copyOf(ahead.from(owner, limit)));
        group = next;
        return next.part(owner);
    }

    /** The rows of several owners, in their order, apart from all others. */
    Cursor cursor(List<Object> others, List<String> owners) {
        Object[] values = Arrays.copyOf(others.toArray(), others.size() + 1);
        values[others.size()] = owners.toArray(new String[0]);
        return new Cursor(fetchSize, database, sql, values);
    }

    private final class Group {

        private final List<Object> others;
        private final List<String> owners;
        private final Cursor cursor;
        private @Nullable Part part;
        private int asked = -1;
        private long rows;
        private @Nullable ResultSet waiting;

        Group(List<Object> others, List<String> owners) {
            this.others = others;
            this.owners = owners;
            this.cursor = cursor(others, owners);
        }

        /** Whether somebody is still reading the rows of the owner that was asked for last. */
        boolean isBusy() {
            return part != null && !part.ended;
        }

        /** An owner's rows pass once: whoever asks for them again gets a query. */
        boolean isStillToCome(String owner, List<Object> otherValues) {
            return !isBusy() && owners.indexOf(owner) > asked && others.equals(otherValues);
        }

        Rows part(String owner) {
            asked = owners.indexOf(owner);
            Part next = new Part(this);
            part = next;
            return next;
        }

        /** The next row of the owner that was asked for last; those before it that nobody asked for are passed over. */
        private @Nullable ResultSet row() throws SQLException {
            ResultSet row = waiting == null ? cursor.next() : waiting;
            waiting = null;
            for (; row != null; row = cursor.next()) {
                int found = owners.indexOf(Objects.requireNonNull(row.getString(ownerColumn)));
                if (found > asked) {
                    waiting = row;
                    return null;
                }
                rows++;
                if (found == asked) {
                    return row;
                }
            }
            return null;
        }
    }

    private static final class Part implements Rows {

        private final Group group;
        private boolean ended;

        Part(Group group) {
            this.group = group;
        }

        @Override
        public @Nullable ResultSet next() throws SQLException {
            ResultSet row = ended ? null : group.row();
            ended = row == null;
            return row;
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
