package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.postgresql.DatabaseUri;
import org.filestoremigration.postgresql.PostgresqlLocations;
import org.filestoremigration.postgresql.PostgresqlStore;
import org.filestoremigration.postgresql.PostgresqlTarget;
import org.filestoremigration.postgresql.PostgresqlTargetInUse;
import org.filestoremigration.sql.MlflowSchema;
import org.jspecify.annotations.Nullable;

/** A database of a PostgreSQL server. */
record ServerTarget(DatabaseUri address) implements TargetDatabase {

    private record Looked(PostgresqlTarget.Place place) implements Place {

        @Override
        public MlflowSchema schema() {
            return place.schema();
        }

        @Override
        public TargetLimits limits() {
            return place.limits();
        }

        @Override
        public StoreTarget prepare(boolean overwrite) {
            if (overwrite) {
                throw new TargetException(
                        "--overwrite works only for a SQLite file: this program deletes nothing in a server's database; create a new database");
            }
            return place.begin();
        }

        @Override
        public void close() {
            place.close();
        }
    }

    @Override
    public Place place(@Nullable MlflowSchema wanted) {
        return new Looked(PostgresqlTarget.look(address, wanted));
    }

    @Override
    public Opened open() {
        PostgresqlStore store = PostgresqlStore.open(address);
        return new Opened(store, store.schema(), store.limits());
    }

    /** Asks the server each time. */
    @Override
    public boolean isInUse() {
        return PostgresqlTarget.isInUse(address);
    }

    @Override
    public TargetInUse use(MlflowSchema schema) {
        return PostgresqlTargetInUse.begin(address, schema);
    }

    @Override
    public StoredLocations locations() {
        return PostgresqlLocations.of(address);
    }

    @Override
    public @Nullable Path file() {
        return null;
    }

    @Override
    public String uri() {
        return address.toString();
    }

    @Override
    public String absoluteUri() {
        return uri();
    }

    @Override
    public List<String> hints() {
        List<String> hints = new ArrayList<>();
        if (address.password() != null || !address.query().isEmpty()) {
            hints.add("The password and options are not shown here, but MLflow needs them too.");
        }
        hints.add("MLflow needs a driver: pip install psycopg2-binary, or with SQLAlchemy 2.1 and later"
                + " pip install 'psycopg[binary]'");
        return hints;
    }

    @Override
    public String toString() {
        return uri();
    }
}
