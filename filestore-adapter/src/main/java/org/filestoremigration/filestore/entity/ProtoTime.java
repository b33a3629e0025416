package org.filestoremigration.filestore.entity;

import org.filestoremigration.domain.migration.Milliseconds;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.filestore.disk.FolderReport;
import org.jspecify.annotations.Nullable;

/** Reads a time in the form of protocol buffers: RFC 3339 with up to nine digits of a second. */
final class ProtoTime {

    private ProtoTime() {}

    /** In milliseconds, rounded down; null if it is absent, null or blocked. */
    static @Nullable Long read(MetaFields fields, String key) {
        String text = fields.text(key);
        if (text == null) {
            return null;
        }
        Ruling<Long> time = Milliseconds.ofText(text).orElse(null);
        if (time == null) {
            fields.blocked(
                    key, "it is not a time as MLflow writes it: " + FolderReport.shown(text), "correct the time");
            return null;
        }
        return fields.taken(key, time);
    }
}
