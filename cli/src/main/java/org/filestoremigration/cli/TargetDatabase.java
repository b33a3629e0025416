package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.store.CheckedStore;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoredLocations;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteLocations;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.sqlite.SqliteTarget;
import org.filestoremigration.verification.report.Report;

/**
 * The database that {@code --target} names. The one class that knows which adapter speaks for it.
 *
 * @param file absolute
 */
record TargetDatabase(Path file) {

    /** A database that is there, and the schema that it is at. */
    record Opened(CheckedStore store, MlflowSchema schema) {}

    /** What a new database of a schema cannot hold. */
    TargetLimits limits(MlflowSchema schema) {
        return SqliteTarget.limits(schema);
    }

    /** Opens the database, which is there, to read it. */
    Opened open() {
        SqliteStore store = SqliteStore.open(file);
        return new Opened(store, store.schema());
    }

    /** Claims the place of a new database. */
    StoreTarget prepare(boolean overwrite, MlflowSchema schema) {
        return SqliteTarget.prepare(file, overwrite, schema);
    }

    /** Its artifact locations, to be changed. */
    StoredLocations locations() {
        return SqliteLocations.of(file);
    }

    /** As a report names it. */
    Report.Target described(MlflowSchema schema) {
        List<String> versions = schema.mlflowVersions();
        return new Report.Target(uri(), versions.get(versions.size() - 1), schema.revision());
    }

    /** The URI that MLflow opens the database under. */
    String uri() {
        return TargetOption.SQLITE + file;
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return file.toString();
    }
}
