package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/** A trace's tags and request metadata: one file each. */
final class TraceKeys {

    /** What newer schemas keep in {@code trace_info.trace_name}. */
    static final String NAME_TAG = "mlflow.traceName";

    /** What newer schemas keep in {@code trace_info.session_id}. */
    static final String SESSION_KEY = "mlflow.trace.session";

    /** What newer schemas keep in columns of {@code trace_info}, and by which rule. */
    private static final Map<String, Normalization> PROMOTED = Map.of(
            SESSION_KEY,
            Normalization.TRACE_COLUMN,
            "mlflow.trace.tokenUsage",
            Normalization.TOKEN_USAGE,
            "mlflow.trace.cost",
            Normalization.TOKEN_USAGE);

    private final EntityOptions options;
    private final FolderReport report;

    TraceKeys(EntityOptions options, FolderReport report) {
        this.options = options;
        this.report = report;
    }

    /** The tags, in no order. */
    List<Tag> tags(@Nullable SourceEntry folder) {
        List<Tag> read = new ArrayList<>();
        List<Tag> originals = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(folder, report)) {
            String value = fitting("trace_tags", NAME_TAG, "trace_info.trace_name", key, originals);
            if (value != null) {
                note(key);
                read.add(new Tag(key.key(), value));
            }
        }
        read.addAll(originals);
        return read;
    }

    private void note(KeyFiles.KeyFile key) {
        switch (key.key()) {
            case NAME_TAG -> report.normalized(Normalization.TRACE_COLUMN, key.file());
            case PromptLinks.TAG -> report.normalized(Normalization.LINKED_PROMPTS, key.file());
            default -> {}
        }
    }

    /** @param promoted the key whose value has a separate column in {@code trace_info} */
    private @Nullable String fitting(
            String table, String promoted, String column, KeyFiles.KeyFile key, List<Tag> originals) {
        String text = report.reader().text(key.file());
        String keys = table + ".key";
        String value =
                text == null ? null : MendedText.inFile(keys, table + ".value", key, text, report, options, originals);
        if (value == null || !key.key().equals(promoted)) {
            return value;
        }
        return DeclaredLengths.fits(keys, column, key, value, report, options) ? value : null;
    }

    /**
     * The request metadata, by key.
     *
     * @param originals is given the tags that record repairs
     */
    List<Tag> metadata(@Nullable SourceEntry folder, List<Tag> originals) {
        List<Tag> read = new ArrayList<>();
        for (KeyFiles.KeyFile key : KeyFiles.in(folder, report)) {
            String value = fitting("trace_request_metadata", SESSION_KEY, "trace_info.session_id", key, originals);
            if (value != null) {
                Normalization rule = PROMOTED.get(key.key());
                if (rule != null) {
                    report.normalized(rule, key.file());
                }
                read.add(new Tag(key.key(), value));
            }
        }
        return read;
    }
}
