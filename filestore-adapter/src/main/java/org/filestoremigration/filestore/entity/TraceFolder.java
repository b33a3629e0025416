package org.filestoremigration.filestore.entity;

import java.util.List;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <experiment_id>/traces/<trace_id>/}: {@code trace_info.yaml} of MLflow 2 (it has a {@code request_id}) or
 * MLflow 3, tags, metadata and assessments. Spans are among the artifacts and stay there.
 *
 * <p>Mirrors {@code FileStore._get_trace_info_from_dir}.
 */
public final class TraceFolder {

    private final SourceEntry folder;
    private final EntityOptions options;
    private final FolderReport report;
    private @Nullable SourceEntry info;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry metadata;
    private @Nullable SourceEntry assessments;

    private TraceFolder(SourceEntry folder, EntityOptions options, FolderReport report) {
        this.folder = folder;
        this.options = options;
        this.report = report;
    }

    /**
     * The trace, or null: blocked, or no trace.
     *
     * @param clashes assessments whose id is in another trace, too
     */
    public static @Nullable Trace read(
            ExperimentFolder experiment,
            SourceEntry folder,
            IdClashes clashes,
            EntityOptions options,
            FolderReport report) {
        TraceFolder trace = new TraceFolder(folder, options, report);
        report.reader().list(folder).forEach(trace::sort);
        SourceEntry info = trace.info;
        if (info == null) {
            trace.withoutInfo(clashes);
            return null;
        }
        TraceKeys keys = new TraceKeys(options, report);
        List<Tag> tags = keys.tags(trace.tags);
        List<Assessment> assessments = trace.readAssessments(clashes, tags);
        List<Tag> metadata = keys.metadata(trace.metadata, tags);
        MetaFields fields = MetaFields.read(info, report);
        Trace read = fields == null
                ? null
                : new TraceInfo(fields, options).read(experiment, folder.name(), tags, metadata, assessments);
        if (read == null || !DeclaredLengths.fits(read, folder, report, options)) {
            report.ownerBlocked(folder);
            return null;
        }
        return read;
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.TRACE_INFO -> info = entry;
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            case FileStoreLayout.REQUEST_METADATA -> metadata = report.checked(entry);
            case FileStoreLayout.ASSESSMENTS -> assessments = report.checked(entry);
            case FileStoreLayout.ARTIFACTS -> report.artifacts(entry);
            default -> report.unknown(entry);
        }
    }

    /** MLflow shows no such trace, and looks at nothing in its folder. */
    private void withoutInfo(IdClashes clashes) {
        if (holdsFiles(tags) || holdsFiles(metadata) || holdsFiles(assessments)) {
            TraceKeys keys = new TraceKeys(options, report);
            List<Tag> read = keys.tags(tags);
            readAssessments(clashes, read);
            keys.metadata(metadata, read);
            report.blocked(
                    folder,
                    "it has the contents of a trace, but no trace_info.yaml",
                    "restore its trace_info.yaml, or move the directory out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is not a trace: it has no trace_info.yaml");
        }
    }

    private static boolean holdsFiles(@Nullable SourceEntry child) {
        return child != null && child.isFolder() && EntityTraces.holdsFiles(child);
    }

    private List<Assessment> readAssessments(IdClashes clashes, List<Tag> repairs) {
        return AssessmentFolder.read(assessments, folder.name(), clashes, options, report, repairs);
    }
}
