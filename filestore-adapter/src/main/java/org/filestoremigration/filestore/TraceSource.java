package org.filestoremigration.filestore;

import java.util.Arrays;
import java.util.stream.Stream;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.IdClashes;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.entity.TraceFolder;

/** The traces of a store, with their assessments. */
final class TraceSource {

    private final EntityOptions options;
    private final OwnerFolders folders;
    private final StoreClashes clashes;

    TraceSource(EntityOptions options, OwnerFolders folders, StoreClashes clashes) {
        this.options = options;
        this.folders = folders;
        this.clashes = clashes;
    }

    /** Of one experiment, by id. */
    Stream<Trace> traces(ExperimentFolder experiment) {
        IdClashes traces = clashes.traces();
        IdClashes assessments = clashes.assessments();
        return folders.stream(
                folders.container(experiment.folder(), FileStoreLayout.TRACES),
                Arrays::asList,
                traces,
                (entry, report) -> TraceFolder.read(experiment, entry, assessments, options, report));
    }
}
