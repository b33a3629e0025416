package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Junk;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/** Reads {@code traces/<trace_id>/assessments/}: a file for each. */
public final class AssessmentFolder {

    private AssessmentFolder() {}

    /**
     * The assessments in a trace's folder, by id; those that cannot be migrated are blocked one by one.
     *
     * @param repairs is given the tags that record what was repaired
     */
    static List<Assessment> read(
            @Nullable SourceEntry folder,
            String traceId,
            IdClashes clashes,
            EntityOptions options,
            FolderReport report,
            List<Tag> repairs) {
        if (folder == null || !folder.isFolder()) {
            return List.of();
        }
        List<Assessment> assessments = new ArrayList<>();
        for (SourceEntry entry : report.reader().list(folder)) {
            if (!isAssessment(entry.name()) || entry.isFolder()) {
                report.unknown(entry);
                continue;
            }
            String other = clashes.otherPlace(entry.place());
            if (other != null) {
                report.blocked(entry, "the same id is also in " + other, "move one of the two out of the source");
                continue;
            }
            // Of one that is blocked the report says why, and the trace is whole without it.
            Assessment assessment = AssessmentFile.read(entry, traceId, options, report, repairs);
            if (assessment != null && DeclaredLengths.fits(assessment, entry, report, options)) {
                assessments.add(assessment);
            }
        }
        return assessments.stream().sorted().toList();
    }

    /** Whether a file of this name in {@code assessments} is one. */
    public static boolean isAssessment(String name) {
        return name.endsWith(AssessmentFile.EXTENSION) && !Junk.isFileName(name);
    }
}
