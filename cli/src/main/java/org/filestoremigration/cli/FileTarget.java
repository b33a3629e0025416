package org.filestoremigration.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteLocations;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.sqlite.SqliteTarget;
import org.filestoremigration.sqlite.SqliteTargetInUse;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite database.
 *
 * @param file absolute
 * @param typed the same path, as the user gave it
 */
record FileTarget(Path file, String typed) implements TargetDatabase {

    private record NewFile(Path file, MlflowSchema schema) implements Place {

        @Override
        public TargetLimits limits() {
            return SqliteTarget.limits(schema);
        }

        @Override
        public StoreTarget prepare(boolean overwrite) {
            return SqliteTarget.prepare(file, overwrite, schema);
        }

        @Override
        public void close() {}
    }

    @Override
    public Place place(@Nullable MlflowSchema wanted) {
        return new NewFile(file, wanted == null ? MlflowSchema.NEWEST_TESTED : wanted);
    }

    @Override
    public Opened open() {
        SqliteStore store = SqliteStore.open(file);
        return new Opened(store, store.schema(), SqliteTarget.limits(store.schema()));
    }

    @Override
    public boolean isInUse() {
        return Files.isRegularFile(file);
    }

    @Override
    public TargetInUse use(MlflowSchema schema) {
        return SqliteTargetInUse.prepare(file, schema);
    }

    @Override
    public StoredLocations locations() {
        return SqliteLocations.of(file);
    }

    @Override
    public String uri() {
        return TargetOption.SQLITE + typed;
    }

    @Override
    public String absoluteUri() {
        return TargetOption.SQLITE + file.normalize();
    }

    @Override
    public List<String> hints() {
        return file.toString().indexOf('?') >= 0
                ? List.of("MLflow would read the ? in this name as the start of a query: rename the file first.")
                : List.of();
    }

    @Override
    public String toString() {
        return typed;
    }
}
