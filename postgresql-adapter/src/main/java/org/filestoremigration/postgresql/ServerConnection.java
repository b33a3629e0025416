package org.filestoremigration.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A connection to a PostgreSQL database, whose failures are sentences. Nothing is read or written before it is asked for. */
final class ServerConnection implements AutoCloseable {

    /** Kept, because a logger that nobody holds is forgotten with its level. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // What the driver logs it throws too, and a message here is for a person.
        DRIVER_LOG.setLevel(Level.OFF);
    }

    private final ConnectionSettings settings;
    private final Connection connection;

    private ServerConnection(ConnectionSettings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /** @throws TargetException where there is no connection */
    static ServerConnection open(ConnectionSettings settings) {
        try {
            Connection connection = new Driver().connect("jdbc:postgresql://", settings.properties());
            if (connection == null) {
                throw new IllegalStateException("the driver does not know its own scheme");
            }
            return new ServerConnection(settings, connection);
        } catch (SQLException e) {
            throw ServerFailure.of(e, settings);
        }
    }

    ConnectionSettings settings() {
        return settings;
    }

    Connection jdbc() {
        return connection;
    }

    CopyManager copyManager() throws SQLException {
        return new CopyManager(connection.unwrap(BaseConnection.class));
    }

    /** The sentence about a failure on this connection. */
    TargetException failure(SQLException e) {
        return ServerFailure.of(e, settings);
    }

    /** A load may wait for nobody long and may itself take as long as it likes; a server must notice that it is gone. */
    void settle() {
        int version = DatabaseCheck.majorVersion(this);
        execute("SET lock_timeout = '10s'");
        execute("SET statement_timeout = 0");
        execute("SET idle_in_transaction_session_timeout = 0");
        if (version >= 17) {
            execute("SET transaction_timeout = 0");
        }
        if (version >= 14 && text("SELECT version()").contains("linux")) {
            execute("SET client_connection_check_interval = '2s'");
        }
    }

    /**
     * Begins a transaction that only reads, and sees one state of the database.
     *
     * @param snapshot that of another transaction, which is still open; null for what is there now
     */
    void readOnly(@Nullable String snapshot) {
        settle();
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e);
        }
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        if (snapshot != null) {
            execute("SET TRANSACTION SNAPSHOT '" + snapshot + "'");
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** All rows of a query that has few, each column as text. */
    List<List<@Nullable String>> rows(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<List<@Nullable String>> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<@Nullable String> row = new ArrayList<>(columns);
                    for (int column = 1; column <= columns; column++) {
                        row.add(rows.getString(column));
                    }
                    all.add(row);
                }
            }
            return all;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The first column of a query's only row; null where it is. */
    @Nullable
    String value(String sql, String... parameters) {
        return rows(sql, parameters).get(0).get(0);
    }

    /** {@link #value}, never null. */
    String text(String sql, String... parameters) {
        String value = value(sql, parameters);
        if (value == null) {
            throw new IllegalStateException("no value: " + sql);
        }
        return value;
    }

    /** Ends the connection at once, whoever is using it. */
    void cut() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Ends the connection, and with it a transaction that was not committed. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
