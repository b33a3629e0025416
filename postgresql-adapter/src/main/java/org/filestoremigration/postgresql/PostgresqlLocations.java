package org.filestoremigration.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.LocationColumn;

/**
 * The artifact locations of an existing database, changed in one transaction: nothing else is. The database may be of any
 * known revision and any tool.
 */
public final class PostgresqlLocations implements StoredLocations {

    private static final int BATCH = 1000;

    private final LoadTransaction transaction;
    private final ServerConnection connection;

    private PostgresqlLocations(LoadTransaction transaction) {
        this.transaction = transaction;
        this.connection = transaction.connection();
    }

    /**
     * Connects and locks MLflow's tables against everybody who writes.
     *
     * @throws TargetException if the database cannot be reached or written, is not MLflow's, or somebody goes on writing
     */
    public static PostgresqlLocations of(DatabaseUri uri) {
        return of(ConnectionSettings.of(uri));
    }

    static PostgresqlLocations of(ConnectionSettings settings) {
        return new PostgresqlLocations(LoadTransaction.beginInUse(settings, found -> {
            if (found.isEmpty()) {
                throw new TargetException(settings + " is not MLflow's: it has no tables.");
            }
            return Optional.of(PostgresqlTarget.chosen(settings, found, null));
        }));
    }

    /** The rows of a query come in pieces, and stay those from before: what is written meanwhile is not among them. */
    @Override
    public long change(LocationRule rule) {
        long changed = 0;
        for (LocationColumn column : present()) {
            try {
                changed += change(column, rule);
            } catch (SQLException e) {
                throw connection.failure(e);
            }
        }
        return changed;
    }

    private long change(LocationColumn location, LocationRule rule) throws SQLException {
        int limit = column(location).map(Column::limit).orElse(Integer.MAX_VALUE);
        String change = "UPDATE " + location.table() + " SET " + location.name() + " = ? WHERE ctid = ?::tid";
        long changed = 0;
        try (PreparedStatement update = connection.jdbc().prepareStatement(change);
                Statement select = connection.jdbc().createStatement();
                ResultSet rows = select.executeQuery(location.select("t.ctid::text"))) {
            while (rows.next()) {
                String now = location.now(rows, rule).orElse(null);
                if (now != null) {
                    refuseTooLong(location, location.owner(rows), now, limit);
                    update.setString(1, now);
                    update.setString(2, rows.getString(1));
                    update.addBatch();
                    if (++changed % BATCH == 0) {
                        update.executeBatch();
                    }
                }
            }
            update.executeBatch();
        }
        return changed;
    }

    /** Those of the columns that this revision has. */
    private List<LocationColumn> present() {
        return LocationColumn.ALL.stream()
                .filter(column -> column(column).isPresent())
                .toList();
    }

    private Optional<Column> column(LocationColumn location) {
        return transaction.columns().tables().getOrDefault(location.table(), List.of()).stream()
                .filter(column -> column.name().equals(location.name()))
                .findFirst();
    }

    private static void refuseTooLong(LocationColumn location, EntityKey owner, String now, int limit) {
        int length = now.codePointCount(0, now.length());
        if (length > limit) {
            throw new TargetException("nothing was changed: the new location of " + owner + " has " + length
                    + " characters, and the column " + location.table() + "." + location.name() + " holds " + limit
                    + ": choose a shorter place, or widen the column: ALTER TABLE " + location.table()
                    + " ALTER COLUMN " + location.name() + " TYPE varchar(" + length + ")");
        }
    }

    /** Every table before and after, on two connections. */
    @Override
    public List<String> differences(long changed) {
        try (ServerConnection before = ServerConnection.open(connection.settings())) {
            before.readOnly(transaction.snapshot());
            return new LocationComparison(before, connection, transaction.columns()).differences(present(), changed);
        }
    }

    @Override
    public void publish() {
        transaction.commitChanges();
    }

    @Override
    public void close() {
        transaction.close();
    }
}
