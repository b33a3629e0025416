package org.filestoremigration.filestore.metric;

import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/** The lines of one metric file that are not points: one item in the report, whatever their number. */
final class DefectiveLines {

    private @Nullable MetricDefectException first;
    private long firstLine;
    private long count;
    private boolean alike = true;

    void add(long line, MetricDefectException defect) {
        MetricDefectException before = first;
        count++;
        if (before == null) {
            first = defect;
            firstLine = line;
        } else {
            alike &= before.remedy().equals(defect.remedy()) && kind(before).equals(kind(defect));
            if (line < firstLine) {
                first = defect;
                firstLine = line;
            }
        }
    }

    /** What is said before the value. */
    private static String kind(MetricDefectException defect) {
        int value = defect.reason().indexOf(':');
        return value < 0 ? defect.reason() : defect.reason().substring(0, value);
    }

    void reportTo(FolderReport report, SourceEntry file) {
        MetricDefectException defect = first;
        if (defect == null) {
            return;
        }
        String more = count == 1
                ? ""
                : " (the first of " + count + (alike ? " such lines)" : " lines that cannot be migrated)");
        report.blocked(file, file.line(firstLine), defect.reason() + more, defect.remedy());
    }
}
