package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.domain.migration.StoredLocations;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sql.SqlStore;
import org.filestoremigration.verification.report.Report;
import org.jspecify.annotations.Nullable;

/** The database that {@code --target} names. Only its two kinds know which adapter speaks for it. */
sealed interface TargetDatabase permits FileTarget, ServerTarget {

    /** A place for a new store: at which schema it will be, and what it cannot hold. Nobody else sees anything of it. */
    interface Place extends AutoCloseable {

        MlflowSchema schema();

        TargetLimits limits();

        /** Claims it. */
        StoreTarget prepare(boolean overwrite);

        /** Leaves it as it was, unless it was claimed. */
        @Override
        void close();
    }

    /** A database that is there, the schema that it is at, and what it cannot hold. */
    record Opened(SqlStore store, MlflowSchema schema, TargetLimits limits) implements AutoCloseable {

        @Override
        public void close() {
            store.close();
        }

        /** What a database like this cannot hold for an MLflow of another schema. */
        TargetLimits limitsFor(MlflowSchema other) {
            return new TargetLimits(
                    limits.greatestExperimentId(),
                    limits.lengths(),
                    limits.refusedCharacters(),
                    limits.narrow(),
                    other.unsupported(),
                    other.spanForm());
        }
    }

    /**
     * Looks at the place of a new store.
     *
     * @param wanted the schema that was asked for, null if none was
     */
    Place place(@Nullable MlflowSchema wanted);

    /** Opens the database, which is there, to read it. */
    Opened open();

    /** Where it is in this machine's file system, absolute; null for a server's. */
    @Nullable
    Path file();

    /** The URI that MLflow opens the database under, as the user gave it and without a password. */
    String uri();

    /** The same URI, for whoever is in another folder. */
    String absoluteUri();

    /** What a person has to know beside that URI, a sentence each. */
    List<String> hints();

    /**
     * Its artifact locations, to be changed.
     *
     * @throws org.filestoremigration.domain.store.TargetException where that cannot be done
     */
    StoredLocations locations();

    /** Whether there is something that can be added to, or be lost. */
    boolean isInUse();

    /** Claims a database that is there, to add to it. */
    TargetInUse use(MlflowSchema schema);

    /** As a report names it. */
    default Report.Target described(MlflowSchema schema) {
        List<String> versions = schema.mlflowVersions();
        return new Report.Target(absoluteUri(), versions.get(versions.size() - 1), schema.revision());
    }
}
