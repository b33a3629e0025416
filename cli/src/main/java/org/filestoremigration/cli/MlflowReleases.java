package org.filestoremigration.cli;

import java.util.Iterator;
import org.filestoremigration.sql.MlflowSchema;

/** The releases that {@code --mlflow-version} takes, oldest first. */
final class MlflowReleases implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return MlflowSchema.all().stream()
                .flatMap(schema -> schema.mlflowVersions().stream())
                .iterator();
    }
}
