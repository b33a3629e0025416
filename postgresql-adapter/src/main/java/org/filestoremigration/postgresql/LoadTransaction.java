package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.METRICS;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.filestoremigration.domain.store.TargetException;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction of a load: from the first lock to the last check nobody else sees anything of it, and whatever ends
 * it before {@link #commit()} leaves the database as it was, tables included where this transaction made them.
 */
final class LoadTransaction implements AutoCloseable {

    /** Where MLflow takes the ids of its experiments from. */
    static final String SEQUENCE = "experiments_experiment_id_seq";

    private final ServerConnection connection;
    private final SchemaScript schema;
    private final boolean made;
    private final TypedColumns columns;
    private final CopyLoad rows;
    private final boolean owner;
    private final String transactionId;
    private final @Nullable RebuiltTable metrics;
    private final Thread worker = Thread.currentThread();
    private boolean loaded;

    private LoadTransaction(ServerConnection connection, UnaryOperator<Optional<String>> choice) throws SQLException {
        this.connection = connection;
        settle(connection);
        DatabaseCheck.refuseReadOnly(connection);
        connection.jdbc().setAutoCommit(false);
        Optional<String> found = DatabaseCheck.revision(connection, TypedColumns.of(connection));
        schema = SchemaScript.of(choice.apply(found).orElseThrow());
        made = found.isEmpty();
        if (made) {
            create();
        } else {
            connection.execute("LOCK TABLE " + Names.list(schema.tables()) + " IN EXCLUSIVE MODE");
            DatabaseCheck.refuseContent(connection, schema.tables());
        }
        columns = TypedColumns.of(connection);
        owner = ownsAll();
        transactionId = connection.text("SELECT txid_current()");
        connection.execute("DELETE FROM experiments");
        metrics = owner ? RebuiltTable.begin(connection, METRICS.getName()) : null;
        rows = new CopyLoad(connection, columns);
    }

    /**
     * Connects, makes or locks the tables, and refuses a database that is in use.
     *
     * @param choice from the revision that was found, empty for a database without tables, to the one that is to be
     *     loaded; throws where they contradict
     */
    static LoadTransaction begin(ConnectionSettings settings, UnaryOperator<Optional<String>> choice) {
        ServerConnection connection = ServerConnection.open(settings);
        try {
            return new LoadTransaction(connection, choice);
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

    /** A load may wait for nobody long and may itself take as long as it likes; a server must notice that it is gone. */
    private static void settle(ServerConnection connection) {
        int version = DatabaseCheck.majorVersion(connection);
        connection.execute("SET lock_timeout = '10s'");
        connection.execute("SET statement_timeout = 0");
        connection.execute("SET idle_in_transaction_session_timeout = 0");
        if (version >= 17) {
            connection.execute("SET transaction_timeout = 0");
        }
        if (version >= 14 && connection.text("SELECT version()").contains("linux")) {
            connection.execute("SET client_connection_check_interval = '2s'");
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
                        "Somebody else is making MLflow's tables in " + connection.settings()
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
                        String.join(",", filled()) + "," + SEQUENCE)
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

    /** Ends the loading: after it everything can be read on this connection, and on no other. */
    void loaded() {
        loaded = true;
        rows.flush();
        if (metrics != null) {
            metrics.finish();
        }
        connection.execute("ANALYZE " + Names.list(filled()));
        if (owner) {
            connection.execute("ALTER SEQUENCE " + SEQUENCE + " RESTART WITH " + next());
        }
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
        try {
            if (!owner) {
                // Not undone by a rollback, and so the last thing before the end.
                connection.text("SELECT setval(?::regclass, ?::bigint, false)", SEQUENCE, next());
            }
            connection.jdbc().commit();
        } catch (SQLException e) {
            throw outcome(connection.failure(e));
        } catch (TargetException e) {
            throw outcome(e);
        }
    }

    /** The id that MLflow's next experiment is to get, below the end of the sequence even where an owner widened ids. */
    private String next() {
        return connection.text(
                "SELECT coalesce(max(experiment_id), 0) + 1 FROM experiments WHERE experiment_id <"
                        + " (SELECT seqmax FROM pg_sequence WHERE seqrelid = ?::regclass)",
                SEQUENCE);
    }

    private TargetException outcome(TargetException failure) {
        if (!isLost()) {
            return failure;
        }
        String status;
        try (ServerConnection again = ServerConnection.open(connection.settings())) {
            status = again.value("SELECT txid_status(?::bigint)", transactionId);
        } catch (TargetException e) {
            failure.addSuppressed(e);
            status = null;
        }
        String lost = "The connection to " + connection.settings() + " was lost at the last moment; ";
        if (status == null) {
            return new TargetException(
                    lost + "whether the data is there cannot be asked now: let the command verify say it later.",
                    failure);
        }
        return switch (status) {
            case "committed" ->
                new TargetException(
                        lost + "the data was committed all the same and is complete: let the command verify say so.",
                        failure);
            case "aborted" -> new TargetException(lost + "nothing was written: migrate again.", failure);
            default ->
                new TargetException(
                        lost
                                + "the server has not yet decided: let the command verify say later whether the data is there.",
                        failure);
        };
    }

    private boolean isLost() {
        try {
            return !connection.jdbc().isValid(10);
        } catch (SQLException e) {
            return true;
        }
    }

    /**
     * Ends the connection; without {@link #commit()} nothing has happened. While another thread is at work on it, the
     * connection is cut, and the server undoes the rest when it notices.
     */
    @Override
    public void close() {
        if (Thread.currentThread() == worker) {
            connection.close();
        } else {
            connection.cut();
        }
    }
}
