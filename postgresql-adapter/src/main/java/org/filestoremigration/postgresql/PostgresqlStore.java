package org.filestoremigration.postgresql;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.Revision;
import org.filestoremigration.sql.SqlStore;
import org.jspecify.annotations.Nullable;

/**
 * An MLflow PostgreSQL database as a store to read, at any known revision and whichever tool wrote it: one snapshot, which
 * takes no lock and is not disturbed by what others write meanwhile.
 */
public final class PostgresqlStore extends SqlStore {

    private final ServerConnection connection;
    private final TypedColumns columns;
    private final MetricPoints metrics;

    private PostgresqlStore(
            ServerConnection connection, TypedColumns columns, PostgresqlDatabase database, MlflowSchema schema) {
        super(database, schema);
        this.connection = connection;
        this.columns = columns;
        this.metrics = new MetricPoints(database, ofRuns(MetricPoints.sql(database), MetricPoints.FETCH_SIZE));
    }

    /**
     * Opens a database for reading.
     *
     * @throws TargetException if it cannot be reached, or is no MLflow database at a known revision with the tables of
     *     that revision
     */
    public static PostgresqlStore open(DatabaseUri uri) {
        return open(ConnectionSettings.of(uri));
    }

    static PostgresqlStore open(ConnectionSettings settings) {
        return open(settings, null);
    }

    /** What another transaction, which is still open, saw when it told of its snapshot. */
    static PostgresqlStore at(ConnectionSettings settings, String snapshot) {
        return open(settings, snapshot);
    }

    private static PostgresqlStore open(ConnectionSettings settings, @Nullable String snapshot) {
        ServerConnection connection = ServerConnection.open(settings);
        try {
            connection.readOnly(snapshot);
            TypedColumns columns = TypedColumns.of(connection);
            if (DatabaseCheck.revision(connection, columns).isEmpty()) {
                throw new TargetException(settings + " is not MLflow's: it has no tables.");
            }
            return of(connection, columns, true);
        } catch (RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** What a transaction sees, which goes on after the store is closed. */
    static PostgresqlStore within(ServerConnection connection, TypedColumns columns) {
        return of(connection, columns, false);
    }

    private static PostgresqlStore of(ServerConnection connection, TypedColumns columns, boolean owned) {
        PostgresqlDatabase database = new PostgresqlDatabase(connection, columns.existingColumns(), owned);
        return new PostgresqlStore(
                connection,
                columns,
                database,
                Revision.of(database, connection.settings().toString()));
    }

    /** What the database cannot hold. */
    public TargetLimits limits() {
        return columns.limits(schema());
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return metrics.of(run);
    }

    /** Whether constraints, indexes and triggers are kept, and MLflow's next experiment gets a unique id. */
    @Override
    public List<Check> checks() {
        return HealthCheck.of(connection);
    }
}
