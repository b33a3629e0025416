package org.filestoremigration.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.LocationRule;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.LocationColumn;

/**
 * The artifact locations of an existing database, changed in one transaction: nothing else is. The database may be of any
 * known revision and any tool.
 */
public final class PostgresqlLocations implements StoredLocations {

    private final LoadTransaction transaction;
    private final ServerConnection connection;

    /**
     * A location, and what is to be in its place.
     *
     * @param row where the row is, as long as nobody writes it
     */
    private record Change(String row, EntityKey owner, String now) {}

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

    @Override
    public long change(LocationRule rule) {
        long changed = 0;
        for (LocationColumn column : present()) {
            List<Change> changes = new ArrayList<>();
            String select = "SELECT t.ctid::text, " + column.name() + ", " + column.key() + column.rows();
            try (Statement statement = connection.jdbc().createStatement()) {
                try (ResultSet rows = statement.executeQuery(select)) {
                    while (rows.next()) {
                        now(column, rows, rule).ifPresent(changes::add);
                    }
                }
                write(column, changes);
            } catch (SQLException e) {
                throw connection.failure(e);
            }
            changed += changes.size();
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

    private static Optional<Change> now(LocationColumn column, ResultSet row, LocationRule rule) throws SQLException {
        List<Object> names = new ArrayList<>();
        for (int i = 3; i <= row.getMetaData().getColumnCount(); i++) {
            names.add(String.valueOf(row.getString(i)));
        }
        String location = row.getString(2);
        String place = row.getString(1);
        EntityKey owner = EntityKey.of(column.kind(), names.toArray());
        return rule.now(owner, ArtifactLocation.parse(location))
                .filter(now -> !now.equals(location))
                .map(now -> new Change(place, owner, now));
    }

    private void write(LocationColumn location, List<Change> changes) throws SQLException {
        int limit = column(location).map(Column::limit).orElse(Integer.MAX_VALUE);
        String update = "UPDATE " + location.table() + " SET " + location.name() + " = ? WHERE ctid = ?::tid";
        try (PreparedStatement statement = connection.jdbc().prepareStatement(update)) {
            int waiting = 0;
            for (Change change : changes) {
                refuseTooLong(location, change, limit);
                statement.setString(1, change.now());
                statement.setString(2, change.row());
                statement.addBatch();
                if (++waiting % 1000 == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void refuseTooLong(LocationColumn location, Change change, int limit) {
        int length = change.now().codePointCount(0, change.now().length());
        if (length > limit) {
            throw new TargetException("nothing was changed: the new location of " + change.owner() + " has " + length
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
