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

    /**
     * What a new store in a database would be at and could hold. Where there were no tables, they are made: so the limits
     * are the ones that the tables will have. {@link #begin} goes on from there, and {@link #close} forgets them.
     */
    public static final class Place implements AutoCloseable {

        private final ConnectionSettings settings;
        private final MlflowSchema schema;
        private final TargetLimits limits;
        private @Nullable LoadTransaction begun;

        private Place(
                ConnectionSettings settings,
                MlflowSchema schema,
                TargetLimits limits,
                @Nullable LoadTransaction begun) {
            this.settings = settings;
            this.schema = schema;
            this.limits = limits;
            this.begun = begun;
        }

        public MlflowSchema schema() {
            return schema;
        }

        public TargetLimits limits() {
            return limits;
        }

        /**
         * The target, with the tables that were made, or those of the database, which are now locked.
         *
         * @throws TargetException as {@link PostgresqlTarget#begin} does
         */
        public PostgresqlTarget begin() {
            LoadTransaction transaction = begun;
            begun = null;
            return transaction == null ? PostgresqlTarget.begin(settings, schema) : new PostgresqlTarget(transaction);
        }

        /** Leaves the database as it is, unless {@link #begin} took it over. */
        @Override
        public void close() {
            if (begun != null) {
                begun.close();
            }
        }
    }

    /**
     * Connects and looks whether {@link #begin} would succeed, as far as that can be seen without a lock on a table that
     * is there. Nothing is written that others see.
     *
     * @param wanted as {@link #begin} takes it
     * @throws TargetException as {@link #begin} does
     */
    public static Place look(DatabaseUri uri, @Nullable MlflowSchema wanted) {
        return look(ConnectionSettings.of(uri), wanted);
    }

    static Place look(ConnectionSettings settings, @Nullable MlflowSchema wanted) {
        ServerConnection connection = ServerConnection.open(settings);
        try {
            DatabaseCheck.refuseReadOnly(connection);
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
            TypedColumns columns = TypedColumns.of(connection);
            Optional<String> found = DatabaseCheck.revision(connection, columns);
            MlflowSchema schema = MlflowSchema.forRevision(chosen(settings, found, wanted));
            if (found.isPresent()) {
                DatabaseCheck.refuseContent(
                        connection, SchemaScript.of(schema.revision()).tables());
                connection.close();
                return new Place(settings, schema, columns.limits(schema), null);
            }
            connection.execute("ROLLBACK");
            LoadTransaction begun =
                    LoadTransaction.begin(connection, now -> Optional.of(chosen(settings, now, schema)));
            return new Place(settings, schema, begun.columns().limits(schema), begun);
        } catch (RuntimeException e) {
            try (connection) {
                throw e;
            }
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
