package org.filestoremigration.filestore.disk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.domain.tracking.TextOrder;
import org.jspecify.annotations.Nullable;

/**
 * Folders in which every file is a key: {@code params}, {@code tags}, {@code metrics}, {@code request_metadata} and
 * {@code aliases}. A key with slashes is in sub-folders; there is no other escaping. Links to folders are not followed,
 * as in MLflow ({@code os.walk}).
 */
public final class KeyFiles {

    /** A usable file and the key that its path says. */
    public record KeyFile(String key, SourceEntry file) {}

    private record Folder(String prefix, SourceEntry entry) {}

    private static final String JUPYTER_COPIES = ".ipynb_checkpoints/";

    private KeyFiles() {}

    /**
     * The tags in a folder, by key.
     *
     * @param fitting the value to take; null for none
     */
    public static List<Tag> tags(
            @Nullable SourceEntry folder, FolderReport report, BiFunction<KeyFile, String, @Nullable String> fitting) {
        return values(folder, report, fitting, Tag::new);
    }

    /** The params in a folder, in the same way. */
    public static List<Param> params(
            @Nullable SourceEntry folder, FolderReport report, BiFunction<KeyFile, String, @Nullable String> fitting) {
        return values(folder, report, fitting, Param::new);
    }

    private static <T> List<T> values(
            @Nullable SourceEntry folder,
            FolderReport report,
            BiFunction<KeyFile, String, @Nullable String> fitting,
            BiFunction<String, String, T> toValue) {
        List<T> values = new ArrayList<>();
        for (KeyFile key : in(folder, report)) {
            String value = report.reader().text(key.file());
            String taken = value == null ? null : fitting.apply(key, value);
            if (taken != null) {
                values.add(toValue.apply(key.key(), taken));
            }
        }
        return values;
    }

    /**
     * The keys below a folder in {@link TextOrder}; junk is noted, what cannot be used is blocked, and both are left
     * out. A folder that is not there has none.
     */
    public static List<KeyFile> in(@Nullable SourceEntry top, FolderReport report) {
        if (top == null || !top.isFolder()) {
            return List.of();
        }
        List<KeyFile> keys = new ArrayList<>();
        Deque<Folder> folders = new ArrayDeque<>();
        folders.push(new Folder("", top));
        while (!folders.isEmpty()) {
            Folder folder = folders.pop();
            for (SourceEntry entry : report.reader().list(folder.entry)) {
                String key = folder.prefix + entry.name();
                if (entry.problem() != null) {
                    report.blockedBy(entry);
                } else if (entry.isFolderLink()) {
                    report.note(entry.whole(), "MLflow does not follow a link to a directory here");
                    report.leftAloneLink(entry);
                } else if (entry.isFolder()) {
                    folders.push(new Folder(key + "/", entry));
                } else if (!isJunk(entry, report)) {
                    if (!KeyPattern.matches(key)) {
                        report.normalized(Normalization.UNUSUAL_KEY, entry);
                    }
                    if (key.contains(JUPYTER_COPIES)) {
                        report.note(entry.whole(), "Jupyter made this copy, and MLflow reads it as a separate key");
                    }
                    keys.add(new KeyFile(key, entry));
                }
            }
        }
        keys.sort((left, right) -> TextOrder.compare(left.key, right.key));
        return keys;
    }

    private static boolean isJunk(SourceEntry file, FolderReport report) {
        if (!Junk.isFileName(file.name())) {
            return false;
        }
        byte[] content = report.reader().bytes(file);
        if (content == null) {
            return true;
        }
        if (Junk.is(file.name(), content)) {
            report.note(file.whole(), "it is not a key: an operating system or editor left it here");
            report.leftAlone(file);
            return true;
        }
        return false;
    }
}
