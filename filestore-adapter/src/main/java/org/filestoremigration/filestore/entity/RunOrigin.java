package org.filestoremigration.filestore.entity;

import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/** What a run was started from, as its meta.yaml says. */
record RunOrigin(
        @Nullable SourceType type,
        @Nullable String name,
        @Nullable String entryPoint,
        @Nullable String version) {

    /** {@code mlflow.entities.SourceType}. */
    private static final Map<String, SourceType> SOURCE_TYPE_BY_NUMBER = Map.of(
            "1", SourceType.NOTEBOOK,
            "2", SourceType.JOB,
            "3", SourceType.PROJECT,
            "4", SourceType.LOCAL,
            "5", SourceType.UNKNOWN);

    /** Makes a text fit into the target's column, if that is wanted and needed. */
    interface Mending {
        @Nullable
        String mended(String key, @Nullable String text, TextColumn column);
    }

    static RunOrigin read(MetaFields fields, Mending mending) {
        return new RunOrigin(
                type(fields),
                mending.mended("source_name", fields.text("source_name"), TextColumn.RUN_SOURCE_NAME),
                mending.mended("entry_point_name", fields.text("entry_point_name"), TextColumn.RUN_ENTRY_POINT),
                mending.mended("source_version", fields.text("source_version"), TextColumn.RUN_SOURCE_VERSION));
    }

    private static @Nullable SourceType type(MetaFields fields) {
        String text = fields.text("source_type");
        if (text == null) {
            return null;
        }
        SourceType named = new SourceType(text);
        if (SOURCE_TYPE_BY_NUMBER.containsValue(named)) {
            return named;
        }
        SourceType numbered = fields.isWhole("source_type") ? SOURCE_TYPE_BY_NUMBER.get(text) : null;
        if (numbered != null) {
            return numbered;
        }
        fields.normalized(Normalization.SOURCE_TYPE, "source_type");
        fields.note("source_type", "the source type was " + FolderReport.shown(text));
        return SourceType.UNKNOWN;
    }
}
