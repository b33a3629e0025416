package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.METRICS;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.filestoremigration.domain.store.TargetException;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction of a load, or of a merge into a database in use: from the first lock to the last check nobody else
 * sees anything of it, and whatever ends it before {@link #commit()} leaves the database as it was, tables included where
 * this transaction made them.
 *
 * <p>All tables are locked against everybody who writes. Of a database in use nothing is emptied or made again, so that
 * others go on reading it meanwhile.
 */
final class LoadTransaction implements AutoCloseable {

    private final ServerConnection connection;
    private final SchemaScript schema;
    private final boolean made;
    private final TypedColumns columns;
    private final CopyLoad rows;
    private final boolean owner;
    private final String transactionId;
    private final @Nullable RebuiltTable metrics;
    private final @Nullable String snapshot;
    private final Thread worker = Thread.currentThread();
    private boolean loaded;

    private LoadTransaction(ServerConnection connection, UnaryOperator<Optional<String>> choice, boolean inUse)
            throws SQLException {
        this.connection = connection;
        connection.settle();
        DatabaseCheck.refuseReadOnly(connection);
        connection.jdbc().setAutoCommit(false);
        Optional<String> found = DatabaseCheck.revision(connection, TypedColumns.of(connection));
        schema = SchemaScript.of(choice.apply(found).orElseThrow());
        made = found.isEmpty();
        if (made) {
            create();
        } else {
            connection.execute("LOCK TABLE " + Names.list(schema.tables()) + " IN EXCLUSIVE MODE");
        }
        columns = TypedColumns.of(connection);
        if (!made) {
            refuseChange(found);
        }
        owner = ownsAll();
        transactionId = connection.text("SELECT txid_current()");
        if (inUse) {
            snapshot = connection.text("SELECT pg_export_snapshot()");
            metrics = null;
        } else {
            if (!made) {
                DatabaseCheck.refuseContent(connection, schema.tables());
            }
            snapshot = null;
            connection.execute("DELETE FROM experiments");
            metrics = owner ? RebuiltTable.begin(connection, METRICS.getName()) : null;
        }
        rows = new CopyLoad(connection, columns);
    }

    /**
     * Connects, makes or locks the tables, and refuses a database that is in use.
     *
     * @param choice from the revision that was found, empty for a database without tables, to the one that is to be
     *     loaded; throws where they contradict
     */
    static LoadTransaction begin(ConnectionSettings settings, UnaryOperator<Optional<String>> choice) {
        return begin(ServerConnection.open(settings), choice);
    }

    /** The same on a connection, which is this transaction's from now on, and closed where it cannot begin. */
    static LoadTransaction begin(ServerConnection connection, UnaryOperator<Optional<String>> choice) {
        return begin(connection, choice, false);
    }

    /** Connects and locks the tables of a database, whatever it holds; {@code choice} throws where there are none. */
    static LoadTransaction beginInUse(ConnectionSettings settings, UnaryOperator<Optional<String>> choice) {
        return begin(ServerConnection.open(settings), choice, true);
    }

    private static LoadTransaction begin(
            ServerConnection connection, UnaryOperator<Optional<String>> choice, boolean inUse) {
        try {
            return new LoadTransaction(connection, choice, inUse);
        } catch (SQLException e) {
            try (connection) {
                throw connection.failure(e);
            }
        } catch (RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** While the locks were waited for, an upgrade may have ended. */
    private void refuseChange(Optional<String> found) {
        if (!DatabaseCheck.revision(connection, columns).equals(found)) {
            throw new TargetException("The schema of " + connection.settings()
                    + " was changed while this program waited for it: migrate again.");
        }
    }

    private void create() {
        try {
            schema.create(connection);
        } catch (TargetException e) {
            String state = e.getCause() instanceof SQLException failure ? failure.getSQLState() : "";
            // A table, type or key of that name came into being since there were none.
            if (Set.of("23505", "42P07", "42710").contains(String.valueOf(state))) {
                throw new TargetException(
                        "Another program is creating MLflow's tables in " + connection.settings()
                                + " at the same time: wait for it, or stop it and migrate again.",
                        e);
            }
            throw e;
        }
    }

    private boolean ownsAll() {
        return connection
                .text(
                        "SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class"
                                + " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'S')"
                                + " AND relname = ANY (string_to_array(?, ','))",
                        String.join(",", filled()) + "," + ExperimentSequence.NAME)
                .equals("t");
    }

    private List<String> filled() {
        return FilledTables.OWNERS_FIRST.stream()
                .map(Table::getName)
                .filter(columns::has)
                .toList();
    }

    ServerConnection connection() {
        return connection;
    }

    TypedColumns columns() {
        return columns;
    }

    SchemaScript schema() {
        return schema;
    }

    /** Whether this transaction made the tables. */
    boolean madeTheSchema() {
        return made;
    }

    /** Whether the role owns the tables: otherwise nothing can be rebuilt, and loading takes longer. */
    boolean isOwner() {
        return owner;
    }

    CopyLoad rows() {
        return rows;
    }

    /** What the database holds before anything was written, for a store on another connection. */
    String snapshot() {
        return Objects.requireNonNull(snapshot, "only a database in use held something before");
    }

    /** Ends the loading: after it everything can be read on this connection, and on no other. */
    void loaded() {
        loaded = true;
        rows.flush();
        if (metrics != null) {
            metrics.finish();
        }
        if (rows.hasSent()) {
            connection.execute("ANALYZE " + Names.list(filled()));
        }
        String next = next();
        if (owner && next != null) {
            ExperimentSequence.restart(connection, next);
        }
    }

    /** Where the sequence is to stand; null where it stands there. */
    private @Nullable String next() {
        return snapshot == null ? ExperimentSequence.next(connection) : ExperimentSequence.nextIfBehind(connection);
    }

    /**
     * Makes everything visible.
     *
     * @throws TargetException also where the connection was lost meanwhile; it says whether the database has the data
     */
    void commit() {
        if (!loaded) {
            throw new IllegalStateException("what was not loaded to its end cannot be committed");
        }
        end(!owner);
    }

    /** The same of what was only changed: the sequence stands where it stood. */
    void commitChanges() {
        end(false);
    }

    private void end(boolean withSequence) {
        try {
            String next = withSequence ? next() : null;
            if (next != null) {
                ExperimentSequence.set(connection, next);
            }
            connection.jdbc().commit();
        } catch (SQLException e) {
            throw LostCommit.outcome(connection, transactionId, connection.failure(e));
        } catch (TargetException e) {
            throw LostCommit.outcome(connection, transactionId, e);
        }
    }

    /**
     * Ends the connection; without {@link #commit()} nothing has happened. While another thread is at work on it, the
     * connection is cut, and the server undoes the rest when it notices.
     */
    @Override
    public void close() {
        if (Thread.currentThread().equals(worker)) {
            connection.close();
        } else {
            connection.cut();
        }
    }
}
