package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The MLflow release in the Python environment that this program was started from; a database is made for it unless another
 * one is asked for.
 *
 * @param release such as {@code 3.17.2}; null where there is none, or nobody said so
 */
record InstalledMlflow(@Nullable String release) {

    /** Set by the launcher of the Python package. */
    private static final String RELEASE = "migrate-filestore.mlflow-version";

    static InstalledMlflow ofProcess() {
        return new InstalledMlflow(System.getProperty(RELEASE));
    }

    /** The schema of the installed release, otherwise the newest tested one; one line says where the choice comes from. */
    MlflowSchema schema(PrintWriter err) {
        if (release == null) {
            return MlflowSchema.NEWEST_TESTED;
        }
        Optional<MlflowSchema> own = known(release);
        String installed = Main.NAME + ": MLflow " + VisibleText.sentence(release) + " is installed here; ";
        err.println(
                own.isPresent()
                        ? installed + "the database is made for it (choose another release with --mlflow-version)"
                        : installed + "its schema is unknown, so the database is made for " + MlflowSchema.NEWEST_TESTED
                                + " (the command schemas lists all)");
        return own.orElse(MlflowSchema.NEWEST_TESTED);
    }

    private static Optional<MlflowSchema> known(String release) {
        try {
            return Optional.of(MlflowSchema.forVersion(release));
        } catch (TargetException e) {
            return Optional.empty();
        }
    }
}
