package org.filestoremigration.postgresql;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that a store is migrated into, from its first lock to {@code COMMIT}: until {@link #publish()}
 * nothing else sees anything, and without it nothing has happened.
 */
public final class PostgresqlTarget implements StoreTarget {

    private final LoadTransaction transaction;
    private final MlflowSchema schema;
    private volatile boolean published;

    /** Takes over a transaction. */
    PostgresqlTarget(LoadTransaction transaction) {
        this.transaction = transaction;
        this.schema = MlflowSchema.forRevision(transaction.schema().revision());
    }

    /** What a new store in a database would be at and could hold. */
    public record Place(MlflowSchema schema, TargetLimits limits) {}

    /**
     * Connects and looks whether {@link #begin} would succeed, as far as that can be seen without a lock. Nothing is
     * written.
     *
     * @param wanted as {@link #begin} takes it
     * @throws TargetException as {@link #begin} does
     */
    public static Place look(DatabaseUri uri, @Nullable MlflowSchema wanted) {
        return look(ConnectionSettings.of(uri), wanted);
    }

    static Place look(ConnectionSettings settings, @Nullable MlflowSchema wanted) {
        try (ServerConnection connection = ServerConnection.open(settings)) {
            DatabaseCheck.refuseReadOnly(connection);
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
            TypedColumns columns = TypedColumns.of(connection);
            Optional<String> found = DatabaseCheck.revision(connection, columns);
            SchemaScript script = SchemaScript.of(chosen(settings, found, wanted));
            MlflowSchema schema = MlflowSchema.forRevision(script.revision());
            if (found.isPresent()) {
                DatabaseCheck.refuseContent(connection, script.tables());
                return new Place(schema, columns.limits(schema));
            }
            // Made and forgotten: so the limits are the ones that the tables will have.
            script.create(connection);
            return new Place(schema, TypedColumns.of(connection).limits(schema));
        }
    }

    /**
     * Connects, and makes MLflow's tables where there are none, or locks them.
     *
     * @param wanted the schema that the database must be at, or is made at; null for whatever it is at, or the newest
     *     tested one
     * @throws TargetException where the database cannot be reached or is not empty, or something else is in it
     */
    public static PostgresqlTarget begin(DatabaseUri uri, @Nullable MlflowSchema wanted) {
        return begin(ConnectionSettings.of(uri), wanted);
    }

    static PostgresqlTarget begin(ConnectionSettings settings, @Nullable MlflowSchema wanted) {
        return new PostgresqlTarget(
                LoadTransaction.begin(settings, found -> Optional.of(chosen(settings, found, wanted))));
    }

    /**
     * Whether a database holds what MLflow logged, or this program migrated: such a one is only added to.
     *
     * @throws TargetException where it cannot be reached or is not MLflow's
     */
    public static boolean isInUse(DatabaseUri uri) {
        return isInUse(ConnectionSettings.of(uri));
    }

    static boolean isInUse(ConnectionSettings settings) {
        try (ServerConnection connection = ServerConnection.open(settings)) {
            connection.settle();
            Optional<String> found = DatabaseCheck.revision(connection, TypedColumns.of(connection));
            return found.isPresent()
                    && !DatabaseCheck.content(
                                    connection,
                                    SchemaScript.of(chosen(settings, found, null))
                                            .tables())
                            .isEmpty();
        }
    }

    /** The revision to load; throws where it is unknown, or another one is wanted. */
    static String chosen(ConnectionSettings settings, Optional<String> found, @Nullable MlflowSchema wanted) {
        if (found.isEmpty()) {
            return (wanted == null ? MlflowSchema.NEWEST_TESTED : wanted).revision();
        }
        String revision = found.get();
        MlflowSchema schema = MlflowSchema.all().stream()
                .filter(known -> known.revision().equals(revision))
                .findFirst()
                .orElseThrow(() -> new TargetException(settings + " is at the schema revision " + revision
                        + ", which is not one that MLflow 2.22 to 3.18 use."));
        if (wanted != null && !wanted.revision().equals(revision)) {
            throw new TargetException(settings + " is at " + schema + ", but --mlflow-version asks for " + wanted
                    + ": leave the option out, or let mlflow db upgrade bring the database there.");
        }
        return revision;
    }

    /** The schema that the database is at. */
    public MlflowSchema schema() {
        return schema;
    }

    /** Whether the tables were not there before. */
    public boolean madeTheSchema() {
        return transaction.madeTheSchema();
    }

    /** Whether the role owns the tables: if it does not, a long history takes five times as long. */
    public boolean isOwner() {
        return transaction.isOwner();
    }

    @Override
    public TargetLimits limits() {
        return transaction.columns().limits(schema);
    }

    @Override
    public StoreWriter writer() {
        return new PostgresqlWriter(transaction);
    }

    /** What the database holds now, on the same connection. */
    @Override
    public StoreReader written() {
        return PostgresqlStore.within(transaction.connection(), transaction.columns());
    }

    @Override
    public List<Check> checks() {
        ServerConnection connection = transaction.connection();
        return transaction.isOwner() ? HealthCheck.of(connection) : HealthCheck.definitions(connection);
    }

    /**
     * Makes everything visible to everybody.
     *
     * @throws TargetException also where the connection was lost meanwhile; it says whether the data is there
     */
    @Override
    public void publish() {
        transaction.commit();
        published = true;
    }

    @Override
    public boolean isPublished() {
        return published;
    }

    @Override
    public void close() {
        transaction.close();
    }

    /** Without password and query. */
    @Override
    public String toString() {
        return transaction.connection().settings().toString();
    }
}
