package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.TextColumn;
import org.jspecify.annotations.Nullable;

/** Texts that {@code --repair} makes fit into the target's columns; the originals are kept in tags of their owner. */
final class MendedText {

    /** Where the tags of an entity are, by the tables that its texts come from. */
    private static final Map<String, String> TAG_VALUES = Map.ofEntries(
            Map.entry("experiments", "experiment_tags.value"),
            Map.entry("experiment_tags", "experiment_tags.value"),
            Map.entry("runs", "tags.value"),
            Map.entry("params", "tags.value"),
            Map.entry("tags", "tags.value"),
            Map.entry("logged_models", "logged_model_tags.tag_value"),
            Map.entry("logged_model_params", "logged_model_tags.tag_value"),
            Map.entry("logged_model_tags", "logged_model_tags.tag_value"),
            Map.entry("trace_info", "trace_tags.value"),
            Map.entry("trace_tags", "trace_tags.value"),
            Map.entry("trace_request_metadata", "trace_tags.value"),
            Map.entry("registered_models", "registered_model_tags.value"),
            Map.entry("registered_model_tags", "registered_model_tags.value"),
            Map.entry("model_versions", "model_version_tags.value"),
            Map.entry("model_version_tags", "model_version_tags.value"));

    private MendedText() {}

    /**
     * The text of a key of YAML as the column can hold it; itself where it fits, or where it has no repair.
     *
     * @param tags where the original goes
     */
    static @Nullable String of(
            String key,
            @Nullable String text,
            TextColumn column,
            MetaFields fields,
            EntityOptions options,
            List<Tag> tags) {
        String now = text == null ? null : now(column.toString(), text, options).orElse(null);
        if (text == null || now == null) {
            return text;
        }
        fields.repaired(key, text, now, tags);
        keep(key, text, column.toString(), options.texts(), tags);
        return now;
    }

    /**
     * The name of an experiment: names that only differ behind the limit stay apart by the id.
     *
     * @param original as it is in the file
     * @param name as it would be
     */
    static String ofExperiment(
            String original, String name, ExperimentId id, MetaFields fields, EntityOptions options, List<Tag> tags) {
        String column = TextColumn.EXPERIMENT_NAME.toString();
        Optional<String> now = options.repair() ? options.texts().mendedName(name, " (" + id + ")") : Optional.empty();
        now.ifPresent(mended -> {
            fields.repaired("name", original, mended, tags);
            keep("name", original, column, options.texts(), tags);
        });
        return now.orElse(name);
    }

    /**
     * The value of a file as its column can hold it; null where the file is blocked.
     *
     * @param tags where the original goes
     */
    static BiFunction<KeyFile, String, @Nullable String> inFiles(
            String keyColumn, String valueColumn, FolderReport report, EntityOptions options, List<Tag> tags) {
        return (key, value) -> inFile(keyColumn, valueColumn, key, value, report, options, tags);
    }

    /** The same of one file. */
    static @Nullable String inFile(
            String keyColumn,
            String valueColumn,
            KeyFile key,
            String value,
            FolderReport report,
            EntityOptions options,
            List<Tag> tags) {
        Optional<String> mended = now(valueColumn, value, options);
        // The longest key that an original may get must fit as well.
        String now = mended.isPresent()
                        && options.texts()
                                .excess(keyColumn, MetaFields.REPAIRED_TAG + key.key() + ".99")
                                .isEmpty()
                ? mended.get()
                : value;
        if (!DeclaredLengths.fits(keyColumn, valueColumn, key, now, report, options)) {
            return null;
        }
        if (!now.equals(value)) {
            report.repaired(key.file(), key.key(), value, now);
            keep(key.key(), value, valueColumn, options.texts(), tags);
        }
        return now;
    }

    private static Optional<String> now(String column, String text, EntityOptions options) {
        return options.repair() ? options.texts().mended(column, text) : Optional.empty();
    }

    /** One tag; where the original does not fit into one, as many as it takes. */
    private static void keep(String key, String original, String column, TextLimits texts, List<Tag> tags) {
        String whole = MetaFields.REPAIRED_TAG + key;
        tags.removeIf(tag -> tag.key().equals(whole));
        String kept = original.indexOf('\0') >= 0 ? PythonJson.write(original) : original;
        String table = column.substring(0, column.indexOf('.'));
        int limit = texts.lengths().getOrDefault(TAG_VALUES.getOrDefault(table, ""), Integer.MAX_VALUE);
        List<String> parts = parts(kept, limit);
        for (int i = 0; i < parts.size(); i++) {
            tags.add(new Tag(parts.size() == 1 ? whole : whole + "." + (i + 1), parts.get(i)));
        }
    }

    private static List<String> parts(String text, int limit) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        while (text.codePointCount(begin, text.length()) > limit) {
            int end = text.offsetByCodePoints(begin, limit);
            parts.add(text.substring(begin, end));
            begin = end;
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
